import { MULTUS_KEY } from '../../emco';
import type { Rule } from '../rule';

export const multusMissing: Rule = {
  id: 'VNF544',
  severity: 'error',
  title: 'Cluster whose networks get no attachment definitions',
  reason:
    'EMCO makes them only where the cluster says that Multus attaches its networks, and VMs wait for them for ever',
  source: 'EMCO src/ncm/internal/ovncontroller',
  *check(model) {
    for (const cluster of model.clusters) {
      const value = cluster.keyValuePairs[MULTUS_KEY];
      if (cluster.networks.length === 0 || value === 'multus') continue;
      yield { at: cluster, field: `keyValuePairs.${MULTUS_KEY}`, value, remedy: 'leave the pair out' };
    }
  },
};
