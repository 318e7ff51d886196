import { Ipv4Subnet, type NodusNetwork } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import type { Model, Nic } from '../model';

/** Addresses from the first to the last, as numbers. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

export function formatIpv4(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** The addresses that hosts of a subnet can have; undefined for text that is no IPv4 subnet. */
export function hostsOf(subnet: string): AddressRange | undefined {
  const parsed = Ipv4Subnet.tryParse(subnet);
  if (!parsed) return undefined;
  const first = parseIpv4(parsed.firstHost) ?? 0;
  return { first, last: first + Math.max(0, 2 ** (32 - parsed.prefix) - (parsed.prefix < 31 ? 3 : 1)) };
}

/** `first to last`, for remedies. */
export function hostsText(subnet: string): string {
  const hosts = hostsOf(subnet);
  return hosts ? `${formatIpv4(hosts.first)} to ${formatIpv4(hosts.last)}` : 'the hosts of the subnet';
}

/** An address or `from..to`, as Nodus' `excludeIps` takes them. */
export function parseReserved(entry: string): AddressRange | undefined {
  const [from, to, ...rest] = entry.split('..');
  const first = parseIpv4(from ?? '');
  const last = to === undefined ? first : parseIpv4(to);
  return first === undefined || last === undefined || last < first || rest.length > 0 ? undefined : { first, last };
}

/** Whether equipment outside the model holds an address. */
export function isReservedOn(network: NodusNetwork, address: string): boolean {
  const number = parseIpv4(address);
  return (
    number !== undefined &&
    network.reserved.some((entry) => {
      const range = parseReserved(entry);
      return range !== undefined && number >= range.first && number <= range.last;
    })
  );
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
