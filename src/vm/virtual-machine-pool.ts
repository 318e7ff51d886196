import type { Construct } from 'constructs';
import {
  type ScaleInStrategy,
  type UpdateStrategy,
  VirtualMachinePool as PoolObject,
  type VirtualMachinePoolSpec,
} from '../../imports/pool.kubevirt.io';
import { Builtin, type Input } from '../helm';
import { someOf } from './guest-devices';
import { GuestWorkload } from './guest-workload';
import type { ReplicatedGuestProps } from './replicated';
import type { VirtualMachineOptions } from './virtual-machine';

/** Which VMs go first. */
export type PoolOrder = 'AscendingOrder' | 'DescendingOrder' | 'Newest' | 'Oldest' | 'Random';

/** Which VMs a pool stops when it shrinks, or renews when its template changes: none, those that stop anyway, or at once. */
export type PoolStrategy =
  | 'unmanaged'
  | 'opportunistic'
  | {
      /** Which VMs go first. */
      readonly proactive: PoolOrder;
    };

/** What becomes of the data of VMs that a shrinking pool gives up. */
export type StatePreservation = 'Disabled' | 'Offline' | 'Online';

export interface VirtualMachinePoolProps extends ReplicatedGuestProps, VirtualMachineOptions {
  /** VMs that may be down at once: a number from 1, or a share such as `25%`. @default - KubeVirt's */
  readonly maxUnavailable?: number | `${number}%`;
  /** Which objects have one copy for each VM, with `-0`, `-1` … after their names. @default - none */
  readonly indexedReferences?: readonly ('ConfigMap' | 'Secret')[];
  /** Which VMs go when the pool shrinks. @default - KubeVirt's, random VMs at once */
  readonly scaleIn?: PoolStrategy;
  /** What becomes of the data of VMs that go. @default - KubeVirt's, data goes with the VM */
  readonly statePreservation?: StatePreservation;
  /** Which VMs are renewed when the template changes. @default - KubeVirt's, at once */
  readonly update?: PoolStrategy;
  /** VMs that fail to start so often, and for so long, are made anew. @default - they are not */
  readonly autohealing?: {
    /** Failures to start before the VM is made anew. @default 3 */
    readonly startUpFailureThreshold?: number;
    /** Such as `5m`. @default '5m' */
    readonly minFailingToStartDuration?: string;
  };
}

/** VMs alike that keep their data, called `<pool>-0`, `<pool>-1` … */
export class VirtualMachinePool extends GuestWorkload {
  private readonly props: VirtualMachinePoolProps;

  constructor(scope: Construct, id: string, props: VirtualMachinePoolProps) {
    super(scope, id, props, { ...PoolObject.GVK, isReplicated: true });
    this.props = props;
  }

  protected override toSpec(): Input<VirtualMachinePoolSpec> {
    const { replicas, paused, maxUnavailable, indexedReferences, scaleIn, statePreservation, update } = this.props;
    const { runStrategy, preference, updateVolumesStrategy, autohealing } = this.props;
    const labels = { ...this.podLabels, 'app.kubernetes.io/instance': String(Builtin.releaseName) };
    const guest = this.guestTemplate;
    return {
      replicas: replicas ?? 1,
      paused,
      maxUnavailable,
      nameGeneration: indexedReferences && {
        appendIndexToConfigMapRefs: indexedReferences.includes('ConfigMap'),
        appendIndexToSecretRefs: indexedReferences.includes('Secret'),
      },
      scaleInStrategy: scaleInSpec(scaleIn, statePreservation),
      updateStrategy: update && updateSpec(update),
      autohealing,
      selector: { matchLabels: labels },
      virtualMachineTemplate: {
        metadata: { labels },
        spec: {
          runStrategy: runStrategy ?? 'Always',
          preference: preference?.spec,
          updateVolumesStrategy,
          dataVolumeTemplates: someOf(this.dataVolumeTemplates),
          template: { metadata: { ...guest.metadata, labels }, spec: guest.spec },
        },
      },
    };
  }
}

function scaleInSpec(
  strategy: PoolStrategy | undefined,
  statePreservation: StatePreservation | undefined,
): ScaleInStrategy | undefined {
  if (strategy === undefined && statePreservation === undefined) return undefined;
  if (strategy === 'unmanaged') return { unmanaged: {} };
  if (strategy === 'opportunistic') return { opportunistic: { statePreservation } };
  return { proactive: { statePreservation, selectionPolicy: strategy && { sortPolicy: strategy.proactive } } };
}

function updateSpec(strategy: PoolStrategy): UpdateStrategy {
  if (typeof strategy === 'object') return { proactive: { selectionPolicy: { sortPolicy: strategy.proactive } } };
  return strategy === 'unmanaged' ? { unmanaged: {} } : { opportunistic: {} };
}
