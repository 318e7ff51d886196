import type { Construct } from 'constructs';
import { VirtualMachine as VirtualMachineObject, type VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { someOf } from './guest-devices';
import type { CommonGuestProps, GuestProps } from './guest-props';
import { GuestWorkload } from './guest-workload';
import type { InstancetypeMatcher, PreferenceMatcher } from './instancetype-matcher';

/** When a VM runs. */
export type RunStrategy = 'Always' | 'RerunOnFailure' | 'Manual' | 'Halted' | 'Once';

/** What holds for a VM besides its guest. */
export interface VirtualMachineOptions {
  /** When the VM runs. @default 'Always' */
  readonly runStrategy?: RunStrategy;
  /** What the VM prefers where its author says nothing. @default - none */
  readonly preference?: PreferenceMatcher;
  /** What a changed claim of a disk means: move the data, or take the new claim. @default 'Replacement' */
  readonly updateVolumesStrategy?: 'Migration' | 'Replacement';
}

/** A VM that states its CPUs and memory. */
export interface SizedVirtualMachineProps extends GuestProps, VirtualMachineOptions {
  readonly instancetype?: never;
}

/** A VM whose CPUs and memory come from an instance type, which it may not contradict. */
export interface TypedVirtualMachineProps extends CommonGuestProps, VirtualMachineOptions {
  /** Size of the VM. */
  readonly instancetype: InstancetypeMatcher;
  readonly cpu?: never;
  readonly memory?: never;
  readonly resources?: never;
}

export type VirtualMachineProps = SizedVirtualMachineProps | TypedVirtualMachineProps;

/** A virtual machine on KubeVirt. */
export class VirtualMachine extends GuestWorkload {
  private readonly props: VirtualMachineProps;

  constructor(scope: Construct, id: string, props: VirtualMachineProps) {
    super(scope, id, props, VirtualMachineObject.GVK);
    this.props = props;
  }

  protected override toSpec(): Input<VirtualMachineSpec> {
    const { runStrategy, instancetype, preference, updateVolumesStrategy } = this.props;
    return {
      runStrategy: runStrategy ?? 'Always',
      instancetype: instancetype?.spec,
      preference: preference?.spec,
      updateVolumesStrategy,
      dataVolumeTemplates: someOf(this.dataVolumeTemplates),
      template: this.guestTemplate,
    };
  }
}
