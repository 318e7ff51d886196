import type { BondOptions, BridgeOptions, GuestDevice } from './guest-network';
import { renamed } from './network-data-v2';

const BOND_PARAMETERS = {
  mode: 'bond-mode',
  lacpRate: 'bond-lacp-rate',
  miiMonitorInterval: 'bond-miimon',
  minLinks: 'bond-min-links',
  transmitHashPolicy: 'bond-xmit-hash-policy',
  adSelect: 'bond-ad-select',
  upDelay: 'bond-updelay',
  downDelay: 'bond-downdelay',
  failOverMacPolicy: 'bond-fail-over-mac',
  primaryReselectPolicy: 'bond-primary-reselect',
} as const satisfies Partial<Record<keyof BondOptions, string>>;

const BRIDGE_PARAMETERS = {
  stp: 'bridge_stp',
  forwardDelay: 'bridge_fd',
  ageingTime: 'bridge_ageing',
  helloTime: 'bridge_hello',
  maxAge: 'bridge_maxage',
  priority: 'bridge_bridgeprio',
} as const satisfies Partial<Record<keyof BridgeOptions, string>>;

/** cloud-init's network configuration, version 1, bare: no `network:` around it. */
export function networkDataV1(devices: readonly GuestDevice[]): Readonly<Record<string, unknown>> {
  return { version: 1, config: devices.map((device) => ({ ...identity(device), ...addressing(device) })) };
}

function identity(device: GuestDevice): object {
  switch (device.kind) {
    case 'ethernet':
      return { type: 'physical', name: device.id, mac_address: device.isFoundByName ? undefined : device.mac };
    case 'vlan':
      return { type: 'vlan', name: device.id, vlan_link: device.vlan.link, vlan_id: device.vlan.id };
    case 'bond':
      return {
        type: 'bond',
        name: device.id,
        bond_interfaces: device.bond.interfaces,
        params: renamed(device.bond, BOND_PARAMETERS),
      };
    case 'bridge':
      return {
        type: 'bridge',
        name: device.id,
        bridge_interfaces: device.bridge.interfaces,
        params: renamed(device.bridge, BRIDGE_PARAMETERS),
      };
  }
}

function addressing({ addresses = [], dhcp4, dhcp6, routes, nameservers, mtu }: GuestDevice): object {
  const subnets: object[] = [
    ...(dhcp4 ? [{ type: 'dhcp4' }] : []),
    ...(dhcp6 ? [{ type: 'dhcp6' }] : []),
    ...addresses.map((address) => ({ type: address.includes(':') ? 'static6' : 'static', address })),
  ];
  const [first = { type: 'manual' }, ...others] = subnets;
  const extras = {
    dns_nameservers: nameservers?.addresses,
    dns_search: nameservers?.search,
    routes: routes?.length ? routes.map(({ to, via, metric }) => ({ network: to, gateway: via, metric })) : undefined,
  };
  return { mtu, subnets: [{ ...first, ...extras }, ...others] };
}
