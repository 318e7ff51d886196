import type { Chart } from 'cdk8s';
import type { AppChart, DeploymentIntentGroup } from '../../emco';
import { type KeyedObject, keyedObjects, keyText } from '../helm/object-key';
import type { Rule } from '../rule';

export const sameRelease: Rule = {
  id: 'VNF543',
  severity: 'error',
  title: 'One object of two deployment intent groups on one cluster',
  reason: 'both groups apply it to the same namespace: the later one wins, and terminating either takes it away',
  source: 'EMCO src/rsync; src/orchestrator/pkg/module/instantiation.go',
  *check(model) {
    const known: { readonly group: DeploymentIntentGroup; readonly objects: readonly KeyedObject[] }[] = [];
    for (const group of model.groups) {
      const objects = keyedObjects(model.renderings.filter((rendering) => rendering.group === group));
      for (const other of known) {
        if (other.group.logicalCloud !== group.logicalCloud) continue;
        const shared = objects.find(({ key, rendering }) =>
          other.objects.some(
            (there) =>
              key !== undefined &&
              there.key === key &&
              shareCluster([group, rendering.chart], [other.group, there.rendering.chart]),
          ),
        );
        if (!shared) continue;
        yield {
          at: group,
          field: 'release',
          value: group.release.name,
          reason: `${other.group.node.path} has ${keyText(shared.object)} too: ${sameRelease.reason}`,
          remedy: 'give each group a release of its own, or clusters of its own',
        };
      }
      known.push({ group, objects });
    }
  },
};

type Placed = readonly [group: DeploymentIntentGroup, chart: Chart];

function shareCluster(...[[group, chart], [other, otherChart]]: readonly [Placed, Placed]): boolean {
  const clusters = other.placementOf(otherChart as AppChart).clusters;
  return group.placementOf(chart as AppChart).clusters.some((cluster) => clusters.includes(cluster));
}
