import { at } from '../json';
import type { Rule } from '../rule';

const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  http: ['http', 'https'],
  registry: ['docker', 'oci-archive'],
};

export const importUrl: Rule = {
  id: 'VNF301',
  severity: 'error',
  title: 'Import URL that CDI refuses',
  reason:
    'CDI takes http: and https: URLs from web servers, docker: and oci-archive: URLs from registries, each complete',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        if (object.kind !== 'DataVolume') continue;
        for (const [source, schemes] of Object.entries(SCHEMES)) {
          const url = at(object, 'spec', 'source', source, 'url');
          if (url === undefined || schemes.some((scheme) => new RegExp(`^${scheme}:(//)?[^/\\s]`).test(String(url))))
            continue;
          const remedy = source === 'http' ? 'write https://host/path' : 'write docker://host/image:tag';
          yield { at: construct, field: `source.${source}.url`, value: url, remedy, rendering };
        }
      }
    }
  },
};
