import type { Rule } from '../rule';

export const nodeAny: Rule = {
  id: 'VNF439',
  severity: 'warning',
  title: 'Provider network on a node that Nodus picks',
  reason:
    'without node labels Nodus sets the VLAN up on one node at random, nothing brings the workload to that node, and the VLAN is never taken down',
  source: 'Nodus internal/pkg/nfnNotify/server.go',
  *check(model) {
    for (const network of model.providerNetworks) {
      if (network.vlan.vlanNodeSelector !== 'any') continue;
      yield {
        at: network,
        field: 'vlan.nodeLabels',
        value: '(none)',
        remedy:
          'give the labels of the nodes that have the provider interface, and the same as nodeSelector of the workloads',
      };
    }
  },
};
