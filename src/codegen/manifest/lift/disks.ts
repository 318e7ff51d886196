import type { Json } from '../../../helm';
import { call, type Code, library, make, someMembers, type Value } from '../program';
import {
  at,
  boolean,
  fit,
  hasOnly,
  isMap,
  type JsonMap,
  listAt,
  mapAt,
  number,
  object,
  oneOf,
  pick,
  quantity,
  text,
  textAt,
} from '../shape';
import { dataVolumeContent } from './data-volume';
import { VOLUME } from './volume-shapes';

/** A disk of the manifest: its device and the volume of the same name. */
export interface GuestDisk {
  readonly name: string;
  readonly device: JsonMap;
  readonly volume: JsonMap;
}

/** The disks in the order of their devices, then those of which the guest sees a directory, then volumes without either. */
export function disksOf(spec: JsonMap): readonly GuestDisk[] {
  const volumes = new Map(listAt(spec, 'volumes').map((volume) => [textAt(volume, 'name'), volume]));
  const seen = [
    ...listAt(spec, 'domain', 'devices', 'disks'),
    ...listAt(spec, 'domain', 'devices', 'filesystems'),
    ...volumes.values(),
  ];
  const disks = new Map<string, GuestDisk>();
  for (const device of seen) {
    const name = textAt(device, 'name');
    const volume = volumes.get(name);
    // What no type allows is left to patches.
    if (name === undefined || disks.has(name) || !isMap(volume) || !VOLUME(volume) || !isMap(device)) continue;
    disks.set(name, { name, device: device === volume ? {} : device, volume });
  }
  return [...disks.values()];
}

/** DataVolumes of the manifests that disks may stand on, and those that come with the VM. */
export interface DiskSources {
  /** The constant of a DataVolume or claim in the chart, by its kind and name. */
  claimOf(kind: 'DataVolume' | 'PersistentVolumeClaim', name: string): Code | undefined;
  /** The template of a DataVolume, by its name. */
  templateOf(name: string): Json | undefined;
  /** Whether a preference decides about buses that nobody states, so that the library states none. */
  readonly hasPreference: boolean;
}

/** A disk as an argument of `disks`. */
export function diskValue(disk: GuestDisk, position: number, sources: DiskSources): Value {
  const { volume, name } = disk;
  const options = {
    name: name === (position === 0 ? 'rootdisk' : `disk${position}`) ? undefined : name,
    ...diskOptions(disk, sources.hasPreference),
  };
  const source = Object.entries(volume).filter(([key]) => key !== 'name');
  const [[kind, spec] = ['', undefined]] = source;
  if (source.length === 1 && isMap(spec)) {
    const value = knownDisk(kind, spec, options, sources);
    if (value) return value;
  }
  return call(library('Disk.fromVolume'), Object.fromEntries(source), options);
}

/** Kinds whose constructs show them as disks only, and those that show them as directories too; the others take all. */
const DISKS = ['containerDisk', 'emptyDisk', 'ephemeral', 'hostDisk', 'sysprep'];
const FILES = ['configMap', 'secret', 'serviceAccount'];

type Options = { readonly [key: string]: Value };

function knownDisk(kind: string, spec: JsonMap, options: Options, sources: DiskSources): Value {
  const isDisk = options.device !== 'lun' && options.device !== 'directory';
  if (DISKS.includes(kind) && !isDisk) return undefined;
  if (FILES.includes(kind) && options.device === 'lun') return undefined;
  switch (kind) {
    case 'containerDisk': {
      const image = textAt(spec, 'image');
      if (image === undefined || !hasOnly(spec, 'image', 'imagePullSecret')) return undefined;
      return call(library('Disk.fromContainerImage'), image, {
        ...options,
        imagePullSecret: textAt(spec, 'imagePullSecret'),
      });
    }
    case 'emptyDisk': {
      const capacity = fit(spec.capacity, quantity);
      return capacity !== undefined && hasOnly(spec, 'capacity')
        ? call(library('Disk.empty'), capacity, options)
        : undefined;
    }
    case 'dataVolume': {
      const name = textAt(spec, 'name');
      if (name === undefined || !hasOnly(spec, 'name')) return undefined;
      const template = sources.templateOf(name);
      const content = template && dataVolumeContent(template);
      if (content) return make(library('DataVolumeTemplate'), content, { ...options, dataVolumeName: name });
      return call(library('Disk.fromDataVolume'), sources.claimOf('DataVolume', name) ?? name, options);
    }
    case 'persistentVolumeClaim': {
      const claim = textAt(spec, 'claimName');
      if (claim === undefined || !hasOnly(spec, 'claimName')) return undefined;
      return call(library('Disk.fromClaim'), sources.claimOf('PersistentVolumeClaim', claim) ?? claim, options);
    }
    case 'configMap':
    case 'secret': {
      const name = textAt(spec, kind === 'secret' ? 'secretName' : 'name');
      const more = pick(spec, { optional: boolean, volumeLabel: text });
      if (name === undefined || !hasOnly(spec, 'name', 'secretName', 'optional', 'volumeLabel')) return undefined;
      const isPlain = someMembers(more) === undefined;
      const method =
        kind === 'secret'
          ? isPlain
            ? 'Disk.fromSecret'
            : 'GuestVolume.secret'
          : isPlain
            ? 'Disk.fromConfigMap'
            : 'GuestVolume.configMap';
      return call(library(method), name, { ...options, ...more });
    }
    case 'serviceAccount': {
      const name = textAt(spec, 'serviceAccountName');
      return name === undefined ? undefined : call(library('GuestVolume.serviceAccount'), name, options);
    }
    case 'ephemeral': {
      const claim = textAt(spec, 'persistentVolumeClaim', 'claimName');
      if (claim === undefined || at(spec, 'persistentVolumeClaim', 'readOnly') !== undefined) return undefined;
      return call(library('GuestVolume.ephemeralClaim'), claim, options);
    }
    case 'hostDisk': {
      const props = pick(spec, { path: text, capacity: quantity, shared: boolean });
      const isOther = spec.type !== (props.capacity === undefined ? 'Disk' : 'DiskOrCreate');
      if (props.path === undefined || isOther) return undefined;
      return call(library('GuestVolume.hostDisk'), props, options);
    }
    case 'sysprep': {
      const secretName = textAt(spec, 'secret', 'name');
      const configMapName = textAt(spec, 'configMap', 'name');
      if ((secretName === undefined) === (configMapName === undefined)) return undefined;
      return call(library('GuestVolume.sysprep'), { secretName, configMapName }, options);
    }
    default:
      return undefined;
  }
}

const COMMON = {
  bootOrder: number,
  cache: oneOf('none', 'writethrough', 'writeback'),
  io: oneOf('native', 'threads'),
  serial: text,
  shareable: boolean,
  errorPolicy: oneOf('stop', 'ignore', 'report', 'enospace'),
  tag: text,
  changedBlockTracking: boolean,
};

const BLOCK_SIZE = object({ 'logical!': number, 'physical!': number, discardGranularity: number });

/** How the guest sees a disk; its name aside. */
export function diskOptions({ name, device }: GuestDisk, hasPreference: boolean): Options {
  if (isMap(device.virtiofs)) return { name, device: 'directory' };
  const matches = at(device, 'blockSize', 'matchVolume', 'enabled') === true;
  const blockSize = matches ? 'match-volume' : fit(at(device, 'blockSize', 'custom'), BLOCK_SIZE);
  return { ...pick(device, COMMON), blockSize, ...target(device, hasPreference) };
}

function target(device: JsonMap, hasPreference: boolean): Options {
  const unless = (value: Json | undefined, byDefault: string, others: readonly string[]): Json | undefined =>
    value === byDefault && !hasPreference ? undefined : fit(value, oneOf(byDefault, ...others));
  if (isMap(device.cdrom)) {
    return {
      device: 'cdrom',
      bus: unless(at(device.cdrom, 'bus'), 'sata', ['scsi', 'usb']),
      tray: fit(at(device.cdrom, 'tray'), oneOf('open', 'closed')),
    };
  }
  if (isMap(device.lun)) {
    const { readonly: readOnly, reservation } = pick(device.lun, { readonly: boolean, reservation: boolean });
    return {
      device: 'lun',
      bus: unless(at(device.lun, 'bus'), 'scsi', ['virtio', 'sata', 'usb']),
      readOnly,
      reservation,
    };
  }
  const disk = mapAt(device, 'disk');
  const bus = unless(disk.bus, 'virtio', ['sata', 'scsi', 'usb']);
  if (bus === 'sata') return { bus };
  const readOnly = fit(disk.readonly, boolean);
  if (bus !== undefined && bus !== 'virtio') return { bus, readOnly };
  return {
    bus,
    readOnly,
    pciAddress: fit(disk.pciAddress, text),
    dedicatedIoThread: fit(device.dedicatedIOThread, boolean),
  };
}
