import { at, isMap } from '../json';
import type { Rule } from '../rule';

const CREDENTIAL_KEY =
  /pass(word|wd|phrase)|^pass$|secret|token|credential|private|api[-_]?key|^\.dockerconfigjson$|(^|[._-])key$/i;
const PUBLIC_KEY = /public/i;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

export const secretLiteral: Rule = {
  id: 'VNF702',
  severity: 'error',
  title: 'Secret with a literal credential',
  reason: 'what stands in a chart can be read by whoever can fetch it, base64 or not',
  source: 'design of this library: no secret in a file',
  *check(model) {
    for (const { compiled } of model.charts) {
      for (const { construct, tree } of compiled.objects) {
        if (construct.kind !== 'Secret') continue;
        for (const field of ['data', 'stringData']) {
          const data = at(tree, field);
          for (const [key, value] of isMap(data) ? Object.entries(data) : []) {
            // A hole is filled by whoever installs the chart.
            if (typeof value !== 'string' || value === '') continue;
            if (!isCredentialName(key) && !PRIVATE_KEY.test(value)) continue;
            yield {
              at: construct,
              field: `${field}.${key}`,
              value: `(${value.length} characters)`,
              remedy:
                'create the Secret outside the chart and refer to it by name (Values.secretName), or fill it from a value without default',
            };
          }
        }
      }
    }
  },
};

/** Whether what is called so is a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL_KEY.test(name) && !PUBLIC_KEY.test(name);
}
