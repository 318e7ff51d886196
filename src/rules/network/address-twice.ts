import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, staticNics } from './addresses';

export const addressTwice: Rule = {
  id: 'VNF405',
  severity: 'error',
  title: 'Two interfaces with one address on a network',
  reason: 'OVN refuses the second port, and the workload that comes later starts without network',
  source: 'Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    const pairs = duplicates(staticNics(model), ({ network, address }) => `${network.node.path} ${address}`);
    for (const { first, again } of pairs) {
      yield {
        at: again.workload,
        field: fieldOf(again, 'address'),
        value: again.address,
        reason: `${fieldOf(first)} of ${first.workload.node.path} has it already: ${addressTwice.reason}`,
        remedy: freeAddressRemedy(again.network, model),
      };
    }
  },
};
