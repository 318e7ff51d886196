import { at, isMap, listAt } from '../json';
import type { Rule } from '../rule';
import { asDnsLabel, isDnsSubdomain } from '../text';
import { claimOf, diskSpecs } from './disk-specs';

const SOURCES = new Set(['http', 's3', 'gcs', 'registry', 'imageio', 'vddk']);

export const importNames: Rule = {
  id: 'VNF308',
  severity: 'error',
  title: 'Name of a Secret, ConfigMap or class that cannot exist',
  reason:
    'names of Secrets, ConfigMaps and storage classes are DNS subdomains of at most 253 characters, without namespace',
  source: 'Kubernetes object names; CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const given = at(spec, 'source');
      const sources = isMap(given) ? Object.keys(given).filter((source) => SOURCES.has(source)) : [];
      const names: readonly (readonly [string, unknown])[] = [
        ['storageClassName', at(claimOf(spec), 'storageClassName')],
        ...sources.flatMap((source) => [
          [`source.${source}.secretName`, at(given, source, 'secretRef')] as const,
          [`source.${source}.certConfigMap`, at(given, source, 'certConfigMap')] as const,
        ]),
        ...listAt(spec, 'source', 'http', 'secretExtraHeaders').map(
          (name, index) => [`source.http.secretExtraHeaders[${index}]`, name] as const,
        ),
      ];
      for (const [property, name] of names) {
        // An empty class asks for volumes that were made by hand.
        if (name === undefined || (name === '' && property === 'storageClassName') || isDnsSubdomain(String(name)))
          continue;
        const remedy = `write the name alone, such as ${asDnsLabel(String(name))}`;
        yield { at: where, field: field + property, value: name, remedy, rendering };
      }
    }
  },
};
