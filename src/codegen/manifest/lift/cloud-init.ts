import { headerOf, yamlIn } from '../documents-in-text';
import { call, library, type Statement, type Value, Variable } from '../program';
import { isLongText } from '../print-program';
import { fit, hasOnly, isMap, type JsonMap, textAt } from '../shape';
import { CLOUD_CONFIG } from './cloud-config-shape';
import { diskOptions, type GuestDisk } from './disks';
import {
  guestNetworking,
  hasDerivedNetworkData,
  type GuestNetworking,
  type InterfaceScope,
  networkDataValue,
} from './interfaces';
import type { Degree } from './lifted';

/** What cloud-init of a VM becomes. */
export interface LiftedCloudInit {
  readonly value: Value;
  /** Constants for long texts. */
  readonly statements: readonly Statement[];
  /** What the interfaces take over from network data. */
  readonly guest?: GuestNetworking;
}

/** KubeVirt refuses longer texts inline, and the library would put them into a Secret. */
const INLINE_LIMIT = 2048;

const SOURCES = ['cloudInitNoCloud', 'cloudInitConfigDrive'] as const;
const FIELDS = ['userData', 'secretRef', 'networkData', 'networkDataSecretRef'];

/** Whether a disk is cloud-init's, of the kind that the library writes. */
export function isCloudInit({ volume, device }: GuestDisk): boolean {
  if (device.lun !== undefined || device.virtiofs !== undefined) return false;
  const source = SOURCES.map((name) => volume[name]).find(isMap);
  return Object.keys(volume).length === 2 && source !== undefined && hasOnly(source, ...FIELDS);
}

/** What lifting cloud-init needs to know of the VM. */
export interface CloudInitScope {
  readonly name: string;
  readonly degrees: ReadonlySet<Degree>;
  readonly hasPreference: boolean;
}

/** The last disk of a VM as its cloud-init. */
export function liftCloudInit(
  disk: GuestDisk,
  scope: InterfaceScope,
  { name, degrees, hasPreference }: CloudInitScope,
): LiftedCloudInit {
  const isNoCloud = disk.volume.cloudInitNoCloud !== undefined;
  const spec = disk.volume[isNoCloud ? 'cloudInitNoCloud' : 'cloudInitConfigDrive'] as JsonMap;
  const statements: Statement[] = [];
  const named = (text: string, suffix: string): Value => {
    if (!isLongText(text)) return text;
    const variable = new Variable([`${name}-${suffix}`]);
    statements.push({ variable, value: text });
    return variable;
  };
  const networkText = textAt(spec, 'networkData');
  const guest =
    networkText !== undefined && isNoCloud && !degrees.has('network-data-text')
      ? guestNetworking(scope, networkText)
      : undefined;
  const hasNone = spec.networkDataSecretRef === undefined && hasDerivedNetworkData(scope);
  const none = hasNone ? call(library('NetworkData.none')) : undefined;
  const isLong = ['userData', 'networkData'].some(
    (field) => Buffer.byteLength(textAt(spec, field) ?? '') > INLINE_LIMIT,
  );
  const { name: _, ...options } = { name: disk.name, ...diskOptions(disk, hasPreference) };
  const value = call(library(isNoCloud ? 'CloudInit.noCloud' : 'CloudInit.configDrive'), {
    userData: userData(spec, degrees, named),
    networkData: networkData(spec, guest, named) ?? (networkText === undefined ? none : undefined),
    secret: isLong ? 'never' : undefined,
    disk: diskArgument(disk.name, options),
  });
  return { value, statements, ...(guest ? { guest } : {}) };
}

function diskArgument(name: string, options: { readonly [key: string]: Value }): Value {
  const whole = { name: name === 'cloudinit' ? undefined : name, ...options };
  return Object.values(whole).every((option) => option === undefined) ? undefined : whole;
}

type Naming = (text: string, suffix: string) => Value;

function userData(spec: JsonMap, degrees: ReadonlySet<Degree>, named: Naming): Value {
  const secret = textAt(spec, 'secretRef', 'name');
  if (secret !== undefined) return call(library('UserData.fromSecret'), secret);
  const text = textAt(spec, 'userData');
  if (text === undefined || text === '#cloud-config\n') return undefined;
  const document = headerOf(text) === '#cloud-config' && !degrees.has('user-data-text') ? yamlIn(text) : undefined;
  // Comments are for people: a text that has them stays as they wrote it.
  const isConfig = document !== undefined && document.comments.length === 0;
  const config = isConfig ? fit(document.data, CLOUD_CONFIG) : undefined;
  return config ?? named(text, 'user-data');
}

function networkData(spec: JsonMap, guest: GuestNetworking | undefined, named: Naming): Value {
  const secret = textAt(spec, 'networkDataSecretRef', 'name');
  if (secret !== undefined) return call(library('NetworkData.fromSecret'), secret);
  if (guest) return networkDataValue(guest);
  const text = textAt(spec, 'networkData');
  return text === undefined ? undefined : call(library('NetworkData.raw'), named(text, 'network-data'));
}
