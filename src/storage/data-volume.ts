import { Construct } from 'constructs';
import { DataVolume as DataVolumeObject, type DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { Input } from '../helm';
import { type Amount, quantityOf } from './amount';
import { contentHashedName } from './content-hash';
import { type DiskImage, readDiskImage } from './disk-image';
import { type Annotations, transferAnnotations, type TransferOptions } from './import-annotations';
import type { CloneSource, ImportSource } from './import-source';

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** What a claim asks of the storage. */
export interface ClaimProps {
  /** Storage class of the claim. @default - the cluster's default class, the one for VMs first */
  readonly storageClassName?: Input<string>;
  /** Whether the volume is a device or a file system. @default - what the storage class says, `Filesystem` where it says nothing */
  readonly volumeMode?: 'Block' | 'Filesystem';
  /** Labels that a volume must have. @default - any volume */
  readonly volumeLabels?: Readonly<Record<string, string>>;
}

/** A claim as CDI makes it: grown by what the file system takes, so that the guest sees the whole size. */
export interface StorageForm {
  /** CDI makes the claim large enough. @default 'storage' */
  readonly api?: 'storage';
  /**
   * One mode, or what CDI knows of the storage class. KubeVirt migrates only VMs whose disks are ReadWriteMany.
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: AccessMode | 'storage-profile';
}

/** A claim as it is written: the image must fit beside the file system. */
export interface PvcForm {
  /** The claim is made as it is written. */
  readonly api: 'pvc';
  /** Size of the claim, in which the image must fit beside the file system. */
  readonly size: Amount;
  /** One mode. KubeVirt migrates only VMs whose disks are ReadWriteMany. @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
}

/** What fills the disk, and its size. */
export type FillProps =
  | {
      /** What fills the disk. */
      readonly source: CloneSource;
      /** Size of the disk. @default - that of what is copied */
      readonly size?: Amount;
    }
  | {
      /** What fills the disk. */
      readonly source: ImportSource;
      /** Size of the disk. */
      readonly size: Amount;
    };

/** What CDI fills, and how: the spec of a DataVolume, wherever it stands. */
export type DataVolumeContent = TransferOptions & ClaimProps & FillProps & (StorageForm | PvcForm);

export type DataVolumeProps = DataVolumeContent & {
  /**
   * Whether the name ends in a hash of the spec. A spec cannot be changed on a cluster: with the hash, a new image or size
   * is a new disk beside the old one, without it the upgrade is refused.
   * @default false
   */
  readonly contentHashedName?: boolean;
  /** A local copy of the image (qcow2 or raw), to check that it fits. Only its first bytes are read. @default - not checked */
  readonly imageFile?: string;
};

/** `metadata` of a DataVolume, but for its name. */
export function dataVolumeMetadata(props: DataVolumeContent): { readonly annotations?: Record<string, string> } {
  const annotations: Annotations = transferAnnotations(props);
  return Object.keys(annotations).length === 0 ? {} : { annotations: annotations as Record<string, string> };
}

/** `spec` of a DataVolume. */
export function dataVolumeSpec(props: DataVolumeContent): Input<DataVolumeSpec> {
  const { source, contentType, preallocation, priorityClassName, serviceAccountName } = props;
  return {
    ...source.spec,
    [props.api ?? 'storage']: claimSpec(props, props.size, props.accessMode),
    contentType,
    preallocation,
    priorityClassName,
    serviceAccountName,
  } as Input<DataVolumeSpec>;
}

/** `spec` of a claim. */
export function claimSpec(
  { storageClassName, volumeMode, volumeLabels }: ClaimProps,
  size: Amount | undefined,
  accessMode: AccessMode | 'storage-profile' = 'ReadWriteOnce',
): object {
  return {
    accessModes: accessMode === 'storage-profile' ? undefined : [accessMode],
    volumeMode,
    storageClassName,
    selector: volumeLabels && { matchLabels: volumeLabels },
    resources: size === undefined ? undefined : { requests: { storage: quantityOf(size) } },
  };
}

/** A disk that CDI fills. Its spec cannot be changed once it is on a cluster. */
export class DataVolume extends Construct {
  /** `metadata.name`, with holes. */
  readonly name: string;
  /** The object that the cluster gets. */
  readonly object: DataVolumeObject;
  /** The local copy of the image, where one was given. */
  readonly image?: DiskImage;

  constructor(scope: Construct, id: string, props: DataVolumeProps) {
    super(scope, id);
    const spec = dataVolumeSpec(props);
    const name = props.contentHashedName ? { name: contentHashedName(this, spec) } : {};
    this.object = new DataVolumeObject(this, 'Resource', { metadata: { ...name, ...dataVolumeMetadata(props) }, spec });
    this.name = this.object.name;
    if (props.imageFile !== undefined) this.image = readDiskImage(props.imageFile);
  }
}
