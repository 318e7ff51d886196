import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { DataVolume as DataVolumeObject, type DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import type { Volume } from '../../imports/kubevirt.io';
import type { HelmValue, Input, Quantity, QuantityText } from '../helm';

/** Where KubeVirt plugs a disk in. */
export type DiskBus = 'virtio' | 'sata' | 'scsi' | 'usb';

/** An amount of storage or memory. */
export type Amount = Size | QuantityText | HelmValue<Quantity>;

/** An amount as Kubernetes writes it. */
export function quantityOf(amount: Amount): Input<string> {
  return amount instanceof Size ? amount.asString() : amount;
}

export interface DiskOptions {
  /** Name of the disk and its volume. @default - `rootdisk` for the first, then `disk1`, `disk2` … */
  readonly name?: string;
  /** @default 'virtio' */
  readonly bus?: DiskBus;
  /** Place in the boot order, 1 first. @default - the firmware's */
  readonly bootOrder?: number;
  /** @default - what the storage allows */
  readonly cache?: 'none' | 'writethrough' | 'writeback';
  /** Serial number the guest sees. @default - none */
  readonly serial?: string;
}

type VolumeSource = { readonly [K in keyof Volume]?: Volume[K] };

/** A disk of a VM: a device in the guest and the volume behind it. */
export class Disk {
  /** A disk in a container image; what the guest writes is lost when it stops. */
  static fromContainerImage(
    image: Input<string>,
    options: DiskOptions & { readonly imagePullSecret?: string } = {},
  ): Disk {
    const { imagePullSecret, ...disk } = options;
    return new Disk({ containerDisk: { image, imagePullSecret } }, disk);
  }

  /** A disk that CDI imports. */
  static fromDataVolume(volume: DataVolume, options: DiskOptions = {}): Disk {
    return new Disk({ dataVolume: { name: volume.name } }, options);
  }

  /** A disk on a claim, by the claim's name. */
  static fromClaim(claim: ImportedClaim | string, options: DiskOptions = {}): Disk {
    return new Disk({ persistentVolumeClaim: { claimName: typeof claim === 'string' ? claim : claim.name } }, options);
  }

  /** An empty scratch disk that lives as long as the VM runs. */
  static empty(capacity: Amount, options: DiskOptions = {}): Disk {
    return new Disk({ emptyDisk: { capacity: quantityOf(capacity) } }, options);
  }

  private constructor(
    /** The volume, without its name. */
    readonly source: Input<Omit<VolumeSource, 'name'>>,
    readonly options: DiskOptions,
  ) {}
}

export interface HttpSource {
  /** `http` or `https`. */
  readonly url: Input<string>;
  /** Secret with `accessKeyId` and `secretKey`. @default - anonymous */
  readonly secretName?: Input<string>;
  /** ConfigMap with the CA certificates. @default - the importer's */
  readonly certConfigMap?: Input<string>;
}

export interface RegistrySource extends HttpSource {
  /** Who pulls: the importer pod, or the kubelet with the node's pull secrets. @default 'pod' */
  readonly pullMethod?: 'pod' | 'node';
}

/** Where CDI imports a disk from. */
export class ImportSource {
  /** A qcow2 or raw image, compressed or not, from a web server. */
  static http(source: HttpSource): ImportSource {
    const { url, secretName, certConfigMap } = source;
    return new ImportSource('http', url, { http: { url, secretRef: secretName, certConfigMap } }, source);
  }

  /** A disk in a container image: `docker://registry.example/image:tag`. */
  static registry(source: RegistrySource): ImportSource {
    const { url, secretName, certConfigMap, pullMethod } = source;
    return new ImportSource(
      'registry',
      url,
      { registry: { url, secretRef: secretName, certConfigMap, pullMethod } },
      source,
    );
  }

  /** An empty disk. */
  static blank(): ImportSource {
    return new ImportSource('none', undefined, { blank: {} }, {});
  }

  private constructor(
    /** Name of the source in the annotations of a claim. */
    readonly annotation: 'http' | 'registry' | 'none',
    readonly url: Input<string> | undefined,
    readonly spec: Input<DataVolumeSource>,
    readonly credentials: { readonly secretName?: Input<string>; readonly certConfigMap?: Input<string> },
  ) {}
}

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

export interface ImportedDiskProps {
  readonly source: ImportSource;
  /** Size of the disk. */
  readonly size: Amount;
  /** @default - the cluster's default class */
  readonly storageClassName?: Input<string>;
  /** One mode. KubeVirt migrates only VMs whose disks are ReadWriteMany. @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
  /** @default 'Filesystem' */
  readonly volumeMode?: 'Block' | 'Filesystem';
  /** Import at once, not when a consumer is scheduled. @default true */
  readonly bindImmediately?: boolean;
}

const BIND_IMMEDIATELY = 'cdi.kubevirt.io/storage.bind.immediate.requested';

/** A disk that CDI imports. Its spec cannot be changed once it is on a cluster. */
export class DataVolume extends Construct {
  /** `metadata.name`, with holes. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: ImportedDiskProps) {
    super(scope, id);
    const { source, size, storageClassName, accessMode, volumeMode, bindImmediately } = props;
    const object = new DataVolumeObject(this, 'Resource', {
      metadata: { annotations: bindImmediately === false ? undefined : { [BIND_IMMEDIATELY]: 'true' } },
      spec: {
        source: source.spec,
        storage: {
          accessModes: [accessMode ?? 'ReadWriteOnce'],
          volumeMode,
          storageClassName,
          resources: { requests: { storage: quantityOf(size) } },
        },
      },
    });
    this.name = object.name;
  }
}

/**
 * A claim that CDI fills by its annotations, the form of 2022. KubeVirt does not wait for the import, so that a VM may
 * start on half a disk: prefer {@link DataVolume}.
 */
export class ImportedClaim extends Construct {
  /** `metadata.name`, with holes. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: ImportedDiskProps) {
    super(scope, id);
    const { source, size, storageClassName, accessMode, volumeMode, bindImmediately } = props;
    const prefix = 'cdi.kubevirt.io/storage.import';
    const annotations = {
      ...(source.url === undefined ? {} : { [`${prefix}.endpoint`]: source.url }),
      [`${prefix}.source`]: source.annotation,
      ...(source.credentials.secretName === undefined
        ? {}
        : { [`${prefix}.secretName`]: source.credentials.secretName }),
      ...(source.credentials.certConfigMap === undefined
        ? {}
        : { [`${prefix}.certConfigMap`]: source.credentials.certConfigMap }),
      ...(bindImmediately === false ? {} : { [BIND_IMMEDIATELY]: 'true' }),
    } as Record<string, string>;
    const object = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { annotations },
      spec: {
        accessModes: [accessMode ?? 'ReadWriteOnce'],
        volumeMode,
        storageClassName,
        resources: { requests: { storage: quantityOf(size) } },
      },
    });
    this.name = object.name;
  }
}
