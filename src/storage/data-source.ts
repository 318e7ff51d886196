import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  DataImportCron as DataImportCronObject,
  DataSource as DataSourceObject,
  type DataSourceSource,
  type DataVolumeSpec,
} from '../../imports/cdi.kubevirt.io';
import type { Input } from '../helm';
import type { Amount } from './amount';
import { type ClaimProps, claimSpec } from './data-volume';
import { type CloneSource, ImportSource, type NamespacedName } from './import-source';

/** Something that DataVolumes copy by name. */
export class DataSource extends Construct {
  /** One that points to a claim. */
  static ofClaim(scope: Construct, id: string, claim: NamespacedName): DataSource {
    return new DataSource(scope, id, { pvc: claim });
  }

  /** One that points to a VolumeSnapshot; CDI 1.57 or later. */
  static ofSnapshot(scope: Construct, id: string, snapshot: NamespacedName): DataSource {
    return new DataSource(scope, id, { snapshot });
  }

  /** One that points to another one of the namespace; CDI 1.63 or later. */
  static ofDataSource(scope: Construct, id: string, dataSource: NamespacedName): DataSource {
    return new DataSource(scope, id, { dataSource });
  }

  /** `metadata.name`, with holes. */
  readonly name: string;

  private constructor(scope: Construct, id: string, source: Input<DataSourceSource>) {
    super(scope, id);
    this.name = new DataSourceObject(this, 'Resource', { spec: { source } }).name;
  }

  /** A copy of what it points to at that time. */
  get source(): CloneSource {
    return ImportSource.dataSource({ name: this.name });
  }
}

export interface DataImportCronProps extends ClaimProps {
  /** A container image in a registry, or a claim. */
  readonly source: ImportSource;
  /** Size of each import. */
  readonly size: Amount;
  /** When to look for a new image: minute, hour, day of month, month, day of week. @default - when the image stream changes */
  readonly schedule?: Input<string>;
  /** Name of the DataSource that points to the newest import. @default - the name of this object */
  readonly managedDataSource?: Input<string>;
  /** Imports that stay, the newest first. @default 3 */
  readonly importsToKeep?: number;
  /** Whether imports beyond those to keep are deleted. @default 'Outdated' */
  readonly garbageCollect?: 'Outdated' | 'Never';
  /** What stays when this object is deleted. @default 'All' */
  readonly retentionPolicy?: 'All' | 'None';
  /** Service account of the pods that transfer; CDI 1.64 or later. @default - none */
  readonly serviceAccountName?: Input<string>;
}

/** Imports an image again whenever it is new, for DataVolumes to copy. Its spec cannot be changed once it is on a cluster. */
export class DataImportCron extends Construct {
  /** `metadata.name`, with holes. */
  readonly name: string;
  /** Name of the DataSource that points to the newest import. */
  readonly dataSourceName: Input<string>;

  constructor(scope: Construct, id: string, props: DataImportCronProps) {
    super(scope, id);
    const { source, size, schedule, importsToKeep, garbageCollect, retentionPolicy, serviceAccountName } = props;
    const ownName = Chart.of(this).generateObjectName(this as Construct as ApiObject);
    this.dataSourceName = props.managedDataSource ?? ownName;
    const template = { ...source.spec, storage: claimSpec(props, size) } as Input<DataVolumeSpec>;
    this.name = new DataImportCronObject(this, 'Resource', {
      spec: {
        template: { spec: template },
        schedule: schedule ?? '',
        managedDataSource: this.dataSourceName,
        importsToKeep,
        garbageCollect,
        retentionPolicy,
        serviceAccountName,
      },
    }).name;
  }

  /** A copy of the newest import. */
  get source(): CloneSource {
    return ImportSource.dataSource({ name: this.dataSourceName });
  }
}
