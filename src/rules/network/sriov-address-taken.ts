import type { OperatorNetwork } from '../../network';
import { formatIpv4, type Ipv4Range, isInRange, parseIpv4 } from '../../network/ipv4';
import type { Rule } from '../rule';
import { hostsOf } from './addresses';
import { guestAddresses } from './guest-addresses';

export const sriovAddressTaken: Rule = {
  id: 'VNF453',
  severity: 'error',
  title: 'Guest address that the plugin gives to others',
  reason:
    'the plugin reserves addresses of this range for pods on each node, without knowing of those that guests give themselves',
  source: 'CNI plugins host-local; the address never reaches the guest of a VM',
  *check(model) {
    for (const { nic, network, entry, field, address } of guestAddresses(model)) {
      const range = pluginRange(network);
      if (!range || !isInRange(address, range)) continue;
      const { subnet, rangeStart, rangeEnd } = network.hostLocalIpam ?? { subnet: '' };
      yield {
        at: nic.workload,
        field,
        value: entry,
        reason: `${network.networkName} gives ${formatIpv4(range.first)} to ${formatIpv4(range.last)}: ${sriovAddressTaken.reason}`,
        remedy:
          rangeStart === undefined && rangeEnd === undefined
            ? `give ipam of ${network.node.path} a rangeStart and rangeEnd that leave a part of ${subnet} to guests, and an address from that part`
            : `give an address of ${subnet} outside the range`,
      };
    }
  },
};

function pluginRange(network: OperatorNetwork): Ipv4Range | undefined {
  const { subnet, rangeStart, rangeEnd } = network.hostLocalIpam ?? { subnet: '' };
  const hosts = hostsOf(subnet);
  return hosts && { first: parseIpv4(rangeStart ?? '') ?? hosts.first, last: parseIpv4(rangeEnd ?? '') ?? hosts.last };
}
