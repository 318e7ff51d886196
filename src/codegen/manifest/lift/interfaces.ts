import type { Json } from '../../../helm';
import { call, Commented, invoke, library, type Value } from '../program';
import { jsonIn, yamlIn } from '../documents-in-text';
import {
  at,
  fit,
  hasOnly,
  isMap,
  type JsonMap,
  listAt,
  listOf,
  mapAt,
  number,
  object,
  oneOf,
  pick,
  text,
  textAt,
} from '../shape';
import type { LiftOptions } from './lifted';
import type { Network, Networks } from './networks';

export const NFN_NETWORK = 'k8s.plugin.opnfv.org/nfn-network';

/** An interface with the network that it is plugged into. */
interface Interface {
  readonly name: string;
  readonly device: JsonMap;
  readonly mac?: string;
  readonly network: JsonMap;
}

/** What network data says of the interfaces. */
export interface GuestNetworking {
  /** Options of the attachments, by the names of the interfaces. */
  readonly options: ReadonlyMap<string, { readonly [key: string]: Value }>;
  /** What is left for `networkData`. */
  readonly ethernets: Value;
  readonly comments: readonly string[];
}

function interfacesOf(spec: JsonMap): readonly Interface[] {
  const networks = new Map(listAt(spec, 'networks').map((network) => [textAt(network, 'name'), network]));
  return listAt(spec, 'domain', 'devices', 'interfaces').flatMap((device) => {
    const name = textAt(device, 'name');
    const network = networks.get(name);
    if (name === undefined || !isMap(device) || !isMap(network)) return [];
    return [{ name, device, network, mac: fit<string>(device.macAddress, text)?.toLowerCase() }];
  });
}

/** Where the interfaces of a workload are looked up. */
export interface InterfaceScope {
  readonly spec: JsonMap;
  readonly annotations: JsonMap;
  readonly namespace: string | undefined;
  readonly networks: Networks;
  readonly options: LiftOptions;
  /** What network data says, where it is folded into the attachments. */
  readonly guest?: GuestNetworking;
  /** Whether interfaces without a MAC get one. */
  readonly hasDerivedMacs: boolean;
}

/** Whether network data is made for a guest unless it says that there is none. */
export function hasDerivedNetworkData({ spec, hasDerivedMacs }: InterfaceScope): boolean {
  return interfacesOf(spec).some(({ mac }) => hasDerivedMacs || mac !== undefined);
}

/** The interfaces of a guest as attachments. */
export function attachments(scope: InterfaceScope): readonly Attached[] {
  return interfacesOf(scope.spec).flatMap((one) => attachment(one, scope) ?? []);
}

/** An attachment of the program. */
export interface Attached {
  readonly kind: 'pod' | 'claim' | Network['kind'];
  readonly value: Value;
}

function attachment(one: Interface, scope: InterfaceScope): Attached | undefined {
  const { device, network, name, mac } = one;
  const guest = scope.guest?.options.get(name) ?? {};
  const model = fit(device.model, oneOf('virtio', 'e1000', 'e1000e', 'igb', 'rtl8139', 'ne2k_pci', 'pcnet'));
  const definition = textAt(network, 'multus', 'networkName');
  const found =
    definition === undefined
      ? undefined
      : scope.networks.find(definition, scope.namespace, device.bridge !== undefined, scope.options);
  const address = found?.kind === 'nodus' ? nodusAddress(scope.annotations, found) : undefined;
  if (found && address !== undefined) scope.networks.take(found.name, address);
  const { guestName, kernelName, configured, ...addressing } = guest;
  const placement = { model, ...pick(device, { bootOrder: number, pciAddress: text, acpiIndex: number, tag: text }) };
  const common = {
    guestName,
    kernelName,
    configured,
    address,
    mac,
    ...addressing,
    ...placement,
  };
  const served = { dhcpOptions: fit(device.dhcpOptions, DHCP_OPTIONS) };
  const state = fit(device.state, oneOf('up', 'down'));
  if (network.pod !== undefined) {
    const id = name === 'default' ? undefined : name;
    const binding = podBinding(device);
    const isMasqueraded = binding === undefined;
    const ports = isMasqueraded ? fit(device.ports, PORTS) : undefined;
    const portRanges = isMasqueraded && ports === undefined ? fit(device.portRanges, PORT_RANGES) : undefined;
    const subnets = isMasqueraded
      ? { subnet: textAt(network.pod, 'vmNetworkCIDR'), ipv6Subnet: textAt(network.pod, 'vmIPv6NetworkCIDR') }
      : {};
    return {
      kind: 'pod',
      value: call(library('PodNetwork.attach'), {
        id,
        ...common,
        binding,
        ...subnets,
        ports,
        portRanges,
        ...served,
        state,
      }),
    };
  }
  const claim = pick(network.resourceClaim, { claimName: text, requestName: text });
  if (claim.claimName !== undefined && claim.requestName !== undefined) {
    const claimed = call(library('ClaimedNetwork.fromClaim'), name, {
      name: claim.claimName,
      request: claim.requestName,
    });
    const options = { ...common, address: undefined, binding: device.sriov === undefined ? plugin(device) : undefined };
    return { kind: 'claim', value: invoke(claimed, 'attach', options) };
  }
  if (!found) return undefined;
  const id = name === found.name ? undefined : name;
  const attached = (options: Value): Attached => ({ kind: found.kind, value: invoke(found.target, 'attach', options) });
  if (found.kind === 'infiniband') return attached({ id, ...placement });
  if (found.kind === 'sriov') return attached({ id, ...common });
  const whole = { id, ...common, ...served, state: state ?? fit(device.state, oneOf('absent')) };
  if (found.kind === 'multus') {
    const isPrimary = at(network.multus, 'default') === true ? true : undefined;
    return attached({ ...whole, binding: multusBinding(device, found.binding), isPrimary });
  }
  return attached(whole);
}

const PORTS = listOf(object({ name: text, 'port!': number, protocol: oneOf('TCP', 'UDP') }));
const PORT_RANGES = listOf(object({ 'protocol!': oneOf('TCP', 'UDP'), 'start!': number, 'end!': number }));
const DHCP_OPTIONS = object({
  bootFileName: text,
  tftpServerName: text,
  ntpServers: listOf(text),
  privateOptions: listOf(object({ 'option!': number, 'value!': text })),
});

function podBinding(device: JsonMap): Value {
  if (device.bridge !== undefined) return 'bridge';
  if (device.passtBinding !== undefined) return 'passt';
  return plugin(device);
}

function multusBinding(device: JsonMap, byDefault: 'bridge' | 'sriov'): Value {
  const binding = device.sriov !== undefined ? 'sriov' : device.bridge !== undefined ? 'bridge' : plugin(device);
  return binding === byDefault ? undefined : binding;
}

function plugin(device: JsonMap): Value {
  const name = textAt(device, 'binding', 'name');
  return name === undefined ? undefined : { plugin: name };
}

/** The address that Nodus' annotation gives to an interface on a network. */
function nodusAddress(annotations: JsonMap, network: Network): string | undefined {
  const entry = nodusEntries(annotations).find((one) => textAt(one, 'name') === network.name);
  return textAt(entry, 'ipAddress') || undefined;
}

/** The entries of Nodus' annotation. */
export function nodusEntries(annotations: JsonMap): readonly Json[] {
  return listAt(jsonIn(textAt(annotations, NFN_NETWORK) ?? ''), 'interface');
}

const ROUTES = listOf(object({ 'to!': text, 'via!': text, metric: number }));

/**
 * Network data of version 2 as options of the attachments, where each of its interfaces is one of the VM's; undefined
 * where the text says more than attachments can.
 */
export function guestNetworking(scope: InterfaceScope, networkData: string): GuestNetworking | undefined {
  const { hasDerivedMacs } = scope;
  const document = yamlIn(networkData);
  const data = document?.data;
  if (!document || !isMap(data) || data.version !== 2 || !hasOnly(data, 'version', 'ethernets')) return undefined;
  const interfaces = interfacesOf(scope.spec);
  const entries = Object.entries(mapAt(data, 'ethernets'));
  const byName = unnamed(interfaces, entries);
  const found = new Map<string, { readonly [key: string]: Value }>();
  const ethernets: [string, Value][] = [];
  for (const [key, body] of entries) {
    const one = interfaceOf(key, body, interfaces, byName);
    const said = one && addressing(body);
    if (!one || !said || found.has(one.name)) return undefined;
    if (said.attachment.addresses !== undefined && !takesAddresses(one, scope)) return undefined;
    const naming = at(body, 'match') === undefined ? { kernelName: key } : { guestName: textAt(body, 'set-name') };
    found.set(one.name, { ...naming, ...said.attachment });
    if (said.ethernet) ethernets.push([key, said.ethernet]);
  }
  for (const { name, mac } of interfaces) {
    // An interface that nobody mentions would get an entry by its MAC.
    if (!found.has(name) && (mac !== undefined || hasDerivedMacs)) found.set(name, { configured: false });
  }
  return {
    options: found,
    ethernets: ethernets.length === 0 ? undefined : Object.fromEntries(ethernets),
    comments: document.comments,
  };
}

/** The pod network and Nodus give addresses themselves; their attachments have none of the guest's own. */
function takesAddresses({ network, device }: Interface, { networks, namespace, options }: InterfaceScope): boolean {
  const definition = textAt(network, 'multus', 'networkName');
  return (
    definition !== undefined &&
    networks.find(definition, namespace, device.bridge !== undefined, options).kind !== 'nodus'
  );
}

type Entry = readonly [string, Json | undefined];

/** Names of the kernel stand for interfaces without MAC in their order, where there are as many of them. */
function unnamed(interfaces: readonly Interface[], entries: readonly Entry[]): ReadonlyMap<string, Interface> {
  const names = entries.filter(([, body]) => at(body, 'match') === undefined).map(([key]) => key);
  const free = interfaces.filter(({ mac }) => mac === undefined);
  const candidates = free.length === names.length ? free : interfaces;
  if (names.length > candidates.length) return new Map();
  const ordered = [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return new Map(ordered.flatMap((name, index) => (candidates[index] ? [[name, candidates[index]] as const] : [])));
}

function interfaceOf(
  key: string,
  body: Json | undefined,
  interfaces: readonly Interface[],
  byName: ReadonlyMap<string, Interface>,
): Interface | undefined {
  if (!isMap(body)) return undefined;
  if (body.match === undefined) return body['set-name'] === undefined ? byName.get(key) : undefined;
  const mac = textAt(body, 'match', 'macaddress');
  const one = interfaces.find((candidate) => candidate.mac === mac);
  const name = textAt(body, 'set-name');
  // The library calls the entry by the new name, and by the network where it keeps the kernel's.
  return mac !== undefined && hasOnly(body.match, 'macaddress') && key === (name ?? one?.name) ? one : undefined;
}

interface Addressing {
  readonly attachment: { readonly [key: string]: Value };
  readonly ethernet?: Value;
}

/** What an entry says beyond which interface it is about. */
function addressing(body: Json | undefined): Addressing | undefined {
  const {
    match: _match,
    'set-name': _name,
    dhcp4,
    dhcp6,
    addresses = [],
    routes = [],
    nameservers,
    mtu,
    ...more
  } = body as { readonly [key: string]: Json | undefined };
  if (Object.keys(more).length > 0) return undefined;
  const isSayable =
    [dhcp4, dhcp6].every((flag) => flag === undefined || typeof flag === 'boolean') &&
    listOf(text)(addresses) &&
    ROUTES(routes) &&
    (mtu === undefined || number(mtu)) &&
    (nameservers === undefined || object({ 'addresses!': listOf(text) })(nameservers));
  if (!isSayable) return undefined;
  const list = addresses as readonly Json[];
  const said = {
    dhcp4: (dhcp4 ?? false) === (list.length === 0) ? undefined : (dhcp4 ?? false),
    dhcp6: dhcp6 === true ? true : undefined,
  };
  return {
    attachment: {
      addresses: list.length === 0 ? undefined : list,
      routes: (routes as readonly Json[]).length === 0 ? undefined : routes,
      nameservers: at(nameservers, 'addresses'),
      mtu,
    },
    ethernet: Object.values(said).some((flag) => flag !== undefined) ? said : undefined,
  };
}

/** Network data as the argument of `networkData`, below the comments that stood in the text. */
export function networkDataValue(guest: GuestNetworking): Value {
  const value = guest.ethernets === undefined ? undefined : { ethernets: guest.ethernets };
  return value && guest.comments.length > 0 ? new Commented(value, guest.comments) : value;
}
