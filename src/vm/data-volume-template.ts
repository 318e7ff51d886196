import type { DataVolumeTemplate as TemplateSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type ClaimOptions, dataVolumeMetadata, dataVolumeSpec, type DataVolumeContent } from '../storage';

/**
 * A disk that CDI fills for one VM and that is deleted with it. Its object is called like the VM and the disk; in a pool
 * each VM has its own.
 */
export class DataVolumeTemplate {
  constructor(
    private readonly props: DataVolumeContent,
    readonly options: ClaimOptions = {},
  ) {}

  /** @internal */
  toSpec(name: string): Input<TemplateSpec> {
    return { metadata: { name, ...dataVolumeMetadata(this.props) }, spec: dataVolumeSpec(this.props) };
  }
}
