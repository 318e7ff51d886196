import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, isReservedOn, staticNics } from './addresses';

export const addressReserved: Rule = {
  id: 'VNF406',
  severity: 'error',
  title: 'Static address is reserved for equipment outside the model',
  reason:
    'the network says that something outside the model holds this address; Nodus does not check static addresses against it',
  source: 'Nodus docs, excludeIps; internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of staticNics(model)) {
      if (!isReservedOn(nic.network, nic.address)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'address'),
        value: nic.address,
        remedy: `${freeAddressRemedy(nic.network, model)}; static addresses need no entry in reserved of ${nic.network.node.path}`,
      };
    }
  },
};
