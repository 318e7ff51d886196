import type { Rule } from '../rule';
import { networksOnNodes } from './nodes-of-network';

export const nodeAny: Rule = {
  id: 'VNF439',
  severity: 'warning',
  title: 'Provider network on a node that Nodus picks',
  reason:
    'without node labels Nodus sets the network up on one node at random, nothing brings the workload to that node, and it is never taken down',
  source: 'Nodus internal/pkg/nfnNotify/server.go',
  *check(model) {
    for (const { network, labels, field } of networksOnNodes(model)) {
      if (labels.length > 0) continue;
      yield {
        at: network,
        field: `${field}.nodeLabels`,
        value: '(none)',
        remedy:
          'give the labels of the nodes that have the provider interface, and the same as nodeSelector of the workloads',
      };
    }
  },
};
