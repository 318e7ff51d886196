import type { GuestDevice, GuestDns } from './guest-network';

/**
 * The interfaces of a guest as OpenStack's `network_data.json`, which is what a config drive holds; cloud-init's own
 * formats are silently ignored there.
 */
export function openStackNetworkData(
  devices: readonly GuestDevice[],
  dns?: GuestDns,
): Readonly<Record<string, unknown>> {
  // A config drive knows interfaces by their MACs alone.
  const ethernets = devices.filter((device) => device.kind === 'ethernet').filter(({ mac }) => mac !== undefined);
  return {
    links: ethernets.map(({ id, name, mac, mtu }) => ({ id, name, type: 'phy', ethernet_mac_address: mac, mtu })),
    networks: ethernets.flatMap(networksOf),
    services: (dns?.addresses ?? []).map((address) => ({ type: 'dns', address })),
  };
}

function networksOf({ id, addresses = [], dhcp4, dhcp6, routes = [], nameservers }: GuestDevice): object[] {
  const ways: { readonly type: string; readonly ip_address?: string; readonly netmask?: string }[] = [
    ...(dhcp4 ? [{ type: 'ipv4_dhcp' }] : []),
    ...(dhcp6 ? [{ type: 'ipv6_dhcp' }] : []),
    ...addresses.map((address) => ({ type: isIpv6(address) ? 'ipv6' : 'ipv4', ...splitCidr(address, 'ip_address') })),
  ];
  return ways.map((way, index) => {
    const own = routes.filter(({ to }) => isIpv6(to) === way.type.startsWith('ipv6'));
    const isFirst = ways.findIndex(({ type }) => type.slice(0, 4) === way.type.slice(0, 4)) === index;
    const isCarrier = index === 0 && nameservers?.addresses;
    return {
      id: `${id}-${index}`,
      link: id,
      ...way,
      routes: isFirst ? own.map(({ to, via, metric }) => ({ ...splitCidr(to, 'network'), gateway: via, metric })) : [],
      ...(isCarrier && { services: isCarrier.map((address) => ({ type: 'dns', address })) }),
    };
  });
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** OpenStack writes a prefix length as a mask. */
function splitCidr<Key extends string>(cidr: string, key: Key): Record<Key | 'netmask', string> {
  const [address = cidr, prefix = isIpv6(cidr) ? '128' : '32'] = cidr.split('/');
  return {
    [key]: address,
    netmask: isIpv6(cidr) ? maskOf(Number(prefix), 128, 16) : maskOf(Number(prefix), 32, 8),
  } as Record<Key | 'netmask', string>;
}

function maskOf(prefix: number, bits: 32 | 128, group: 8 | 16): string {
  const ones = '1'.repeat(Math.min(prefix, bits) || 0).padEnd(bits, '0');
  const groups = Array.from({ length: bits / group }, (_, n) =>
    Number.parseInt(ones.slice(n * group, (n + 1) * group), 2),
  );
  return group === 8 ? groups.join('.') : groups.map((part) => part.toString(16)).join(':');
}
