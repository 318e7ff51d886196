import type { Construct } from 'constructs';
import {
  VirtualMachineRestore as RestoreObject,
  VirtualMachineSnapshot as SnapshotObject,
} from '../../imports/snapshot.kubevirt.io';
import type { Input } from '../helm';
import { gateFor } from './feature-gates';
import type { VirtualMachine } from './virtual-machine';

/** A VM as other objects refer to it. */
export function virtualMachineReference(vm: VirtualMachine | Input<string>): {
  readonly apiGroup: 'kubevirt.io';
  readonly kind: 'VirtualMachine';
  readonly name: Input<string>;
} {
  return { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: nameOf(vm) };
}

/** The name of a construct, or the name itself. */
export function nameOf(named: { readonly name: string } | Input<string>): Input<string> {
  return typeof named === 'object' && 'name' in named ? named.name : named;
}

export interface VirtualMachineSnapshotProps {
  /** The VM, or its name in the release's namespace. */
  readonly source: VirtualMachine | Input<string>;
  /** What becomes of the data when the snapshot is deleted. @default 'Delete' */
  readonly deletionPolicy?: 'Delete' | 'Retain';
  /** Time after which it has failed, such as `5m`. @default '5m' */
  readonly failureDeadline?: string;
}

/** A VM and its disks as they are when the snapshot is made. Cannot be changed. Needs storage that takes snapshots. */
export class VirtualMachineSnapshot extends SnapshotObject {
  constructor(scope: Construct, id: string, props: VirtualMachineSnapshotProps) {
    const { source, deletionPolicy, failureDeadline } = props;
    super(scope, id, { spec: { source: virtualMachineReference(source), deletionPolicy, failureDeadline } });
    gateFor(this, 'Snapshot', 'is a snapshot');
  }
}

export interface VirtualMachineRestoreProps {
  /** The snapshot, or its name in the release's namespace. */
  readonly snapshot: VirtualMachineSnapshot | Input<string>;
  /** The VM that is put back, or the name of one that is made. */
  readonly target: VirtualMachine | Input<string>;
  /** What happens to a VM that runs. @default 'WaitGracePeriod' */
  readonly targetReadiness?: 'StopTarget' | 'WaitGracePeriod' | 'FailImmediate' | 'WaitEventually';
  /** Names of the volumes. @default 'RandomizeNames' */
  readonly volumeNames?: 'RandomizeNames' | 'InPlace' | 'PrefixTargetName';
  /** Whether volumes are deleted with the VM. @default 'Vm' */
  readonly volumeOwnership?: 'Vm' | 'None';
  /** JSON patches of labels, annotations and `spec`, as text. @default - none */
  readonly patches?: readonly Input<string>[];
}

/** Puts a snapshot back. Cannot be changed. */
export class VirtualMachineRestore extends RestoreObject {
  constructor(scope: Construct, id: string, props: VirtualMachineRestoreProps) {
    super(scope, id, {
      spec: {
        target: virtualMachineReference(props.target),
        virtualMachineSnapshotName: nameOf(props.snapshot),
        targetReadinessPolicy: props.targetReadiness,
        volumeRestorePolicy: props.volumeNames,
        volumeOwnershipPolicy: props.volumeOwnership,
        patches: props.patches,
      },
    });
    gateFor(this, 'Snapshot', 'restores a snapshot');
  }
}
