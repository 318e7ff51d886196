import type { Construct } from 'constructs';
import { VirtualMachineInstanceMigration as MigrationObject } from '../../imports/kubevirt.io';
import { MigrationPolicy as PolicyObject } from '../../imports/migrations.kubevirt.io';
import type { Input } from '../helm';
import { type Amount, quantityOf } from '../storage';
import { nameOf } from './snapshot';
import type { VirtualMachine } from './virtual-machine';
import type { VirtualMachineInstance } from './virtual-machine-instance';

export interface MigrationPolicyProps {
  /** Labels of the VMs' pods. @default - any */
  readonly vmLabels?: Readonly<Record<string, Input<string>>>;
  /** Labels of their namespaces. @default - any */
  readonly namespaceLabels?: Readonly<Record<string, Input<string>>>;
  /** Whether a guest that writes faster than the network carries is slowed down. @default - the cluster's */
  readonly allowAutoConverge?: boolean;
  /** Whether the guest may run on the target before all memory is there. @default - the cluster's */
  readonly allowPostCopy?: boolean;
  /** Whether a guest that does not converge may be paused. @default - the cluster's */
  readonly allowWorkloadDisruption?: boolean;
  /** Bytes each second for one migration; 0 is no limit. @default - the cluster's */
  readonly bandwidthPerMigration?: Amount;
  /** Seconds for each GiB of memory. @default - the cluster's */
  readonly completionTimeoutPerGiB?: Input<number>;
}

/** How certain VMs of the cluster are migrated. Where several policies fit, the one with most labels holds. */
export class MigrationPolicy extends PolicyObject {
  constructor(scope: Construct, id: string, props: MigrationPolicyProps) {
    const { vmLabels, namespaceLabels, bandwidthPerMigration, ...tuning } = props;
    super(scope, id, {
      spec: {
        ...tuning,
        bandwidthPerMigration: bandwidthPerMigration && quantityOf(bandwidthPerMigration),
        selectors: { namespaceSelector: namespaceLabels, virtualMachineInstanceSelector: vmLabels },
      },
    });
  }
}

export interface VirtualMachineInstanceMigrationProps {
  /** The VM, or the name of its instance. */
  readonly vm: VirtualMachine | VirtualMachineInstance | Input<string>;
  /** More labels that the target node must have. @default - none */
  readonly addedNodeSelector?: Readonly<Record<string, Input<string>>>;
}

/** Moves a running VM to another node, once. */
export class VirtualMachineInstanceMigration extends MigrationObject {
  constructor(scope: Construct, id: string, props: VirtualMachineInstanceMigrationProps) {
    super(scope, id, { spec: { vmiName: nameOf(props.vm), addedNodeSelector: props.addedNodeSelector } });
  }
}
