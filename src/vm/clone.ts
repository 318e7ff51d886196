import type { Construct } from 'constructs';
import { VirtualMachineClone as CloneObject } from '../../imports/clone.kubevirt.io';
import type { Input } from '../helm';
import { gateFor } from './feature-gates';
import { virtualMachineReference, VirtualMachineSnapshot } from './snapshot';
import type { VirtualMachine } from './virtual-machine';

export interface VirtualMachineCloneProps {
  /** The VM or the snapshot, or the name of a VM in the release's namespace. */
  readonly source: VirtualMachine | VirtualMachineSnapshot | Input<string>;
  /** Name of the VM that is made, another than the source's. @default - KubeVirt's */
  readonly targetName?: Input<string>;
  /** MACs of the new VM by interface. An interface that is not named keeps the source's. @default - the source's */
  readonly newMacAddresses?: Readonly<Record<string, Input<string>>>;
  /** Serial number of the new firmware. @default - the cluster's */
  readonly newSerial?: Input<string>;
  /** Which labels come along: `*` at the end stands for anything, `!` in front leaves out. @default - all */
  readonly labelFilters?: readonly string[];
  /** Which annotations come along. @default - all */
  readonly annotationFilters?: readonly string[];
  /** Names of the volumes. @default 'RandomizeNames' */
  readonly volumeNames?: 'RandomizeNames' | 'PrefixTargetName';
}

/** A copy of a VM. */
export class VirtualMachineClone extends CloneObject {
  constructor(scope: Construct, id: string, props: VirtualMachineCloneProps) {
    super(scope, id, {
      spec: {
        source: sourceOf(props.source),
        target: props.targetName === undefined ? undefined : virtualMachineReference(props.targetName),
        newMacAddresses: props.newMacAddresses,
        newSMBiosSerial: props.newSerial,
        labelFilters: props.labelFilters,
        annotationFilters: props.annotationFilters,
        volumeNamePolicy: props.volumeNames,
      },
    });
    gateFor(this, 'Snapshot', 'is a clone, which KubeVirt makes by a snapshot');
  }
}

function sourceOf(source: VirtualMachineCloneProps['source']): {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: Input<string>;
} {
  if (!(source instanceof VirtualMachineSnapshot)) return virtualMachineReference(source);
  return { apiGroup: 'snapshot.kubevirt.io', kind: source.kind, name: source.name };
}
