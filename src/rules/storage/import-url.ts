import { at, isMap } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

const WEB = { pattern: /^(https?|gs):\/\/[^/\s]+[^\s]*$/i, remedy: 'write https://host/path' };

/** What an URL looks like, by source. */
const URLS: Readonly<Record<string, { readonly pattern: RegExp; readonly remedy: string }>> = {
  http: { ...WEB, pattern: /^https?:\/\/[^/\s]+[^\s]*$/i },
  s3: { pattern: /^https?:\/\/[^/\s]+\/[^\s]+$/i, remedy: 'write https://host/bucket/key' },
  gcs: { ...WEB, remedy: 'write gs://bucket/object' },
  imageio: WEB,
  vddk: WEB,
  registry: { pattern: /^(docker:\/\/[^/\s]|oci-archive:\S)\S*$/i, remedy: 'write docker://host/image:tag' },
};

export const importUrl: Rule = {
  id: 'VNF301',
  severity: 'error',
  title: 'Import URL that CDI refuses',
  reason:
    'CDI takes http: and https: URLs from web servers and buckets, docker: and oci-archive: URLs from registries, each complete',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const given = at(spec, 'source');
      for (const source of isMap(given) ? Object.keys(given) : []) {
        const url = at(given, source, 'url');
        const form = URLS[source];
        if (url === undefined || !form || form.pattern.test(String(url))) continue;
        const { remedy } = form;
        yield { at: where, field: `${field}source.${source}.url`, value: url, remedy, rendering };
      }
    }
  },
};
