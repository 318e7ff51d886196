import { Ipv4Subnet } from '../../../network';
import type { Json } from '../../../helm';
import { jsonIn } from '../documents-in-text';
import type { ManifestObject } from '../objects';
import type { SharedNetwork } from '../shared-facts';
import { Call, call, type Code, invoke, library, make, Member, type Statement, type Value, Variable } from '../program';
import {
  at,
  boolean,
  either,
  fit,
  hasOnly,
  isMap,
  type JsonMap,
  listAt,
  listOf,
  mapAt,
  mapOf,
  number,
  object,
  oneOf,
  pick,
  text,
  textAt,
} from '../shape';
import { CNI_CAPABILITIES, IPAM, META_PLUGINS, PLUGIN } from './cni-shapes';
import type { Lifted, LiftOptions } from './lifted';

/** A network of the program, to which workloads attach. */
export interface Network {
  readonly kind: 'nodus' | 'sriov' | 'infiniband' | 'multus';
  /** What has an `attach`. */
  readonly target: Code;
  /** The binding that an attachment has unless it says another. */
  readonly binding: 'bridge' | 'sriov';
  /** Name of the network itself: what a VM calls it unless it says otherwise. */
  readonly name: string;
}

/** The namespace in which Nodus' objects are looked for. */
const NODUS_NAMESPACE = 'default';

const NODUS_KINDS = ['Network', 'ProviderNetwork'];
const isNodus = ({ apiVersion, kind }: ManifestObject): boolean =>
  apiVersion.startsWith('k8s.plugin.opnfv.org/') && NODUS_KINDS.includes(kind);
const isDefinition = ({ apiVersion, kind }: ManifestObject): boolean =>
  apiVersion.startsWith('k8s.cni.cncf.io/') && kind === 'NetworkAttachmentDefinition';

/** The network of Nodus that an attachment definition leads to. */
function nodusNetworkOf(definition: ManifestObject): string | undefined {
  const config = jsonIn(textAt(definition.data, 'spec', 'config') ?? '');
  return textAt(config, 'type') === 'ovn4nfvk8s-cni' ? textAt(config, 'nfn-network') : undefined;
}

/**
 * The networks of the manifests as constants of the program. Networks are facts: they stand below the app, and the
 * objects that define them in a chart for the cluster's administrator.
 */
export class Networks {
  private readonly nodus = new Map<string, { readonly object: ManifestObject; readonly variable: Variable }>();
  private readonly operated = new Map<string, { readonly object: ManifestObject; readonly variable: Variable }>();
  private readonly definitions = new Map<
    string,
    { readonly name: string; readonly variable: Variable; readonly binding: 'bridge' | 'sriov' }
  >();
  private readonly foreign = new Map<string, Variable>();
  private readonly used = new Set<Variable>();
  private readonly taken = new Map<string, Set<string>>();
  /** Nodus' definitions that come with their networks. */
  private readonly companions = new Set<ManifestObject>();

  constructor(objects: readonly ManifestObject[], isRaw: (object: ManifestObject) => boolean) {
    for (const object of objects) {
      const { name = '', namespace } = object;
      if (isRaw(object)) continue;
      const variable = new Variable([name, `${name}-network`]);
      if (isNodus(object) && nodusProps(object, new Set())) this.nodus.set(name, { object, variable });
      if (operatorProps(object)) {
        this.operated.set(`${textAt(object.data, 'spec', 'networkNamespace') ?? namespace ?? ''}/${name}`, {
          object,
          variable,
        });
      }
    }
    for (const object of objects) {
      if (isRaw(object) || !isDefinition(object)) continue;
      const network = nodusNetworkOf(object);
      if (network !== undefined && network === object.name && this.nodus.has(network) && isShared(object))
        this.companions.add(object);
    }
  }

  /** Whether an object comes from the definition of a network, so that nothing else makes it. */
  has(object: ManifestObject): boolean {
    return (
      this.companions.has(object) ||
      [...this.nodus.values(), ...this.operated.values()].some((one) => one.object === object)
    );
  }

  /** The constant of an object's network. */
  variableOf(object: ManifestObject): Variable | undefined {
    return [...this.nodus.values(), ...this.operated.values()].find((one) => one.object === object)?.variable;
  }

  /** Makes an attachment definition of a chart one that its workloads attach to. */
  addDefinition(object: ManifestObject, variable: Variable, binding: 'bridge' | 'sriov'): void {
    const name = object.name ?? '';
    this.definitions.set(`${object.namespace ?? ''}/${name}`, { name, variable, binding });
  }

  /** The network behind `multus.networkName` of a workload. */
  find(definition: string, namespace: string | undefined, isBridge: boolean, options: LiftOptions): Network {
    const [name = '', home = ''] = definition.split('/').reverse();
    const nodus = this.nodus.get(name);
    // Without namespace Multus looks in the workload's own.
    const isInDefault =
      home === NODUS_NAMESPACE || (home === '' && !options.exact && (namespace ?? NODUS_NAMESPACE) === NODUS_NAMESPACE);
    if (nodus && isBridge && isInDefault && this.hasCompanion(name, definition)) {
      this.used.add(nodus.variable);
      return { kind: 'nodus', target: nodus.variable, binding: 'bridge', name };
    }
    const operated = this.operated.get(`${home}/${name}`);
    if (operated && !isBridge) {
      this.used.add(operated.variable);
      const kind = operated.object.kind === 'SriovIBNetwork' ? 'infiniband' : 'sriov';
      return { kind, target: operated.variable, binding: 'sriov', name };
    }
    const own = home === '' ? this.definitions.get(`${namespace ?? ''}/${name}`) : undefined;
    if (own) return { kind: 'multus', target: new Member(own.variable, 'network'), binding: own.binding, name };
    const known = this.foreign.get(definition) ?? new Variable([name, `${name}-network`]);
    this.foreign.set(definition, known);
    return { kind: 'multus', target: known, binding: 'bridge', name };
  }

  /** Networks of Nodus with what routes may say of them. */
  get shared(): readonly SharedNetwork[] {
    return [...this.nodus.values()].flatMap(({ object, variable }) => {
      const subnet = textAt(object.data, 'spec', 'ipv4Subnets', 0, 'subnet');
      const gateway = textAt(object.data, 'spec', 'ipv4Subnets', 0, 'gateway')?.split('/')[0];
      return subnet === undefined || gateway === undefined ? [] : [{ variable, subnet, gateway }];
    });
  }

  /** A network of Nodus by its name. */
  nodusTarget(name: string): Code | undefined {
    return this.nodus.get(name)?.variable;
  }

  /** Under EMCO the cluster manager makes the definition, which is then in no manifest. */
  private hasCompanion(name: string, definition: string): boolean {
    return definition.includes('/') || [...this.companions].some((object) => object.name === name);
  }

  /** Notes that an attachment has an address of a Nodus network. */
  take(network: string, address: string): void {
    this.taken.set(network, (this.taken.get(network) ?? new Set()).add(address));
  }

  /** Constants for the networks below the app. */
  facts(app: Variable): readonly Statement[] {
    const nodus = [...this.nodus].map(([name, { object, variable }]): Statement => {
      const { className, props } = nodusProps(object, this.taken.get(name) ?? new Set()) ?? {
        className: '',
        props: {},
      };
      return { variable, value: make(library(className), app, name, props) };
    });
    const operated = [...this.operated.values()].map(({ object, variable }): Statement => {
      const { className, props } = operatorProps(object) ?? { className: '', props: {} };
      return { variable, value: make(library(className), app, object.name ?? '', props) };
    });
    const foreign = [...this.foreign].map(([definition, variable]): Statement => ({
      variable,
      value: call(library('MultusNetwork.fromDefinition'), definition),
    }));
    return [...nodus, ...operated, ...foreign];
  }

  /** The objects that define the networks, in a chart for the administrator. */
  lift(object: ManifestObject, site: Variable): Lifted | undefined {
    const known = [...this.nodus.values(), ...this.operated.values()].find((one) => one.object === object);
    if (!known) return undefined;
    const alone = isNodus(object) && ![...this.companions].some(({ name }) => name === object.name);
    const variable = new Variable([`${object.name}-object`]);
    const value = invoke(known.variable, 'defineIn', site, alone ? { attachmentDefinition: false } : undefined);
    const fact = this.facts(site).find((statement) => statement.variable === known.variable)?.value;
    const props = fact instanceof Call ? fact.args.at(-1) : undefined;
    return { statements: [{ variable, value }], object: variable, patched: variable, props, isInSite: true };
  }

  /** The attachment definition that comes with a Nodus network. */
  companionOf(object: ManifestObject): ManifestObject | undefined {
    return [...this.companions].find(({ name }) => name === object.name);
  }
}

/** Objects that all namespaces share stand in `default`. */
function isShared({ namespace }: ManifestObject): boolean {
  return (namespace ?? NODUS_NAMESPACE) === NODUS_NAMESPACE;
}

interface NetworkProps {
  readonly className: string;
  readonly props: { readonly [key: string]: Value };
}

function nodusProps(object: ManifestObject, taken: ReadonlySet<string>): NetworkProps | undefined {
  const spec = mapAt(object.data, 'spec');
  const [subnet, ...others] = listAt(spec, 'ipv4Subnets');
  const cidr = textAt(subnet, 'subnet');
  if (cidr === undefined || others.length > 0 || spec.ipv6Subnets !== undefined || !isShared(object)) return undefined;
  const parsed = Ipv4Subnet.tryParse(cidr);
  const gateway = textAt(subnet, 'gateway')?.split('/')[0];
  const excluded = (textAt(subnet, 'excludeIps') ?? '')
    .split(/\s+/)
    .filter((address) => address !== '' && !taken.has(address));
  const common = {
    subnet: cidr,
    gateway: gateway === parsed?.firstHost ? undefined : gateway,
    reserved: excluded.length === 0 ? undefined : excluded,
  };
  if (object.kind === 'Network') return { className: 'NodusNetwork', props: common };
  const vlan = mapAt(spec, 'vlan');
  const providerInterface = textAt(vlan, 'providerInterfaceName');
  const id = /^\d{1,4}$/.test(textAt(vlan, 'vlanId') ?? '') ? Number(vlan.vlanId) : undefined;
  if (spec.providerNetType === 'VLAN' && providerInterface !== undefined && id !== undefined) {
    const logical = textAt(vlan, 'logicalInterfaceName');
    const logicalInterface = logical === `${providerInterface}.${id}` ? undefined : logical;
    const props = { ...common, vlan: { id, providerInterface, logicalInterface, nodeLabels: nodeLabels(vlan) } };
    return { className: 'NodusProviderNetwork', props };
  }
  const direct = mapAt(spec, 'direct');
  const taker = textAt(direct, 'providerInterfaceName');
  if (spec.providerNetType !== 'DIRECT' || taker === undefined) return undefined;
  return {
    className: 'NodusDirectNetwork',
    props: { ...common, direct: { providerInterface: taker, nodeLabels: nodeLabels(direct) } },
  };
}

function nodeLabels(block: JsonMap): Value {
  const pairs = listAt(block, 'nodeLabelList').map((label) => (typeof label === 'string' ? label : '').split('='));
  const isSayable = pairs.length > 0 && pairs.every((pair) => pair.length === 2);
  return isSayable ? (Object.fromEntries(pairs) as Record<string, string>) : undefined;
}

const SWITCH: Readonly<Record<string, boolean>> = { on: true, off: false };

type Props = { readonly [key: string]: Value };

/** The classes of the SR-IOV operator's networks, and what each of them says besides what all say. */
const OPERATED: Readonly<Record<string, { readonly className: string; readonly own: (spec: JsonMap) => Props }>> = {
  SriovNetwork: {
    className: 'SriovNetwork',
    own: (spec) => ({
      vlan: spec.vlan === 0 ? undefined : fit(spec.vlan, number),
      vlanQos: fit(spec.vlanQoS, number),
      vlanProtocol: fit(spec.vlanProto, oneOf('802.1q', '802.1ad')),
      spoofCheck: SWITCH[textAt(spec, 'spoofChk') ?? ''],
      trust: SWITCH[textAt(spec, 'trust') ?? ''],
      linkState: fit(spec.linkState, LINK_STATE),
      ...pick(spec, { minTxRate: number, maxTxRate: number, logFile: text }),
      logLevel: fit(spec.logLevel, oneOf('panic', 'error', 'warning', 'info', 'debug')),
    }),
  },
  SriovIBNetwork: { className: 'InfiniBandNetwork', own: (spec) => pick(spec, { linkState: LINK_STATE }) },
  OVSNetwork: {
    className: 'OvsNetwork',
    own: (spec) => pick(spec, { bridge: text, vlan: number, mtu: number, trunk: TRUNK, interfaceType: text }),
  },
};

const LINK_STATE = oneOf('auto', 'enable', 'disable');
const TRUNK = listOf(either(object({ 'id!': number }), object({ 'minID!': number, 'maxID!': number })));

function operatorProps({ apiVersion, kind, data, namespace, name }: ManifestObject): NetworkProps | undefined {
  const known = Object.hasOwn(OPERATED, kind) ? OPERATED[kind] : undefined;
  if (!known || !apiVersion.startsWith('sriovnetwork.openshift.io/')) return undefined;
  const spec = mapAt(data, 'spec');
  const resourceName = textAt(spec, 'resourceName');
  if (resourceName === undefined || namespace === undefined || name === undefined) return undefined;
  // The operator puts the definition into its own namespace unless the network says another.
  const networkNamespace = textAt(spec, 'networkNamespace') ?? namespace;
  const plugins = fit(jsonIn(`[${textAt(spec, 'metaPlugins') ?? ''}]`), META_PLUGINS);
  const props = {
    resourceName,
    networkNamespace: networkNamespace === 'default' ? undefined : networkNamespace,
    ...known.own(spec),
    ipam: fit(jsonIn(textAt(spec, 'ipam') ?? ''), IPAM),
    capabilities: fit(jsonIn(textAt(spec, 'capabilities') ?? ''), CNI_CAPABILITIES),
    metaPlugins: (plugins as readonly Json[] | undefined)?.length ? plugins : undefined,
  };
  return { className: known.className, props };
}

const CNI_VERSION = oneOf('0.3.1', '0.4.0', '1.0.0', '1.1.0');

/** The arguments of an attachment definition of a chart's own, and the binding that its plugin asks for. */
export function definitionProps(
  object: ManifestObject,
): { readonly props: { readonly [key: string]: Value }; readonly binding: 'bridge' | 'sriov' } | undefined {
  const config = jsonIn(textAt(object.data, 'spec', 'config') ?? '');
  if (!isMap(config)) return undefined;
  const { cniVersion, name, plugins, ...alone } = config;
  const [plugin, ...chain] = Array.isArray(plugins) ? (plugins as readonly Json[]) : [alone];
  if (Array.isArray(plugins) && !hasOnly(config, 'cniVersion', 'name', 'plugins')) return undefined;
  const version = fit(cniVersion, CNI_VERSION);
  if (version === undefined || typeof name !== 'string' || !isMap(plugin) || typeof plugin.type !== 'string')
    return undefined;
  if (!META_PLUGINS(chain) || (Array.isArray(plugins) && chain.length === 0)) return undefined;
  const { ipam, ...others } = plugin;
  const typed = (isMap(ipam) && Object.keys(ipam).length === 0 ? others : plugin) as Json;
  const props = {
    config: PLUGIN(typed) ? typed : call(library('untypedCni'), typed),
    chain: chain.length === 0 ? undefined : chain,
    resourceName: textAt(object.data, 'metadata', 'annotations', 'k8s.v1.cni.cncf.io/resourceName'),
    cniVersion: version === '0.3.1' ? undefined : version,
    configName: name === object.name ? undefined : name,
  };
  return { props, binding: plugin.type === 'sriov' || plugin.type === 'ib-sriov' ? 'sriov' : 'bridge' };
}

/** A chain between networks of the manifests; undefined where an end is none of them. */
export function chainProps({ apiVersion, data, namespace }: ManifestObject, networks: Networks): Props | undefined {
  const routing = mapAt(data, 'spec', 'routingSpec');
  const path = (textAt(routing, 'networkChain') ?? '').split(',').map((link): Value => {
    const network = link.startsWith('net=') ? networks.nodusTarget(link.slice('net='.length)) : undefined;
    return network ?? (link.includes('=') ? link : undefined);
  });
  const [left, right] = ['left', 'right'].map((side) => listAt(routing, side).map((end) => chainEnd(end, networks)));
  const isSayable = [path, left, right].every((list) => list?.length && list.every((one) => one !== undefined));
  const isOfNodus = apiVersion.startsWith('k8s.plugin.opnfv.org/');
  return isSayable && isOfNodus && (namespace ?? NODUS_NAMESPACE) === NODUS_NAMESPACE
    ? { path, left, right }
    : undefined;
}

function chainEnd(end: Json, networks: Networks): Value {
  const network = networks.nodusTarget(textAt(end, 'networkName') ?? '');
  const gateway = textAt(end, 'gatewayIp');
  const labels = (selector: string): Value => fit(at(end, selector, 'matchLabels'), mapOf(text));
  return network && gateway !== undefined
    ? {
        network,
        gateway,
        subnet: textAt(end, 'subnet'),
        podLabels: labels('podSelector'),
        namespaceLabels: labels('namespaceSelector'),
      }
    : undefined;
}

const NIC_SELECTOR = { vendor: text, deviceID: text, pfNames: listOf(text), rootDevices: listOf(text) };

/** The arguments of a policy of the SR-IOV operator. */
export function policyProps({ data }: ManifestObject): { readonly [key: string]: Value } | undefined {
  const spec = mapAt(data, 'spec');
  const { deviceID, ...others } = pick(spec.nicSelector, NIC_SELECTOR);
  const nicSelector = { ...others, deviceId: deviceID };
  const common = pick(spec, {
    resourceName: text,
    numVfs: number,
    nodeSelector: mapOf(text),
    priority: number,
    mtu: number,
    linkType: oneOf('eth', 'ib'),
    eSwitchMode: oneOf('legacy', 'switchdev'),
    needVhostNet: boolean,
    excludeTopology: boolean,
    externallyManaged: boolean,
  });
  const { resourceName, numVfs, nodeSelector } = common;
  const isComplete = resourceName !== undefined && numVfs !== undefined && nodeSelector !== undefined;
  if (!isComplete || Object.values(nicSelector).every((value) => value === undefined)) return undefined;
  const isNetdevice = spec.deviceType === 'netdevice';
  const netdevice = { deviceType: 'netdevice', isRdma: at(spec, 'isRdma') === true ? true : undefined };
  return { ...common, nicSelector, ...(isNetdevice ? netdevice : {}) };
}
