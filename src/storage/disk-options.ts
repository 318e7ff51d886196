import type { Input } from '../helm';

/** Where KubeVirt plugs a disk in. */
export type DiskBus = 'virtio' | 'sata' | 'scsi' | 'usb';

/** Sizes of the blocks that the guest sees, in bytes, each a power of two from 512 to 2 MiB. */
export interface DiskBlockSize {
  /** Smallest block that the guest reads or writes, in bytes. */
  readonly logical: number;
  /** At least the logical size. */
  readonly physical: number;
  /** A multiple of the logical size. @default - the emulator's */
  readonly discardGranularity?: number;
}

/** What holds for every disk, however the guest sees it. */
export interface CommonDiskOptions {
  /** Name of the disk and its volume. @default - `rootdisk` for the first, then `disk1`, `disk2` … */
  readonly name?: string;
  /** Place in the boot order, 1 first, over disks and interfaces together. @default - the firmware's */
  readonly bootOrder?: number;
  /** How the node caches what the guest writes. @default - what the storage allows */
  readonly cache?: 'none' | 'writethrough' | 'writeback';
  /** How the emulator writes. @default - what the storage allows */
  readonly io?: 'native' | 'threads';
  /** Serial number the guest sees. @default - none */
  readonly serial?: Input<string>;
  /** Sizes of blocks, or those of the volume behind the disk. @default - the emulator's */
  readonly blockSize?: DiskBlockSize | 'match-volume';
  /** Whether several VMs may write to it at once. @default false */
  readonly shareable?: boolean;
  /** What the guest feels of an error of the storage. @default 'stop' */
  readonly errorPolicy?: 'stop' | 'ignore' | 'report' | 'enospace';
  /** Role of the disk, which the guest reads from the metadata of its config drive. @default - none */
  readonly tag?: string;
  /** Whether KubeVirt keeps track of changed blocks for incremental backups. Since KubeVirt 1.7. @default - the cluster's, by labels */
  readonly changedBlockTracking?: boolean;
}

/** A hard disk on the bus made for VMs. */
export interface VirtioDisk {
  /** A hard disk. @default 'disk' */
  readonly device?: 'disk';
  /** Bus of the disk. @default 'virtio' */
  readonly bus?: 'virtio';
  /** Whether the guest cannot write. @default false */
  readonly readOnly?: boolean;
  /** PCI address in the guest, such as `0000:81:01.0`. @default - the next free */
  readonly pciAddress?: string;
  /** Whether the disk has an I/O thread of its own. @default - the policy of the VM */
  readonly dedicatedIoThread?: boolean;
}

/** A hard disk on an emulated bus. */
export interface EmulatedDisk {
  /** A hard disk. @default 'disk' */
  readonly device?: 'disk';
  /** Bus of the disk. */
  readonly bus: 'scsi' | 'usb';
  /** Whether the guest cannot write. @default false */
  readonly readOnly?: boolean;
}

/** A hard disk on SATA, which KubeVirt takes only writable. */
export interface SataDisk {
  /** A hard disk. @default 'disk' */
  readonly device?: 'disk';
  /** Bus of the disk. */
  readonly bus: 'sata';
}

/** A CD-ROM. */
export interface CdromDisk {
  /** A drive that the guest reads. */
  readonly device: 'cdrom';
  /** Bus of the drive. @default 'sata' */
  readonly bus?: 'sata' | 'scsi' | 'usb';
  /** Whether the tray stands open when the guest starts. @default 'closed' */
  readonly tray?: 'open' | 'closed';
}

/** A logical unit handed to the guest, SCSI commands included. */
export interface LunDisk {
  /** The unit itself, in place of a disk made of it. */
  readonly device: 'lun';
  /** Bus of the unit. @default 'scsi' */
  readonly bus?: DiskBus;
  /** Whether the guest cannot write. @default false */
  readonly readOnly?: boolean;
  /** Whether the guest may make persistent reservations. @default false */
  readonly reservation?: boolean;
}

/** A directory that the guest mounts by the volume's name, by virtiofs, in place of a disk. */
export interface SharedDirectory {
  /** A directory in place of a disk. */
  readonly device: 'directory';
  /** Name of the volume, and the tag by which the guest mounts it. */
  readonly name: string;
}

/** How the guest sees any volume. */
export type DiskOptions = CommonDiskOptions & (VirtioDisk | EmulatedDisk | SataDisk | CdromDisk);
/** How the guest sees a volume that holds files. */
export type FilesOptions = DiskOptions | SharedDirectory;
/** How the guest sees a claim or a DataVolume. */
export type ClaimOptions = FilesOptions | (CommonDiskOptions & LunDisk);
