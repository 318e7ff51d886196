import { at } from '../json';
import type { Rule } from '../rule';
import { policies } from './operator-objects';

/** Mellanox cards have more in firmware, but the operator stops here. */
const MOST_OF_MELLANOX = 128;
const MELLANOX = '15b3';

export const sriovFunctionCount: Rule = {
  id: 'VNF473',
  severity: 'error',
  title: 'Number in an SR-IOV policy that the operator refuses',
  reason:
    'a policy makes at least one function of each card, at most 128 of a Mellanox card; its priority is 0 to 99, its MTU at least 1',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      for (const [field, least, greatest] of [
        ['priority', 0, 99],
        ['mtu', 1, Infinity],
      ] as const) {
        const value = spec[field];
        if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= greatest))
          continue;
        const remedy = `give a whole number from ${least}${greatest === Infinity ? '' : ` to ${greatest}`}`;
        yield { at: construct, field, value, remedy, rendering };
      }
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
