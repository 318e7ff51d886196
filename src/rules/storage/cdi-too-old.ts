import { Platform } from '../../platform';
import { at } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

/** Fields of a DataVolume and the release that brought them, where it is later than the oldest that anybody runs. */
const SINCE: readonly (readonly [path: readonly string[], release: string])[] = [
  [['source', 'gcs'], '1.57.0'],
  [['source', 'snapshot'], '1.57.0'],
  [['storage', 'dataSourceRef'], '1.57.0'],
  [['source', 'registry', 'platform'], '1.63.0'],
  [['source', 'vddk', 'extraArgs'], '1.63.0'],
  [['source', 'imageio', 'insecureSkipVerify'], '1.64.0'],
  [['source', 'http', 'checksum'], '1.65.0'],
  [['serviceAccountName'], '1.65.0'],
  [['source', 'http', 'insecureSkipVerify'], '1.66.0'],
];

export const cdiTooOld: Rule = {
  id: 'VNF324',
  severity: 'error',
  title: 'Field that the platform’s CDI does not know',
  reason: 'the API server drops fields that the CRD of the cluster does not have, without a word',
  source: 'CDI release notes; CRD of each release',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      for (const [path, release] of SINCE) {
        if (at(spec, ...path) === undefined) continue;
        const platform = Platform.of(where);
        if (platform.isAtLeast('cdi', release)) continue;
        yield {
          at: where,
          field: field + path.join('.'),
          value: `CDI ${platform.cdi}`,
          remedy: `state the platform’s release (cdi: '${release.replace(/\.0$/, '')}' or later), or leave it out`,
          rendering,
        };
      }
    }
  },
};
