import { boolean, either, listOf, mapOf, number, object, oneOf, type Shape, text } from '../shape';

const ROUTES = listOf(object({ 'dst!': text, gw: text }));
const DNS = object({ nameservers: listOf(text), domain: text, search: listOf(text), options: listOf(text) });
const RANGE = { 'subnet!': text, rangeStart: text, rangeEnd: text, gateway: text };
const HOST_LOCAL = { 'type!': oneOf('host-local'), routes: ROUTES, dataDir: text, resolvConf: text };
const WHEREABOUTS = { 'range!': text, range_start: text, range_end: text, exclude: listOf(text) };
const WHEREABOUTS_SETTINGS = {
  'type!': oneOf('whereabouts'),
  gateway: text,
  routes: ROUTES,
  dns: DNS,
  network_name: text,
  enable_overlapping_ranges: boolean,
  node_slice_size: text,
  log_file: text,
  log_level: oneOf('debug', 'error', 'panic', 'verbose'),
  configuration_path: text,
};

/** `Ipam` */
export const IPAM = either(
  object({ ...HOST_LOCAL, ...RANGE }),
  object({ ...HOST_LOCAL, 'ranges!': listOf(listOf(object(RANGE))) }),
  object({
    'type!': oneOf('static'),
    addresses: listOf(object({ 'address!': text, gateway: text })),
    routes: ROUTES,
    dns: DNS,
  }),
  object({ 'type!': oneOf('dhcp'), daemonSocketPath: text, priority: number }),
  object({ ...WHEREABOUTS_SETTINGS, ...WHEREABOUTS }),
  object({ ...WHEREABOUTS_SETTINGS, 'ipRanges!': listOf(object(WHEREABOUTS)) }),
);

/** `CniCapabilities` */
export const CNI_CAPABILITIES = object({
  mac: boolean,
  ips: boolean,
  infinibandGUID: boolean,
  portMappings: boolean,
  bandwidth: boolean,
});

/** `MetaPlugin[]` */
export const META_PLUGINS = listOf(
  either(
    object({
      'type!': oneOf('tuning'),
      sysctl: mapOf(text),
      mac: text,
      promisc: boolean,
      mtu: number,
      txQLen: number,
      allmulti: boolean,
    }),
    object({ 'type!': oneOf('vrf'), 'vrfname!': text, table: number }),
    object({ 'type!': oneOf('sbr'), table: number }),
    object({ 'type!': oneOf('rdma') }),
  ),
);

const COMMON = { ipam: IPAM, capabilities: CNI_CAPABILITIES };

/** `CniPlugin`, as far as the plugins of the field are concerned; the others are untyped. */
export const PLUGIN: Shape = either(
  object({
    ...COMMON,
    'type!': oneOf('bridge'),
    bridge: text,
    isGateway: boolean,
    isDefaultGateway: boolean,
    forceAddress: boolean,
    ipMasq: boolean,
    mtu: number,
    hairpinMode: boolean,
    promiscMode: boolean,
    vlan: number,
    macspoofchk: boolean,
    disableContainerInterface: boolean,
  }),
  object({
    ...COMMON,
    'type!': oneOf('macvlan'),
    master: text,
    mode: oneOf('bridge', 'private', 'vepa', 'passthru'),
    mtu: number,
  }),
  object({ ...COMMON, 'type!': oneOf('ipvlan'), master: text, mode: oneOf('l2', 'l3', 'l3s'), mtu: number }),
  object({ ...COMMON, 'type!': oneOf('vlan'), 'master!': text, 'vlanId!': number, mtu: number }),
  object({ ...COMMON, 'type!': oneOf('host-device'), 'device!': text }),
  object({ ...COMMON, 'type!': oneOf('ptp'), ipMasq: boolean, mtu: number }),
  object({
    ...COMMON,
    'type!': oneOf('sriov'),
    'vlan!': number,
    vlanQoS: number,
    vlanProto: oneOf('802.1q', '802.1ad'),
    spoofchk: oneOf('on', 'off'),
    trust: oneOf('on', 'off'),
    link_state: oneOf('auto', 'enable', 'disable'),
    min_tx_rate: number,
    max_tx_rate: number,
    logLevel: oneOf('panic', 'error', 'warning', 'info', 'debug'),
    logFile: text,
  }),
  object({ ...COMMON, 'type!': oneOf('ovs'), bridge: text, vlan: number, mtu: number, ofport_request: number }),
);
