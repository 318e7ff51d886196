import { Ipv4Subnet, type OperatorNetwork } from '../../network';
import { formatIpv4, type Ipv4Range, isInRange, parseIpv4 } from '../../network/ipv4';
import { fieldOf, type Model, type Nic } from '../model';
import type { Rule } from '../rule';
import { hostsOf, hostsText } from './addresses';

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

interface GuestAddress {
  readonly nic: Nic;
  readonly network: OperatorNetwork;
  readonly entry: string;
  readonly field: string;
  readonly address: string;
}

/** The addresses that guests give their virtual functions on networks with an address plan. */
function* guestAddresses(model: Model): Generator<GuestAddress> {
  for (const network of model.operatorNetworks) {
    if (!network.hostLocalIpam) continue;
    for (const nic of model.nicsOn(network)) {
      for (const [index, entry] of nic.attachment.guestAddresses.entries()) {
        yield { nic, network, entry, field: fieldOf(nic, `addresses[${index}]`), address: entry.split('/')[0] ?? '' };
      }
    }
  }
}

function pluginRange(network: OperatorNetwork): Ipv4Range | undefined {
  const { subnet, rangeStart, rangeEnd } = network.hostLocalIpam ?? { subnet: '' };
  const hosts = hostsOf(subnet);
  return hosts && { first: parseIpv4(rangeStart ?? '') ?? hosts.first, last: parseIpv4(rangeEnd ?? '') ?? hosts.last };
}
