import { Platform } from '../../platform';
import { isMap } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

/** Fields of a DataVolume, and in their place the release that brought them. */
interface Since {
  readonly [field: string]: string | Since;
}

/** Where a field is later than the oldest release that anybody runs. */
const SINCE: Since = {
  source: {
    gcs: '1.57.0',
    snapshot: '1.57.0',
    registry: { platform: '1.63.0' },
    vddk: { extraArgs: '1.63.0' },
    imageio: { insecureSkipVerify: '1.64.0' },
    http: { checksum: '1.65.0', insecureSkipVerify: '1.66.0' },
  },
  storage: { dataSourceRef: '1.57.0' },
  serviceAccountName: '1.65.0',
};

export const cdiTooOld: Rule = {
  id: 'VNF324',
  severity: 'error',
  title: 'Field that the platform’s CDI does not know',
  reason: 'the API server drops fields that the CRD of the cluster does not have, without a word',
  source: 'CDI release notes; CRD of each release',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      for (const [path, release] of laterFields(spec, SINCE)) {
        const platform = Platform.of(where);
        if (platform.isAtLeast('cdi', release)) continue;
        yield {
          at: where,
          field: field + path,
          value: `CDI ${platform.cdi}`,
          remedy: `state the platform’s release (cdi: '${release.replace(/\.0$/, '')}' or later), or leave it out`,
          rendering,
        };
      }
    }
  },
};

/** The fields of a spec that some release brought, each with that release. */
function laterFields(spec: unknown, since: Since, prefix = ''): [path: string, release: string][] {
  if (!isMap(spec)) return [];
  return Object.keys(spec).flatMap((key) => {
    const later = Object.hasOwn(since, key) && spec[key] !== undefined ? since[key] : undefined;
    if (later === undefined) return [];
    return typeof later === 'string' ? [[prefix + key, later]] : laterFields(spec[key], later, `${prefix}${key}.`);
  });
}
