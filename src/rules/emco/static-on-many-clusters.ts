import { clustersOf } from '../../emco';
import { ownCharts } from '../../emco/deployment-intent-group';
import { NodusProviderNetwork } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const staticOnManyClusters: Rule = {
  id: 'VNF528',
  severity: 'warning',
  title: 'Static address on a provider network of several clusters',
  reason:
    'the intent is the same on every cluster, and the VLAN may be too: two VMs would answer for one address and one MAC',
  source: 'EMCO ovnaction: intents are per app, not per cluster',
  *check(model) {
    for (const group of model.groups) {
      for (const chart of ownCharts(group.apps)) {
        const placement = group.placementOf(chart);
        const clusters = new Set(placement.mandatory.flatMap(clustersOf)).size + placement.alternatives.length;
        if (clusters < 2) continue;
        for (const nic of model.nodusNicsOf(chart)) {
          if (!nic.attachment.isStatic || !(nic.attachment.network instanceof NodusProviderNetwork)) continue;
          yield {
            at: group,
            field: `placement of ${chart.name}`,
            value: `${clusters} clusters`,
            reason: `${fieldOf(nic)} of ${nic.workload.node.path} has ${nic.attachment.address} on ${nic.attachment.networkName}: ${staticOnManyClusters.reason}`,
            remedy:
              'place the app on one cluster, leave out the address, or give each cluster a chart and group of its own',
          };
        }
      }
    }
  },
};
