import { parse } from 'yaml';
import { at, isMap } from '../json';
import type { Rule } from '../rule';
import { kubernetesResources } from './kubernetes-intents';

/** What EMCO's copies of the two kinds have no field for. */
const LOST = ['stringData', 'binaryData', 'immutable'];
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const templateLosesData: Rule = {
  id: 'VNF536',
  severity: 'error',
  title: 'ConfigMap or Secret that EMCO does not carry whole',
  reason:
    'EMCO writes the two kinds anew with name, namespace, annotations, type and data: everything else is gone on the cluster, and the data of a Secret are taken for Base64',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { at: construct, field, isNew, kind, resource } of kubernetesResources(model)) {
      if (!isNew || (kind !== 'ConfigMap' && kind !== 'Secret')) continue;
      const template = templateOf(resource.file?.content);
      const where = (path: string, value: unknown): { at: typeof construct; field: string; value: unknown } => ({
        at: construct,
        field: `${field}.file: ${path}`,
        value,
      });
      for (const path of LOST) {
        const value = at(template, path);
        if (value === undefined) continue;
        const remedy = path === 'immutable' ? 'leave it out' : 'write it as data; that of a Secret in Base64';
        yield { ...where(path, isMap(value) ? Object.keys(value).join(', ') : value), remedy };
      }
      if (at(template, 'metadata', 'labels') !== undefined)
        yield {
          ...where('metadata.labels', at(template, 'metadata', 'labels')),
          remedy: 'leave them out; what must be found is found by its name, or by annotations',
        };
      const data = kind === 'Secret' ? at(template, 'data') : undefined;
      for (const [key, value] of Object.entries(isMap(data) ? data : {})) {
        if (typeof value === 'string' && BASE64.test(value)) continue;
        yield {
          ...where(`data.${key}`, '(not Base64)'),
          remedy: 'encode it in Base64, or give it as a file of the customization',
        };
      }
    }
  },
};

/** Files that are no YAML are for EMCO to refuse. */
function templateOf(content: string | Uint8Array | undefined): unknown {
  try {
    return parse(Buffer.from(content ?? '').toString(), { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
