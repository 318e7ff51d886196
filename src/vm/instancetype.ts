import type { Construct } from 'constructs';
import {
  VirtualMachineClusterInstancetype as ClusterInstancetypeObject,
  type VirtualMachineClusterInstancetypeSpec,
  VirtualMachineClusterPreference as ClusterPreferenceObject,
  type VirtualMachineClusterPreferenceSpec,
  VirtualMachineInstancetype as InstancetypeObject,
  VirtualMachinePreference as PreferenceObject,
} from '../../imports/instancetype.kubevirt.io';
import type { Input } from '../helm';
import { InstancetypeMatcher, PreferenceMatcher } from './instancetype-matcher';

/** A size of VMs: CPUs, memory and devices. */
export type InstancetypeProps = Input<VirtualMachineClusterInstancetypeSpec>;

/** What VMs prefer where their authors say nothing. */
export type PreferenceProps = Input<VirtualMachineClusterPreferenceSpec>;

/** An instance type of the release's namespace. */
export class VirtualMachineInstancetype extends InstancetypeObject {
  constructor(scope: Construct, id: string, spec: InstancetypeProps) {
    super(scope, id, { spec });
  }

  /** What VMs refer to it by. */
  get matcher(): InstancetypeMatcher {
    return InstancetypeMatcher.fromName(this.name, 'namespace');
  }
}

/** An instance type for the whole cluster. */
export class VirtualMachineClusterInstancetype extends ClusterInstancetypeObject {
  constructor(scope: Construct, id: string, spec: InstancetypeProps) {
    super(scope, id, { spec });
  }

  /** What VMs refer to it by. */
  get matcher(): InstancetypeMatcher {
    return InstancetypeMatcher.fromName(this.name);
  }
}

/** A preference of the release's namespace. */
export class VirtualMachinePreference extends PreferenceObject {
  constructor(scope: Construct, id: string, spec: PreferenceProps) {
    super(scope, id, { spec });
  }

  /** What VMs refer to it by. */
  get matcher(): PreferenceMatcher {
    return PreferenceMatcher.fromName(this.name, 'namespace');
  }
}

/** A preference for the whole cluster. */
export class VirtualMachineClusterPreference extends ClusterPreferenceObject {
  constructor(scope: Construct, id: string, spec: PreferenceProps) {
    super(scope, id, { spec });
  }

  /** What VMs refer to it by. */
  get matcher(): PreferenceMatcher {
    return PreferenceMatcher.fromName(this.name);
  }
}
