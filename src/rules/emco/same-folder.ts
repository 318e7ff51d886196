import { duplicates } from '../duplicates';
import type { Rule } from '../rule';

export const sameFolder: Rule = {
  id: 'VNF542',
  severity: 'error',
  title: 'Two composite apps of one id',
  reason: 'the package of a composite app is a folder of its id, and one of the two would be lost',
  source: 'design of this library: the folder of an EMCO package',
  *check(model) {
    for (const { first, again } of duplicates(model.compositeApps, ({ node }) => node.id)) {
      yield {
        at: again,
        field: 'id',
        value: again.node.id,
        reason: `emco/${again.node.id} is the package of ${first.node.path}: ${sameFolder.reason}`,
        remedy: 'give the construct another id, and the composite app its name in EMCO with the property name',
      };
    }
  },
};
