import type { ManifestObject } from '../objects';
import { jsonIn } from '../documents-in-text';
import { library, make, Member, someMembers, type Statement, type Value, Variable } from '../program';
import {
  at,
  boolean,
  either,
  fit,
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
import { liftCloudInit, isCloudInit } from './cloud-init';
import { disksOf, diskValue, type DiskSources } from './disks';
import { guestProps, matcher, type MatcherOf, memoryOf } from './guest';
import { attachments, type InterfaceScope, NFN_NETWORK } from './interfaces';
import { hintsFor, type Lifted, type Scope } from './lifted';
import type { Networks } from './networks';

/** A kind of KubeVirt that describes a guest, or several alike. */
interface GuestKind {
  /** API group. */
  readonly group: string;
  /** Where the guest with its metadata stands; the object itself for an instance. */
  readonly template: readonly string[];
  /** Where run strategy and data volumes stand; undefined for a kind without. */
  readonly vm?: readonly string[];
  /** Whether several guests are made from it, which the cluster gives their identity. */
  readonly isReplicated: boolean;
}

const KUBEVIRT = 'kubevirt.io';
const POOL_VM = ['spec', 'virtualMachineTemplate', 'spec'];

const KINDS: Readonly<Record<string, GuestKind>> = {
  VirtualMachine: { group: KUBEVIRT, template: ['spec', 'template'], vm: ['spec'], isReplicated: false },
  VirtualMachineInstance: { group: KUBEVIRT, template: [], isReplicated: false },
  VirtualMachineInstanceReplicaSet: { group: KUBEVIRT, template: ['spec', 'template'], isReplicated: true },
  VirtualMachinePool: {
    group: 'pool.kubevirt.io',
    template: [...POOL_VM, 'template'],
    vm: POOL_VM,
    isReplicated: true,
  },
};

/** The kind of an object that describes a guest. */
export function guestKind({ apiVersion, kind }: ManifestObject): GuestKind | undefined {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return known && apiVersion.startsWith(`${known.group}/`) ? known : undefined;
}

/** What a VM needs of the other objects. */
export interface GuestScope extends Scope {
  readonly networks: Networks;
  readonly claimOf: DiskSources['claimOf'];
  readonly matcherOf: MatcherOf;
}

const HOOKS = 'hooks.kubevirt.io/hookSidecars';
const COMPONENT = 'app.kubernetes.io/component';

/** A VM, an instance, a replica set or a pool; undefined where it states no memory, without which there is no VM. */
export function liftGuest(object: ManifestObject, scope: GuestScope): Lifted | undefined {
  const kind = guestKind(object);
  const template = kind && at(object.data, ...kind.template);
  if (!kind || !isMap(template)) return undefined;
  const spec = mapAt(template, 'spec');
  const instancetype =
    object.kind === 'VirtualMachine'
      ? matcher('InstancetypeMatcher', at(object.data, 'spec', 'instancetype'), scope.matcherOf)
      : undefined;
  if (instancetype === undefined && memoryOf(spec.domain) === undefined) return undefined;
  const own = ownProps(object, kind, scope.matcherOf);
  const hasPreference = own.preference !== undefined;
  const hasDerivedMacs = !kind.isReplicated && !scope.options.exact;
  const metadata = mapAt(template, 'metadata');
  const annotations = mapAt(template, 'metadata', 'annotations');
  const interfaces: InterfaceScope = {
    spec,
    annotations,
    namespace: object.namespace,
    networks: scope.networks,
    options: scope.options,
    hasDerivedMacs,
  };
  const disks = disksOf(spec);
  const last = disks.at(-1);
  const cloudInit =
    last && isCloudInit(last)
      ? liftCloudInit(last, interfaces, { name: object.name ?? object.kind, degrees: scope.degrees, hasPreference })
      : undefined;
  const templates = new Map(
    listAt(object.data, ...(kind.vm ?? []), 'dataVolumeTemplates').map((one) => [textAt(one, 'metadata', 'name'), one]),
  );
  const sources: DiskSources = { claimOf: scope.claimOf, templateOf: (name) => templates.get(name), hasPreference };
  const attached = attachments({ ...interfaces, ...(cloudInit?.guest ? { guest: cloudInit.guest } : {}) });
  const props = {
    instancetype,
    ...own,
    ...guestProps(spec, instancetype !== undefined),
    disks: (cloudInit ? disks.slice(0, -1) : disks).map((disk, position) => diskValue(disk, position, sources)),
    interfaces: attached.length === 0 ? undefined : attached.map(({ value }) => value),
    cloudInit: cloudInit?.value,
    identity: identity(spec, scope, kind),
    hookSidecars: hookSidecars(annotations),
    labels: texts(mapAt(metadata, 'labels'), (key) => key !== COMPONENT),
    annotations: texts(
      mapAt(metadata, 'annotations'),
      (key) => key !== HOOKS && (key !== NFN_NETWORK || !attached.some(({ kind }) => kind === 'nodus')),
    ),
  };
  const variable = new Variable(hintsFor(object));
  const value = make(library(object.kind), scope.chart, scope.id, ordered(props));
  const statement: Statement = {
    variable,
    value,
    comment: cloudInit?.guest?.ethernets === undefined ? (cloudInit?.guest?.comments ?? []) : [],
  };
  return {
    statements: [...(cloudInit?.statements ?? []), statement],
    object: new Member(variable, 'object'),
    patched: variable,
    props,
  };
}

function ownProps(
  object: ManifestObject,
  { vm, isReplicated }: GuestKind,
  matcherOf: MatcherOf,
): { readonly [key: string]: Value } {
  const spec = mapAt(object.data, 'spec');
  return {
    ...(isReplicated ? pick(spec, { replicas: number, paused: boolean }) : {}),
    ...(object.kind === 'VirtualMachinePool' ? poolProps(spec) : {}),
    ...(vm ? vmProps(mapAt(object.data, ...vm), matcherOf) : {}),
  };
}

function vmProps(spec: JsonMap, matcherOf: MatcherOf): { readonly [key: string]: Value } {
  const strategy = runStrategy(spec);
  return {
    runStrategy: strategy === 'Always' ? undefined : strategy,
    preference: matcher('PreferenceMatcher', spec.preference, matcherOf),
    updateVolumesStrategy: fit(spec.updateVolumesStrategy, oneOf('Migration', 'Replacement')),
  };
}

const POOL_ORDER = oneOf('AscendingOrder', 'DescendingOrder', 'Newest', 'Oldest', 'Random');
const SHARE = either(number, (value) => typeof value === 'string' && /^\d+%$/.test(value));
const HEALING = object({ startUpFailureThreshold: number, minFailingToStartDuration: text });

function poolProps(spec: JsonMap): { readonly [key: string]: Value } {
  const [, scaleIn] = Object.entries(mapAt(spec, 'scaleInStrategy'))[0] ?? [];
  const indexed = ['ConfigMap', 'Secret'].filter(
    (kind) => at(spec, 'nameGeneration', `appendIndexTo${kind}Refs`) === true,
  );
  return {
    maxUnavailable: fit(spec.maxUnavailable, SHARE),
    indexedReferences: isMap(spec.nameGeneration) ? indexed : undefined,
    scaleIn: poolStrategy(mapAt(spec, 'scaleInStrategy')),
    statePreservation: fit(at(scaleIn, 'statePreservation'), oneOf('Disabled', 'Offline', 'Online')),
    update: poolStrategy(mapAt(spec, 'updateStrategy')),
    autohealing: fit(spec.autohealing, HEALING),
  };
}

function poolStrategy(spec: JsonMap): Value {
  const order = fit(at(spec, 'proactive', 'selectionPolicy', 'sortPolicy'), POOL_ORDER);
  if (order !== undefined) return { proactive: order };
  return ['unmanaged', 'opportunistic'].find((name) => isMap(spec[name]));
}

/** `running` is what the run strategy was called before 1.4. */
function runStrategy(spec: JsonMap): Value {
  if (spec.runStrategy === undefined) return spec.running === false ? 'Halted' : 'Always';
  return fit(spec.runStrategy, oneOf('Always', 'RerunOnFailure', 'Manual', 'Halted', 'Once'));
}

function identity(spec: JsonMap, { options }: Scope, kind: GuestKind): Value {
  if (kind.isReplicated) return undefined;
  const firmware = at(spec, 'domain', 'firmware');
  const chassis = mapAt(spec, 'domain', 'chassis');
  const words = pick(chassis, { manufacturer: text, version: text, serial: text, asset: text, sku: text });
  const given = {
    ...pick(firmware, { uuid: text, serial: text }),
    chassis: Object.keys(chassis).length > 0 ? words : undefined,
    others: options.exact ? 'from-cluster' : undefined,
  };
  return someMembers(given);
}

const SIDECARS = listOf(
  object({
    image: text,
    args: listOf(text),
    configMap: object({
      'name!': text,
      'key!': text,
      'hookPath!': oneOf('/usr/bin/onDefineDomain', '/usr/bin/preCloudInitIso'),
    }),
  }),
);

function hookSidecars(annotations: JsonMap): Value {
  return fit(jsonIn(textAt(annotations, HOOKS) ?? ''), SIDECARS);
}

function texts(map: JsonMap, isKept: (key: string) => boolean): Value {
  const entries = Object.entries(map).filter(
    (entry): entry is [string, string] => isKept(entry[0]) && typeof entry[1] === 'string',
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The order in which people describe a VM. */
const ORDER = [
  'runStrategy',
  'replicas',
  'instancetype',
  'preference',
  'cpu',
  'memory',
  'resources',
  'architecture',
  'machineType',
  'firmware',
  'disks',
  'interfaces',
  'cloudInit',
  'devices',
];

function ordered(props: { readonly [key: string]: Value }): Value {
  const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(props).sort(([a], [b]) => rank(a) - rank(b)));
}
