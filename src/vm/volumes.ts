import type { Field } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type Amount, Disk, type DiskOptions, type FilesOptions, quantityOf, type SharedDirectory } from '../storage';

interface FilesSource {
  /** Whether the VM starts without it. @default false */
  readonly optional?: boolean;
  /** Label of the file system that the guest sees. @default - none */
  readonly volumeLabel?: string;
}

export interface HostDiskProps {
  /** Path of the image on the node. */
  readonly path: Input<string>;
  /** Size of the image where it is made. @default - it must be there */
  readonly capacity?: Amount;
  /** Whether several VMs may use it. @default false */
  readonly shared?: boolean;
}

/** A label, an annotation or another field of the VM in a file. */
export type DownwardField = {
  /** Name of the file. */
  readonly path: string;
} & (
  | {
      /** Label of the VM. */
      readonly label: string;
      readonly annotation?: never;
      readonly field?: never;
    }
  | {
      readonly label?: never;
      /** Annotation of the VM. */
      readonly annotation: string;
      readonly field?: never;
    }
  | {
      readonly label?: never;
      readonly annotation?: never;
      /** Field of the VM, such as `metadata.name`. */
      readonly field: string;
    }
);

/** Volumes that only VMs have: files and special disks. Each is a {@link Disk} of the VM. */
export class GuestVolume {
  /** The entries of a ConfigMap as files. */
  static configMap(name: Input<string>, options: FilesOptions & FilesSource = {}): Disk {
    const { optional, volumeLabel, ...disk } = options;
    return Disk.fromVolume({ configMap: { name, optional, volumeLabel } }, disk);
  }

  /** The entries of a Secret as files. */
  static secret(secretName: Input<string>, options: FilesOptions & FilesSource = {}): Disk {
    const { optional, volumeLabel, ...disk } = options;
    return Disk.fromVolume({ secret: { secretName, optional, volumeLabel } }, disk);
  }

  /** The token of a service account. A VM has one at most. */
  static serviceAccount(serviceAccountName: Input<string>, options: FilesOptions = {}): Disk {
    return Disk.fromVolume({ serviceAccount: { serviceAccountName } }, options);
  }

  /** Labels and annotations of the VM as files. */
  static downwardApi(
    fields: readonly DownwardField[],
    options: FilesOptions & Pick<FilesSource, 'volumeLabel'> = {},
  ): Disk {
    const { volumeLabel, ...disk } = options;
    return Disk.fromVolume({ downwardAPI: { fields: fields.map(fieldSpec), volumeLabel } }, disk);
  }

  /** The answer file of a Windows setup, from a ConfigMap or a Secret. */
  static sysprep(
    source: { readonly configMapName: Input<string> } | { readonly secretName: Input<string> },
    options: DiskOptions = { device: 'cdrom' },
  ): Disk {
    const sysprep =
      'secretName' in source ? { secret: { name: source.secretName } } : { configMap: { name: source.configMapName } };
    return Disk.fromVolume({ sysprep }, options);
  }

  /** A claim of which the VM sees a copy: what the guest writes is lost when it stops. */
  static ephemeralClaim(claimName: Input<string>, options: DiskOptions = {}): Disk {
    return Disk.fromVolume({ ephemeral: { persistentVolumeClaim: { claimName } } }, options);
  }

  /** An image in the file system of the node, made there where a capacity is given. */
  static hostDisk(props: HostDiskProps, options: DiskOptions = {}): Disk {
    const { path, capacity, shared } = props;
    const type = capacity === undefined ? 'Disk' : 'DiskOrCreate';
    return Disk.fromVolume(
      { hostDisk: { path, type, shared, capacity: capacity === undefined ? undefined : quantityOf(capacity) } },
      options,
    );
  }

  /** Metrics of the host. A VM has one such disk at most. */
  static downwardMetrics(options: { readonly name?: string } = {}): Disk {
    return Disk.fromVolume({ downwardMetrics: {} }, options);
  }

  /** A directory of the VM's pod, which the guest reads. Since KubeVirt 1.8. */
  static containerPath(path: string, options: SharedDirectory): Disk {
    return Disk.fromVolume({ containerPath: { path, readOnly: true } }, options);
  }

  private constructor() {}
}

function fieldSpec({ path, label, annotation, field }: DownwardField): Field {
  const [kind, key] = label === undefined ? ['annotations', annotation] : ['labels', label];
  return { path, fieldRef: { fieldPath: field ?? `metadata.${kind}['${key}']` } };
}
