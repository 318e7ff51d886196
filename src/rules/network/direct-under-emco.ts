import { NodusDirectNetwork } from '../../network';
import type { Rule } from '../rule';

export const directUnderEmco: Rule = {
  id: 'VNF463',
  severity: 'error',
  title: 'Direct network on a cluster of EMCO',
  reason: 'EMCO’s provider network intents know VLANs only, and its API refuses the type DIRECT',
  source: 'EMCO ncm json-schemas/provider-network.json',
  *check(model) {
    for (const cluster of model.clusters) {
      for (const network of cluster.networks) {
        if (!(network instanceof NodusDirectNetwork)) continue;
        yield {
          at: cluster,
          field: 'networks',
          value: network.networkName,
          remedy:
            'take it off the list and define it in a site chart (defineIn), or make it a NodusProviderNetwork with a VLAN',
        };
      }
    }
  },
};
