import type { AttachedWorkload, Attachment, Route } from '../network';

/** DNS as the guest uses it. */
export interface GuestDns {
  /** Addresses of DNS servers. @default - none */
  readonly addresses?: readonly string[];
  /** Domains that short names are looked up in. @default - none */
  readonly search?: readonly string[];
}

/** Addresses of an interface that is no attachment: a VLAN, a bond, a bridge. */
export interface GuestAddressing {
  /** Addresses with prefix length. @default - none */
  readonly addresses?: readonly string[];
  /** Whether the interface asks for an IPv4 address. @default false */
  readonly dhcp4?: boolean;
  /** Whether the interface asks for an IPv6 address. @default false */
  readonly dhcp6?: boolean;
  /** Routes over the interface. @default - none */
  readonly routes?: readonly Route[];
  /** DNS servers behind the interface. @default - none, or what DHCP gives */
  readonly nameservers?: GuestDns;
  /** In bytes. @default - that of the interfaces below */
  readonly mtu?: number;
}

/** What an attachment does not say about its interface in the guest. */
export interface EthernetOptions {
  /** Whether the interface asks for an IPv4 address. @default - true where the attachment has no addresses and is in no bond or bridge */
  readonly dhcp4?: boolean;
  /** Whether the interface asks for an IPv6 address. @default false */
  readonly dhcp6?: boolean;
}

/** A VLAN on top of an interface. */
export interface VlanOptions extends GuestAddressing {
  /** VLAN id, 1 to 4094; 0 is priority-tagged. */
  readonly id: number;
  /** Guest name of an attachment, or name of a bond or bridge. */
  readonly link: string;
}

/** Several interfaces as one. */
export interface BondOptions extends GuestAddressing {
  /** Guest names of attachments. */
  readonly interfaces: readonly string[];
  /** How the interfaces share the traffic. */
  readonly mode:
    'balance-rr' | 'active-backup' | 'balance-xor' | 'broadcast' | '802.3ad' | 'balance-tlb' | 'balance-alb';
  /** How often LACP partners talk; 802.3ad only. @default 'slow' */
  readonly lacpRate?: 'slow' | 'fast';
  /** How often links are looked at, in milliseconds. @default - the kernel's, never */
  readonly miiMonitorInterval?: number;
  /** Links below which the bond is down. @default - the kernel's */
  readonly minLinks?: number;
  /** What decides which interface a frame leaves by. @default 'layer2' */
  readonly transmitHashPolicy?: 'layer2' | 'layer3+4' | 'layer2+3' | 'encap2+3' | 'encap3+4';
  /** How 802.3ad picks among aggregates. @default - the kernel's */
  readonly adSelect?: 'stable' | 'bandwidth' | 'count';
  /** In milliseconds. @default 0 */
  readonly upDelay?: number;
  /** In milliseconds. @default 0 */
  readonly downDelay?: number;
  /** Which MAC the bond has after a failover. @default 'none' */
  readonly failOverMacPolicy?: 'none' | 'active' | 'follow';
  /** When the first interface is taken again. @default 'always' */
  readonly primaryReselectPolicy?: 'always' | 'better' | 'failure';
}

/** A switch in the guest. */
export interface BridgeOptions extends GuestAddressing {
  /** Guest names of attachments, or names of bonds and VLANs. */
  readonly interfaces: readonly string[];
  /** Whether it speaks the spanning tree protocol. @default - the guest's */
  readonly stp?: boolean;
  /** In seconds; 0 forwards at once. @default - the guest's */
  readonly forwardDelay?: number;
  /** In seconds. @default - the guest's */
  readonly ageingTime?: number;
  /** In seconds. @default - the guest's */
  readonly helloTime?: number;
  /** In seconds. @default - the guest's */
  readonly maxAge?: number;
  /** 0 to 65535. @default - the guest's */
  readonly priority?: number;
}

/** What the guest builds on its interfaces. */
export interface GuestNetworkOptions {
  /** DNS of the guest as a whole. @default - what attachments and DHCP give */
  readonly nameservers?: GuestDns;
  /** More about the attachments, by guest name. @default - nothing */
  readonly ethernets?: Readonly<Record<string, EthernetOptions>>;
  /** By the name of the interface. @default - none */
  readonly vlans?: Readonly<Record<string, VlanOptions>>;
  /** By the name of the interface. @default - none */
  readonly bonds?: Readonly<Record<string, BondOptions>>;
  /** By the name of the interface. @default - none */
  readonly bridges?: Readonly<Record<string, BridgeOptions>>;
}

/** An interface as network data of any format says it. */
export type GuestDevice = GuestAddressing & {
  /** What others call it: the name it gets, or the id of its network where it keeps the kernel's. */
  readonly id: string;
} & (
    | { readonly kind: 'ethernet'; readonly mac?: string; readonly name?: string; readonly isFoundByName?: boolean }
    | { readonly kind: 'vlan'; readonly vlan: VlanOptions }
    | { readonly kind: 'bond'; readonly bond: BondOptions }
    | { readonly kind: 'bridge'; readonly bridge: BridgeOptions }
  );

/**
 * The interfaces of a guest: each attachment is found by its MAC, since the order and the kernel's names are not certain,
 * and renamed where it says so, unless it gives the kernel's name. One that has neither cannot be found and is left to
 * the image.
 */
export function guestDevices(vm: AttachedWorkload, options: GuestNetworkOptions = {}): GuestDevice[] {
  const { vlans = {}, bonds = {}, bridges = {}, nameservers } = options;
  const members = new Set([...Object.values(bonds), ...Object.values(bridges)].flatMap(({ interfaces }) => interfaces));
  const devices: GuestDevice[] = [
    ...vm.attachments.flatMap((attachment) => ethernet(vm, attachment, options.ethernets, members)),
    ...Object.entries(bonds).map(([id, bond]) => ({ ...addressingOf(bond), kind: 'bond' as const, id, bond })),
    ...Object.entries(bridges).map(([id, bridge]) => ({
      ...addressingOf(bridge),
      kind: 'bridge' as const,
      id,
      bridge,
    })),
    ...Object.entries(vlans).map(([id, vlan]) => ({ ...addressingOf(vlan), kind: 'vlan' as const, id, vlan })),
  ];
  return nameservers === undefined ? devices : withDns(devices, members, nameservers);
}

function ethernet(
  vm: AttachedWorkload,
  attachment: Attachment,
  options: GuestNetworkOptions['ethernets'],
  members: ReadonlySet<string>,
): GuestDevice[] {
  const { guestName, kernelName, configured = true, routes, nameservers, mtu } = attachment.guest;
  const mac = attachment.macOf(vm);
  if (!configured || (mac === undefined && kernelName === undefined)) return [];
  const id = kernelName ?? guestName ?? attachment.id;
  const addresses = attachment.guestAddresses;
  return [
    {
      kind: 'ethernet',
      id,
      ...(mac === undefined ? {} : { mac }),
      ...(kernelName === undefined ? {} : { isFoundByName: true }),
      ...(guestName === undefined || kernelName !== undefined ? {} : { name: guestName }),
      addresses,
      dhcp4: addresses.length === 0 && !members.has(id),
      routes,
      nameservers: nameservers && { addresses: nameservers },
      mtu,
      ...options?.[id],
    },
  ];
}

function addressingOf(options: GuestAddressing): GuestAddressing {
  const { addresses, dhcp4, dhcp6, routes, nameservers, mtu } = options;
  return { addresses, dhcp4, dhcp6, routes, nameservers, mtu };
}

/** Network data knows DNS by interface; it goes to the first that has addresses of its own. */
function withDns(devices: readonly GuestDevice[], members: ReadonlySet<string>, dns: GuestDns): GuestDevice[] {
  const first = devices.find(({ id }) => !members.has(id));
  return devices.map((device) =>
    device === first ? { ...device, nameservers: { ...dns, ...withoutUndefined(device.nameservers) } } : device,
  );
}

function withoutUndefined(dns: GuestDns | undefined): GuestDns {
  return { ...(dns?.addresses && { addresses: dns.addresses }), ...(dns?.search && { search: dns.search }) };
}
