import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from '../vm/quantity';
import { claimOf, diskSpecs } from './disk-specs';

export const volumeSize: Rule = {
  id: 'VNF302',
  severity: 'error',
  title: 'Volume without size, or too small for CDI',
  reason: 'CDI refuses volumes under 1 MiB, and volumes without size unless they copy something in the form storage',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const claim = claimOf(spec);
      const size = at(claim, 'resources', 'requests', 'storage');
      if (size === undefined ? mayLackSize(spec) : (parseQuantity(size) ?? Infinity) >= 2 ** 20) continue;
      const remedy = 'give the size of the image, such as Size.gibibytes(10)';
      yield { at: where, field: `${field}size`, value: size ?? '(none)', remedy, rendering };
    }
  },
};

/** Also where there is no claim at all, which is another finding. */
function mayLackSize(spec: unknown): boolean {
  if (at(spec, 'pvc') !== undefined) return false;
  const copies = [
    ['sourceRef'],
    ['source', 'pvc'],
    ['source', 'snapshot'],
    ['storage', 'dataSource'],
    ['storage', 'dataSourceRef'],
  ];
  return at(spec, 'storage') === undefined || copies.some((path) => at(spec, ...path) !== undefined);
}
