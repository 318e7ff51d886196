import { at } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

const CHECKSUM = /^(md5:[0-9a-f]{32}|sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/i;

export const importChecksum: Rule = {
  id: 'VNF305',
  severity: 'error',
  title: 'Checksum that CDI refuses',
  reason: 'a checksum is md5, sha1, sha256 or sha512, a colon, and as many hexadecimal digits as the algorithm has',
  source: 'CDI pkg/util/checksum/checksum.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const checksum = at(spec, 'source', 'http', 'checksum');
      if (checksum === undefined || CHECKSUM.test(String(checksum))) continue;
      const remedy = 'write sha256: and what sha256sum prints for the file as it is downloaded';
      yield { at: where, field: `${field}source.http.checksum`, value: checksum, remedy, rendering };
    }
  },
};
