import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { nodusNics } from './addresses';

export const mixedAddresses: Rule = {
  id: 'VNF412',
  severity: 'error',
  title: 'Static and dynamic Nodus interfaces in one workload',
  reason:
    'Nodus keeps the address of one entry for the next that has none, so that a dynamic interface inherits the address of a static one',
  source: 'Nodus internal/pkg/ovn/ovn.go AddLogicalPorts',
  *check(model) {
    for (const nics of nodusNics(model)) {
      if (!nics.some(({ attachment }) => attachment.isStatic)) continue;
      for (const nic of nics.filter(({ attachment }) => !attachment.isStatic)) {
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'address'),
          value: '(none)',
          remedy: 'give each Nodus interface of the workload a static address, or none of them',
        };
      }
    }
  },
};
