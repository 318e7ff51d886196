import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Amount } from './amount';
import { contentHashedName } from './content-hash';
import { type AccessMode, type ClaimProps, claimSpec } from './data-volume';
import { type DiskImage, readDiskImage } from './disk-image';
import { claimTransferAnnotations, transferAnnotations, type TransferOptions } from './import-annotations';
import type { AnnotatedSource } from './import-source';

export interface ImportedClaimProps extends TransferOptions, ClaimProps {
  /** What fills the claim. */
  readonly source: AnnotatedSource;
  /** Size of the claim, in which the image must fit beside the file system. */
  readonly size: Amount;
  /** One mode. KubeVirt migrates only VMs whose disks are ReadWriteMany. @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
  /** Whether the name ends in a hash of what is imported, so that a new image is a new claim. @default false */
  readonly contentHashedName?: boolean;
  /** A local copy of the image (qcow2 or raw), to check that it fits. Only its first bytes are read. @default - not checked */
  readonly imageFile?: string;
}

/**
 * A claim that CDI fills by its annotations, the form of 2022. KubeVirt does not wait for the import, so that a VM may
 * start on half a disk: prefer {@link DataVolume}.
 */
export class ImportedClaim extends Construct {
  /** `metadata.name`, with holes. */
  readonly name: string;
  /** The object that the cluster gets. */
  readonly object: ApiObject;
  /** The local copy of the image, where one was given. */
  readonly image?: DiskImage;

  constructor(scope: Construct, id: string, props: ImportedClaimProps) {
    super(scope, id);
    const annotations = {
      ...props.source.annotations,
      ...claimTransferAnnotations(props),
      ...transferAnnotations(props),
    } as Record<string, string>;
    const spec = claimSpec(props, props.size, props.accessMode);
    const name = props.contentHashedName ? { name: contentHashedName(this, { annotations, spec }) } : {};
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { ...name, annotations },
      spec,
    });
    this.name = this.object.name;
    if (props.imageFile !== undefined) this.image = readDiskImage(props.imageFile);
  }
}
