import { at } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

export const archiveWithoutType: Rule = {
  id: 'VNF321',
  severity: 'warning',
  title: 'Tar archive that is imported as a disk',
  reason: 'CDI would write the archive itself onto the disk, and no guest starts from it',
  source: 'CDI doc/supported_operations.md',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      for (const source of ['http', 's3']) {
        const url = at(spec, 'source', source, 'url');
        if (
          url === undefined ||
          at(spec, 'contentType') === 'archive' ||
          !/\.(tar(\.(gz|xz))?|tgz)(\?|$)/i.test(String(url))
        )
          continue;
        yield {
          at: where,
          field: `${field}contentType`,
          value: at(spec, 'contentType') ?? '(none)',
          remedy: "write contentType: 'archive'",
          rendering,
        };
      }
    }
  },
};
