import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, staticNics } from './addresses';

export const addressIsGateway: Rule = {
  id: 'VNF403',
  severity: 'error',
  title: 'Static address is the gateway of its network',
  reason: 'the port of OVN’s router has this address already, so that two interfaces answer for it',
  source: 'Nodus internal/pkg/ovn/common.go createOvnLS',
  *check(model) {
    for (const nic of staticNics(model)) {
      if (nic.address !== nic.network.gateway) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'address'),
        value: nic.address,
        remedy: freeAddressRemedy(nic.network, model),
      };
    }
  },
};
