import type { Construct } from 'constructs';
import {
  VirtualMachineInstanceReplicaSet as ReplicaSetObject,
  type VirtualMachineInstanceReplicaSetSpec,
} from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { GuestWorkload } from './guest-workload';
import type { ReplicatedGuestProps } from './replicated';

/** Guests alike that keep nothing when they stop. Claims would be shared by all of them. */
export class VirtualMachineInstanceReplicaSet extends GuestWorkload {
  private readonly props: ReplicatedGuestProps;

  constructor(scope: Construct, id: string, props: ReplicatedGuestProps) {
    super(scope, id, props, { ...ReplicaSetObject.GVK, isReplicated: true });
    this.props = props;
  }

  protected override toSpec(): Input<VirtualMachineInstanceReplicaSetSpec> {
    return {
      replicas: this.props.replicas ?? 1,
      paused: this.props.paused,
      selector: { matchLabels: { ...this.podLabels } },
      template: this.guestTemplate,
    };
  }
}
