import { Ipv4Subnet } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, staticNics } from './addresses';

export const addressOutsideSubnet: Rule = {
  id: 'VNF402',
  severity: 'error',
  title: 'Static address outside the subnet of its network',
  reason: 'OVN gives the port no address outside its switch’s subnet, and the workload starts without network',
  source: 'Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of staticNics(model)) {
      const subnet = Ipv4Subnet.tryParse(nic.network.subnet);
      if (!subnet || parseIpv4(nic.address) === undefined || subnet.contains(nic.address)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'address'),
        value: nic.address,
        reason: `${nic.network.networkName} has the subnet ${nic.network.subnet}: ${addressOutsideSubnet.reason}`,
        remedy: freeAddressRemedy(nic.network, model),
      };
    }
  },
};
