import type { Construct } from 'constructs';
import { VirtualMachineInstance as InstanceObject, type VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import type { GuestProps } from './guest-props';
import { type GuestMetadata, GuestWorkload } from './guest-workload';

/** A guest that runs once and is gone when it stops. Prefer {@link VirtualMachine}, which can be stopped and started. */
export class VirtualMachineInstance extends GuestWorkload {
  constructor(scope: Construct, id: string, props: GuestProps) {
    super(scope, id, props, InstanceObject.GVK);
  }

  protected override toSpec(): Input<VirtualMachineInstanceSpec> {
    return this.guestTemplate.spec;
  }

  protected override get metadata(): GuestMetadata {
    return this.lazyTemplateMetadata;
  }
}
