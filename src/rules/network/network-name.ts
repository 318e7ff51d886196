import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel } from '../text';

export const networkName: Rule = {
  id: 'VNF430',
  severity: 'error',
  title: 'Network name is no DNS label',
  reason:
    'the id of a network is the name of its object and of its attachment definition: lower-case letters, digits and dashes, at most 63',
  source: 'EMCO ncm json-schemas/network.json; Kubernetes object names',
  *check(model) {
    for (const network of [...model.nodusNetworks, ...model.operatorNetworks]) {
      if (isDnsLabel(network.networkName)) continue;
      yield {
        at: network,
        field: 'id',
        value: network.networkName,
        remedy: `call it ${asDnsLabel(network.networkName)}`,
      };
    }
  },
};
