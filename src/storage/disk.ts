import type { Volume } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type Amount, quantityOf } from './amount';
import { DataVolume } from './data-volume';
import type { ClaimOptions, DiskOptions, FilesOptions } from './disk-options';
import { ImportedClaim } from './imported-claim';

/** What is behind a disk: one of KubeVirt's kinds of volumes. */
export type VolumeSource = Input<Unnamed<Volume>>;

type Unnamed<T> = T extends unknown ? Omit<T, 'name'> : never;

/** How a container image with a disk is pulled and read. */
export interface ContainerDiskOptions {
  /** Secret with the registry's credentials. @default - none */
  readonly imagePullSecret?: Input<string>;
  /** When the image is pulled. @default - Always for `latest` or no tag, else IfNotPresent */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Absolute path of the disk in the image. @default - the one file below `/disk` */
  readonly path?: string;
}

/** A disk of a VM: a device in the guest and the volume behind it. */
export class Disk {
  /** A disk in a container image; what the guest writes is lost when it stops. */
  static fromContainerImage(image: Input<string>, options: DiskOptions & ContainerDiskOptions = {}): Disk {
    const { imagePullSecret, imagePullPolicy, path, ...disk } = options;
    return new Disk({ containerDisk: { image, imagePullSecret, imagePullPolicy, path } }, disk);
  }

  /** A disk that CDI fills: a DataVolume of the chart, or the name of another one. */
  static fromDataVolume(volume: DataVolume | Input<string>, options: ClaimOptions = {}): Disk {
    return new Disk({ dataVolume: { name: volume instanceof DataVolume ? volume.name : volume } }, options);
  }

  /** A disk on a claim: one of the chart, or the name of another one. */
  static fromClaim(claim: ImportedClaim | Input<string>, options: ClaimOptions = {}): Disk {
    const claimName = claim instanceof ImportedClaim ? claim.name : claim;
    return new Disk({ persistentVolumeClaim: { claimName } }, options);
  }

  /** An empty scratch disk that lives as long as the VM runs. */
  static empty(capacity: Amount, options: DiskOptions = {}): Disk {
    return new Disk({ emptyDisk: { capacity: quantityOf(capacity) } }, options);
  }

  /** A read-only disk with the keys of a ConfigMap as files. */
  static fromConfigMap(name: Input<string>, options: FilesOptions = {}): Disk {
    return new Disk({ configMap: { name } }, options);
  }

  /** A read-only disk with the keys of a Secret as files. */
  static fromSecret(secretName: Input<string>, options: FilesOptions = {}): Disk {
    return new Disk({ secret: { secretName } }, options);
  }

  /** A disk on any volume, as KubeVirt writes its source. */
  static fromVolume(source: VolumeSource, options: ClaimOptions = {}): Disk {
    return new Disk(source, options);
  }

  private constructor(
    /** The volume, without its name. */
    readonly source: VolumeSource,
    readonly options: ClaimOptions,
  ) {}
}
