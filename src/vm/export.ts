import type { Construct } from 'constructs';
import { VirtualMachineExport as ExportObject } from '../../imports/export.kubevirt.io';
import type { Input } from '../helm';
import { gateFor } from './feature-gates';
import { virtualMachineReference, VirtualMachineSnapshot } from './snapshot';
import { VirtualMachine } from './virtual-machine';

export interface VirtualMachineExportProps {
  /** A VM that is stopped, a snapshot, or a claim that no pod uses. */
  readonly source:
    | VirtualMachine
    | VirtualMachineSnapshot
    | {
        /** Name of the claim. */
        readonly claimName: Input<string>;
      };
  /** Secret with the token that downloads need. @default - KubeVirt makes one */
  readonly tokenSecretName?: Input<string>;
  /** Time after which the export is gone, such as `2h`. @default '2h' */
  readonly ttl?: string;
}

/** Disks and manifests of a VM for download. Cannot be changed. */
export class VirtualMachineExport extends ExportObject {
  constructor(scope: Construct, id: string, props: VirtualMachineExportProps) {
    const { source, tokenSecretName, ttl } = props;
    super(scope, id, { spec: { source: sourceOf(source), tokenSecretRef: tokenSecretName, ttlDuration: ttl } });
    gateFor(this, 'VMExport', 'is an export');
  }
}

function sourceOf(source: VirtualMachineExportProps['source']): {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: Input<string>;
} {
  if (source instanceof VirtualMachine) return virtualMachineReference(source);
  if (source instanceof VirtualMachineSnapshot)
    return { apiGroup: 'snapshot.kubevirt.io', kind: source.kind, name: source.name };
  return { apiGroup: '', kind: 'PersistentVolumeClaim', name: source.claimName };
}
