import type { DataVolumeTemplate as TemplateSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type ClaimOptions, dataVolumeMetadata, dataVolumeSpec, type DataVolumeContent } from '../storage';

export interface DataVolumeTemplateNames {
  /** Name of the DataVolume. @default - name of the VM, and of the disk */
  readonly dataVolumeName?: string;
}

/** A disk that CDI fills for one VM and that is deleted with it. In a pool each VM has its own. */
export class DataVolumeTemplate {
  constructor(
    private readonly props: DataVolumeContent,
    readonly options: ClaimOptions & DataVolumeTemplateNames = {},
  ) {}

  /** @internal */
  toSpec(name: string): Input<TemplateSpec> {
    return { metadata: { name, ...dataVolumeMetadata(this.props) }, spec: dataVolumeSpec(this.props) };
  }
}
