import { NFN_NETWORK_ANNOTATION, nodusInterfaces } from '../../network';
import { Platform } from '../../platform';
import { at, isMap, listAt } from '../json';
import type { Rendering, Workload } from '../model';
import { podTemplateOf } from '../pod-template';
import type { Rule } from '../rule';
import { nodusNics } from './addresses';

export const annotationDiffers: Rule = {
  id: 'VNF461',
  severity: 'error',
  title: 'Nodus annotation that says something else than the model',
  reason:
    'network intents and network data are made from the attachments, so that guest, OVN port and intent would disagree',
  source: 'Nodus pod annotation k8s.plugin.opnfv.org/nfn-network; EMCO ovnaction',
  *check(model) {
    for (const [{ workload }] of nodusNics(model)) {
      for (const { rendering, object } of model.objectsOf(workload)) {
        const text = at(podTemplateOf(object), 'metadata', 'annotations', NFN_NETWORK_ANNOTATION);
        const expected = expectedInterfaces(workload, rendering);
        if (sameInterfaces(interfacesIn(text), expected)) continue;
        yield {
          at: workload,
          field: `annotations[${NFN_NETWORK_ANNOTATION}]`,
          value: text ?? '(none)',
          reason: `the attachments say ${JSON.stringify(expected)}: ${annotationDiffers.reason}`,
          remedy: 'drop the JSON patch that changes the annotation; say what it says with attach()',
          rendering,
        };
      }
    }
  },
};

type Entry = Readonly<Record<string, unknown>>;

function expectedInterfaces(workload: Workload, rendering: Rendering): Entry[] {
  return nodusInterfaces(workload, Platform.of(workload)).map((one) =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [key, rendering.evaluate(value as string)])),
  );
}

function interfacesIn(annotation: unknown): readonly unknown[] {
  try {
    return listAt(JSON.parse(String(annotation)), 'interface');
  } catch {
    return [];
  }
}

function sameInterfaces(found: readonly unknown[], expected: readonly Entry[]): boolean {
  return found.length === expected.length && expected.every((entry, index) => sameEntry(found[index], entry));
}

function sameEntry(found: unknown, expected: Entry): boolean {
  if (!isMap(found)) return false;
  const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...keys].every((key) => String(found[key] ?? '').toLowerCase() === String(expected[key] ?? '').toLowerCase());
}
