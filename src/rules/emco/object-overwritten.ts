import { duplicates } from '../duplicates';
import { keyOf, keyText } from '../helm/object-key';
import type { Rule } from '../rule';

export const objectOverwritten: Rule = {
  id: 'VNF524',
  severity: 'error',
  title: 'Two objects of one kind and name in an app',
  reason: 'EMCO knows an object of an app by kind and name only, without namespace and API group, and keeps the last',
  source: 'EMCO src/orchestrator/pkg/module/instantiation_appcontext_helper.go',
  *check(model) {
    for (const rendering of model.renderings) {
      if (!model.isEmcoApp(rendering.chart)) continue;
      for (const { first, again } of duplicates(rendering.objects, ({ object }) => keyText(object))) {
        // Equal in every respect they are a finding of any chart.
        if (keyOf(first.object, rendering) === keyOf(again.object, rendering)) continue;
        yield {
          at: again.construct,
          field: 'metadata.name',
          value: keyText(again.object),
          reason: `${first.construct.node.path} has the same: ${objectOverwritten.reason}`,
          remedy: 'rename one of the two',
          rendering,
        };
      }
    }
  },
};
