import type { Disk as DiskSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import type { ClaimOptions, CommonDiskOptions, DiskBus, EmulatedDisk, SharedDirectory, VirtioDisk } from '../storage';

type DeviceOptions = Exclude<ClaimOptions, SharedDirectory>;

/** Buses of devices that state none; a preference may know better. */
const BUSES: Readonly<Record<string, DiskBus>> = { disk: 'virtio', cdrom: 'sata', lun: 'scsi' };

/** Whether the guest sees a volume as a directory instead of a disk. */
export function isDirectory(options: ClaimOptions): options is SharedDirectory {
  return options.device === 'directory';
}

/** The device in the guest that shows a volume. */
export function diskDevice(name: string, options: DeviceOptions, hasPreference: boolean): Input<DiskSpec> {
  const device = options.device ?? 'disk';
  const bus = options.bus ?? (hasPreference ? undefined : BUSES[device]);
  return { name, ...commonOf(options), ...targetOf(options, bus) };
}

function commonOf(options: CommonDiskOptions): Omit<Input<DiskSpec>, 'name'> {
  const { bootOrder, cache, io, serial, shareable, errorPolicy, tag, changedBlockTracking, blockSize } = options;
  return {
    bootOrder,
    cache,
    io,
    serial,
    shareable,
    errorPolicy,
    tag,
    changedBlockTracking,
    blockSize: blockSize === 'match-volume' ? { matchVolume: { enabled: true } } : blockSize && { custom: blockSize },
  };
}

function targetOf(options: DeviceOptions, bus: DiskBus | undefined): object {
  if (options.device === 'cdrom') return { cdrom: { bus, tray: options.tray } };
  if (options.device === 'lun') return { lun: { bus, readonly: options.readOnly, reservation: options.reservation } };
  if (options.bus === 'sata') return { disk: { bus } };
  if (isEmulated(options)) return { disk: { bus, readonly: options.readOnly } };
  const { readOnly, pciAddress, dedicatedIoThread } = options;
  return { disk: { bus, readonly: readOnly, pciAddress }, dedicatedIOThread: dedicatedIoThread };
}

function isEmulated(options: VirtioDisk | EmulatedDisk): options is EmulatedDisk {
  return options.bus === 'scsi' || options.bus === 'usb';
}
