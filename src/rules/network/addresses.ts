import { Ipv4Subnet, type NodusNetwork } from '../../network';
import { formatIpv4, type Ipv4Range, isInRange, parseIpv4Range } from '../../network/ipv4';
import type { Model, Nic } from '../model';

/** The addresses that hosts of a subnet can have; undefined for text that is no IPv4 subnet. */
export function hostsOf(subnet: string): Ipv4Range | undefined {
  return Ipv4Subnet.tryParse(subnet)?.hosts;
}

/** `first to last`, for remedies. */
export function hostsText(subnet: string): string {
  const hosts = hostsOf(subnet);
  return hosts ? `${formatIpv4(hosts.first)} to ${formatIpv4(hosts.last)}` : 'the hosts of the subnet';
}

/** Whether equipment outside the model holds an address. */
export function isReservedOn(network: NodusNetwork, address: string): boolean {
  return network.reserved.some((entry) => isInRange(address, parseIpv4Range(entry)));
}

/** What to write in place of a bad address. */
export function freeAddressRemedy(network: NodusNetwork, model: Model): string {
  return `${freeAddress(network, model)}, or leave it out`;
}

/** How to give an address: the range, and the first address in it that nobody has. */
export function freeAddress(network: NodusNetwork, model: Model): string {
  const hosts = hostsOf(network.subnet);
  if (!hosts) return `give ${network.node.path} an IPv4 subnet first, then an address in it`;
  const taken = new Set([network.gateway, ...model.nicsOn(network).map(({ attachment }) => attachment.address)]);
  for (let number = hosts.first; number <= Math.min(hosts.last, hosts.first + 65535); number += 1) {
    const address = formatIpv4(number);
    if (taken.has(address) || isReservedOn(network, address)) continue;
    return `give an address from ${hostsText(network.subnet)} that is free, such as ${address}`;
  }
  return `all of ${hostsText(network.subnet)} is taken: widen the subnet of ${network.node.path}`;
}

/** An interface for which a Nodus network holds an address. */
export interface StaticNic extends Nic {
  readonly network: NodusNetwork;
  readonly address: string;
}

/** The interfaces with static addresses on Nodus networks. */
export function* staticNics(model: Model): Generator<StaticNic> {
  for (const network of model.nodusNetworks) {
    for (const nic of model.nicsOn(network)) {
      const { address } = nic.attachment;
      if (address !== undefined) yield { ...nic, network, address };
    }
  }
}

/** The Nodus interfaces of each workload that has any. */
export function* nodusNics(model: Model): Generator<readonly [Nic, ...Nic[]]> {
  for (const workload of model.workloads) {
    const nics = model.nicsOf(workload).filter(({ attachment }) => attachment.kind === 'nodus');
    const [first, ...others] = nics;
    if (first) yield [first, ...others];
  }
}
