import type { IConstruct } from 'constructs';
import type { OperatorNetwork } from '../../network';
import { groupBy } from '../group-by';
import { at, isMap, listAt } from '../json';
import type { Model, Rendering } from '../model';
import { CNI_GROUP, rendered, SRIOV_GROUP } from './rendered';

export type Json = Readonly<Record<string, unknown>>;

/** What a CNI plugin is told, wherever it is written: an attachment definition, or a network of the SR-IOV operator. */
export interface Plugin {
  readonly construct: IConstruct;
  /** @default - a fact of the model, the same in every rendering */
  readonly rendering?: Rendering;
  readonly config: Json;
  /** How the author wrote a key. */
  readonly fieldOf: (key: string) => string;
  /** Whether it is made from a network of the model that is in the list itself. */
  readonly isCopy: boolean;
}

const PLUGINS = new WeakMap<Model, readonly Plugin[]>();

/** Every plugin that the app configures, once for the place where it is written. */
export function writtenPlugins(model: Model): readonly Plugin[] {
  return allPlugins(model).filter(({ isCopy }) => !isCopy);
}

/** The plugins that make the interfaces of each network, in their order. */
export function pluginsByNetwork(model: Model): ReadonlyMap<IConstruct | undefined, readonly Plugin[]> {
  return groupBy(allPlugins(model), ({ construct }) => construct);
}

function allPlugins(model: Model): readonly Plugin[] {
  const plugins = PLUGINS.get(model) ?? [...readPlugins(model)];
  PLUGINS.set(model, plugins);
  return plugins;
}

function* readPlugins(model: Model): Generator<Plugin> {
  const copies = new Set(model.operatorNetworks.flatMap(({ definitions }) => definitions));
  for (const network of model.operatorNetworks) yield pluginOfNetwork(network);
  for (const { rendering, construct, object, spec } of rendered(model, SRIOV_GROUP, ...Object.keys(TYPES))) {
    const config = configOfSpec(String(object.kind), spec);
    yield { rendering, construct, config, fieldOf: (key) => SPEC_KEYS[key] ?? key, isCopy: copies.has(construct) };
  }
  for (const { rendering, construct, spec } of rendered(model, CNI_GROUP, 'NetworkAttachmentDefinition')) {
    for (const [index, config] of configsIn(spec.config).entries()) {
      const front = index === 0 ? 'config' : `chain[${index - 1}]`;
      yield { rendering, construct, config, fieldOf: (key) => `${front}.${key}`, isCopy: copies.has(construct) };
    }
  }
}

/** JSON text as data; undefined for text that is no JSON map. */
export function parseMap(text: unknown): Json | undefined {
  try {
    const data: unknown = JSON.parse(String(text));
    return isMap(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The plugins of an attachment definition's text, in their order. */
export function configsIn(text: unknown): Json[] {
  const config = parseMap(text);
  if (!config) return [];
  return at(config, 'plugins') === undefined ? [config] : listAt(config, 'plugins').filter(isMap);
}

function pluginOfNetwork(network: OperatorNetwork): Plugin {
  return {
    construct: network,
    config: { ...network.plugin, ipam: network.ipam },
    fieldOf: (key) => PROPS[key] ?? key,
    isCopy: false,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  SriovNetwork: 'sriov',
  SriovIBNetwork: 'ib-sriov',
  OVSNetwork: 'ovs',
};

/** Keys of the operator's objects by those of the plugin. */
const SPEC_KEYS: Readonly<Record<string, string>> = {
  spoofchk: 'spoofChk',
  min_tx_rate: 'minTxRate',
  max_tx_rate: 'maxTxRate',
  link_state: 'linkState',
  interface_type: 'interfaceType',
};

/** Properties of the constructs by the keys of the plugin, where they differ from the operator's. */
const PROPS: Readonly<Record<string, string>> = {
  ...SPEC_KEYS,
  spoofchk: 'spoofCheck',
  vlanQoS: 'vlanQos',
  vlanProto: 'vlanProtocol',
};

function configOfSpec(kind: string, spec: Json): Json {
  const renamed = Object.entries(SPEC_KEYS).map(([key, from]) => [key, spec[from]] as const);
  return {
    ...spec,
    ...Object.fromEntries(renamed.filter(([, value]) => value !== undefined)),
    type: TYPES[kind],
    ipam: spec.ipam === undefined ? undefined : parseMap(spec.ipam),
  };
}
