import { Ipv4Subnet } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import type { Rule } from '../rule';
import { hostsText } from './addresses';
import { guestAddresses } from './guest-addresses';

export const sriovAddressOutside: Rule = {
  id: 'VNF454',
  severity: 'warning',
  title: 'Guest address outside the subnet of its SR-IOV network',
  reason: 'the network’s other workloads are in its subnet and do not reach the guest without a router',
  source: 'SR-IOV network operator, spec.ipam',
  *check(model) {
    for (const { nic, network, entry, field, address } of guestAddresses(model)) {
      const { subnet } = network.hostLocalIpam ?? { subnet: '' };
      if (Ipv4Subnet.tryParse(subnet)?.contains(address) !== false || parseIpv4(address) === undefined) continue;
      yield {
        at: nic.workload,
        field,
        value: entry,
        remedy: `give an address from ${hostsText(subnet)} with the prefix length of ${subnet}`,
      };
    }
  },
};
