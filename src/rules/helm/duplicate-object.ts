import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { keyOf, keyText } from './object-key';

export const duplicateObject: Rule = {
  id: 'VNF110',
  severity: 'error',
  title: 'Two objects of one name in a chart',
  reason: 'Helm refuses to install the second, and EMCO keeps the last of one kind and name and drops the others',
  source: 'Helm pkg/kube; EMCO src/orchestrator/utils/helm',
  *check(model) {
    for (const rendering of model.renderings) {
      for (const { first, again } of duplicates(rendering.objects, ({ object }) => keyOf(object, rendering))) {
        yield {
          at: again.construct,
          field: 'metadata.name',
          value: keyText(again.object),
          reason: `${first.construct.node.path} emits it already: ${duplicateObject.reason}`,
          remedy: 'rename one of the constructs, or drop the name that was given to both',
          rendering,
        };
      }
    }
  },
};
