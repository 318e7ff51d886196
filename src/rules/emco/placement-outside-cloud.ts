import type { Rule } from '../rule';
import { enumerate } from '../text';

export const placementOutsideCloud: Rule = {
  id: 'VNF526',
  severity: 'error',
  title: 'App placed outside the logical cloud',
  reason: 'EMCO deploys to clusters of the group’s logical cloud only and refuses to instantiate the group',
  source: 'EMCO src/orchestrator/pkg/gpic; src/orchestrator/pkg/module/instantiation.go',
  *check(model) {
    for (const group of model.groups) {
      const allowed = group.logicalCloud.clusters;
      for (const chart of group.apps) {
        for (const cluster of group.placementOf(chart).clusters) {
          if (allowed.includes(cluster)) continue;
          yield {
            at: group,
            field: `placement of ${chart.name}`,
            value: cluster.node.path,
            remedy: `place the app on ${enumerate(allowed.map(({ node }) => node.path)) || 'a cluster of the cloud'}, or add the cluster to ${group.logicalCloud.node.path}`,
          };
        }
      }
    }
  },
};
