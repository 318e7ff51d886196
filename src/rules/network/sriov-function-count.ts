import { at } from '../json';
import type { Rule } from '../rule';
import { policies } from './operator-objects';

/** Mellanox cards have more in firmware, but the operator stops here. */
const MOST_OF_MELLANOX = 128;
const MELLANOX = '15b3';

export const sriovFunctionCount: Rule = {
  id: 'VNF473',
  severity: 'error',
  title: 'Number of virtual functions that the operator refuses',
  reason: 'a policy makes at least one function of each card, and at most 128 of a Mellanox card',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      const count = Number(spec.numVfs);
      const most = at(spec, 'nicSelector', 'vendor') === MELLANOX ? MOST_OF_MELLANOX : Infinity;
      if (Number.isInteger(count) && count >= 1 && count <= most) continue;
      yield {
        at: construct,
        field: 'numVfs',
        value: spec.numVfs ?? '(none)',
        remedy: `give a whole number ${most === Infinity ? 'of at least 1' : `from 1 to ${most}`}`,
        rendering,
      };
    }
  },
};
