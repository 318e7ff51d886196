import { ownCharts } from '../../emco/deployment-intent-group';
import { groupBy } from '../group-by';
import { at } from '../json';
import { fieldOf, type Model } from '../model';
import type { Rule } from '../rule';

export const networkMissing: Rule = {
  id: 'VNF527',
  severity: 'error',
  title: 'App on a cluster that does not have its network',
  reason:
    'neither EMCO nor a chart makes the network on the cluster, so that the pod waits for ever for its attachment definition',
  source: 'EMCO src/ncm/internal/ovncontroller; Multus',
  *check(model) {
    const made = networksOfCharts(model);
    for (const group of model.groups) {
      for (const chart of ownCharts(group.apps)) {
        for (const [name, [nic]] of groupBy(model.nodusNicsOf(chart), ({ attachment }) => attachment.networkName)) {
          if (!nic || made.has(name)) continue;
          for (const cluster of group.placementOf(chart).clusters) {
            if (cluster.networks.some(({ networkName }) => networkName === name)) continue;
            yield {
              at: group,
              field: `placement of ${chart.name}`,
              value: cluster.node.path,
              reason: `${fieldOf(nic)} of ${nic.workload.node.path} is on ${name}: ${networkMissing.reason}`,
              remedy: `add the network ${name} to the cluster ${cluster.node.path}, or place the app elsewhere`,
            };
          }
        }
      }
    }
  },
};

/** Names of the networks that charts of the app define. */
function networksOfCharts(model: Model): Set<unknown> {
  const objects = model.charts.flatMap((chart) => chart.objects);
  const networks = objects.filter(({ object }) => object.kind === 'Network' || object.kind === 'ProviderNetwork');
  return new Set(networks.map(({ object }) => at(object, 'metadata', 'name')));
}
