import type { BondOptions, BridgeOptions, GuestDevice } from './guest-network';

const SECTION = { ethernet: 'ethernets', bond: 'bonds', bridge: 'bridges', vlan: 'vlans' } as const;

const BOND_PARAMETERS = {
  mode: 'mode',
  lacpRate: 'lacp-rate',
  miiMonitorInterval: 'mii-monitor-interval',
  minLinks: 'min-links',
  transmitHashPolicy: 'transmit-hash-policy',
  adSelect: 'ad-select',
  upDelay: 'up-delay',
  downDelay: 'down-delay',
  failOverMacPolicy: 'fail-over-mac-policy',
  primaryReselectPolicy: 'primary-reselect-policy',
} as const satisfies Partial<Record<keyof BondOptions, string>>;

const BRIDGE_PARAMETERS = {
  stp: 'stp',
  forwardDelay: 'forward-delay',
  ageingTime: 'ageing-time',
  helloTime: 'hello-time',
  maxAge: 'max-age',
  priority: 'priority',
} as const satisfies Partial<Record<keyof BridgeOptions, string>>;

/** cloud-init's network configuration, version 2, bare: no `network:` around it. */
export function networkDataV2(devices: readonly GuestDevice[]): Readonly<Record<string, unknown>> {
  const sections: Record<string, Record<string, object>> = {};
  for (const device of devices) (sections[SECTION[device.kind]] ??= {})[device.id] = definition(device);
  return { version: 2, ...sections };
}

function definition(device: GuestDevice): object {
  return { ...identity(device), ...addressing(device) };
}

function identity(device: GuestDevice): object {
  switch (device.kind) {
    case 'ethernet':
      // The key equals the new name: renderers other than netplan name the parents of VLANs by it.
      return { match: device.isFoundByName ? undefined : { macaddress: device.mac }, 'set-name': device.name };
    case 'vlan':
      return { id: device.vlan.id, link: device.vlan.link };
    case 'bond': {
      const { miiMonitorInterval, ...bond } = device.bond;
      // cloud-init's schema wants this one number as text.
      const parameters = { ...bond, miiMonitorInterval: miiMonitorInterval && String(miiMonitorInterval) };
      return { interfaces: bond.interfaces, parameters: renamed(parameters, BOND_PARAMETERS) };
    }
    case 'bridge':
      return { interfaces: device.bridge.interfaces, parameters: renamed(device.bridge, BRIDGE_PARAMETERS) };
  }
}

function addressing({ addresses, dhcp4, dhcp6, routes, nameservers, mtu }: GuestDevice): object {
  return {
    dhcp4: dhcp4 || undefined,
    dhcp6: dhcp6 || undefined,
    addresses: addresses?.length ? addresses : undefined,
    routes: routes?.length ? routes.map(({ to, via, metric }) => ({ to, via, metric })) : undefined,
    nameservers: nameservers && { addresses: nameservers.addresses, search: nameservers.search },
    mtu,
  };
}

/** Options under the names that a format gives them; undefined where none is given. */
export function renamed<T extends object>(
  options: T,
  names: Readonly<Partial<Record<keyof T, string>>>,
): Readonly<Record<string, unknown>> | undefined {
  const entries = (Object.keys(names) as (keyof T)[]).flatMap((key) =>
    options[key] === undefined ? [] : [[names[key], options[key]] as const],
  );
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Record<string, unknown>);
}
