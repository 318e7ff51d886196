import { duplicates } from '../duplicates';
import { keyedObjects, keyText } from '../helm/object-key';
import type { Rule } from '../rule';

export const objectInTwoApps: Rule = {
  id: 'VNF525',
  severity: 'error',
  title: 'One object in two apps of a deployment intent group',
  reason: 'both apps apply it to the same clusters: the later one wins, and terminating either takes it away',
  source: 'EMCO src/rsync; one release for all apps of a group',
  *check(model) {
    for (const group of model.groups) {
      const objects = keyedObjects(model.renderings.filter((rendering) => rendering.group === group));
      for (const { first, again } of duplicates(objects, ({ key }) => key)) {
        const { rendering } = again;
        if (first.rendering === rendering || !model.shareCluster(group, first.rendering.chart, rendering.chart))
          continue;
        yield {
          at: again.construct,
          field: 'metadata.name',
          value: keyText(again.object),
          reason: `${first.construct.node.path} emits it already: ${objectInTwoApps.reason}`,
          remedy: 'leave it to one app, or rename the chart or the release, where one contains the other',
          rendering,
        };
      }
    }
  },
};
