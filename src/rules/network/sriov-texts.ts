import { isMap, listAt } from '../json';
import type { Rule } from '../rule';
import { parseMap } from './plugins';
import { rendered, SRIOV_GROUP } from './rendered';

export const sriovTexts: Rule = {
  id: 'VNF480',
  severity: 'error',
  title: 'Text in a network of the SR-IOV operator that it cannot write on',
  reason:
    'the operator pastes ipam, capabilities and metaPlugins into the attachment definition as they are, and no pod starts on the network',
  source: 'SR-IOV network operator api/v1/helper.go RenderNetAttDef',
  *check(model) {
    for (const { construct, rendering, spec } of rendered(
      model,
      SRIOV_GROUP,
      'SriovNetwork',
      'SriovIBNetwork',
      'OVSNetwork',
    )) {
      for (const field of ['ipam', 'capabilities', 'metaPlugins']) {
        const value = spec[field];
        if (value === undefined || value === '') continue;
        const hasQuote = String(value).includes("'");
        if (!hasQuote && isReadable(field, value)) continue;
        yield {
          at: construct,
          field,
          value,
          reason: hasQuote ? 'the operator puts the text between single quotes, which one inside it ends' : undefined,
          remedy: hasQuote
            ? 'write it without single quotes'
            : field === 'metaPlugins'
              ? 'write JSON objects with commas between them and no brackets around, or use the construct, which takes them typed'
              : 'write a JSON object, or use the construct, which takes it typed',
          rendering,
        };
      }
    }
  },
};

function isReadable(field: string, value: unknown): boolean {
  if (field !== 'metaPlugins') return parseMap(value) !== undefined;
  const list = parseMap(`{"plugins":[${String(value)}]}`);
  return list !== undefined && Object.keys(list).length === 1 && listAt(list, 'plugins').every(isMap);
}
