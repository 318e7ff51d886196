import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { type NetworkOnNodes, networksOnNodes } from './nodes-of-network';

export const logicalInterfaceTwice: Rule = {
  id: 'VNF438',
  severity: 'error',
  title: 'Two provider networks with one host interface',
  reason:
    'a node has one interface of a name, and an OVS port is in one bridge only: the second network gets no way out',
  source: 'Nodus cmd/nfn-agent/nfn-agent.go',
  *check(model) {
    for (const { first, again } of duplicates(networksOnNodes(model), ({ hostInterface }) => hostInterface)) {
      if (areApart(first, again)) continue;
      yield {
        at: again.network,
        field: again.field === 'vlan' ? 'vlan.logicalInterface' : 'direct.providerInterface',
        value: again.hostInterface,
        reason: `${first.network.node.path} has it already: ${logicalInterfaceTwice.reason}`,
        remedy: 'give the networks different VLAN ids or names, or one construct where they are the same network',
      };
    }
  },
};

/** Whether no node has the labels of both: the same key with another value. */
function areApart(a: NetworkOnNodes, b: NetworkOnNodes): boolean {
  const labels = new Map(a.labels.map((label) => label.split('=', 2) as [string, string]));
  return b.labels.some((label) => {
    const [key = '', value] = label.split('=', 2);
    return labels.has(key) && labels.get(key) !== value;
  });
}
