import type { Rule } from '../rule';
import { isDnsLabel } from '../text';

export const emcoNodeLabel: Rule = {
  id: 'VNF464',
  severity: 'error',
  title: 'Node label that EMCO refuses',
  reason:
    'behind the prefix, EMCO takes node labels of lower-case letters, digits and dashes only, although Kubernetes takes dots and underscores',
  source: 'EMCO src/orchestrator/pkg/infra/validation/validation.go IsValidLabel',
  *check(model) {
    for (const network of model.providerNetworks) {
      if (model.clustersOf(network).length === 0) continue;
      for (const label of network.vlan.nodeLabelList) {
        const [key = ''] = label.split('=', 1);
        const name = key.slice(key.indexOf('/') + 1);
        if (isDnsLabel(name)) continue;
        yield {
          at: network,
          field: 'vlan.nodeLabels',
          value: label,
          remedy: 'label the nodes with a plainer key, such as role=edge, and give that',
        };
      }
    }
  },
};
