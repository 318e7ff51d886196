import { Ipv4Subnet } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, staticNics } from './addresses';

export const addressOfSubnet: Rule = {
  id: 'VNF404',
  severity: 'error',
  title: 'Static address is the network or broadcast address',
  reason: 'the first and the last address of a subnet mean the subnet itself and everybody in it, no host',
  source: 'RFC 1122, 3.2.1.3; Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of staticNics(model)) {
      if (!Ipv4Subnet.tryParse(nic.network.subnet)?.isReserved(nic.address)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'address'),
        value: nic.address,
        remedy: freeAddressRemedy(nic.network, model),
      };
    }
  },
};
