import type { Cpu } from '../../imports/kubevirt.io';
import type { HelmValue, Input } from '../helm';

/** What a VM asks of a CPU feature. `require` also keeps the VM off nodes without it. */
export type CpuFeaturePolicy = 'require' | 'optional' | 'force' | 'disable' | 'forbid';

export interface GuestCpuProps {
  /** Cores of each socket. @default 1 */
  readonly cores?: Input<number>;
  /** Sockets. @default 1 */
  readonly sockets?: Input<number>;
  /** Threads of each core. @default 1 */
  readonly threads?: Input<number>;
  /** Sockets up to which CPUs can be added while the VM runs. @default - the cluster's, four times the sockets unless set */
  readonly maxSockets?: Input<number>;
  /** `host-model`, `host-passthrough` or a model of libvirt's. @default - the cluster's, `host-model` unless set */
  readonly model?: Input<string>;
  /** CPU features by name. @default - the model's */
  readonly features?: Readonly<Record<string, CpuFeaturePolicy>>;
}

/** CPUs that are pinned to host CPUs of their own. */
export interface PinnedCpuProps extends Omit<GuestCpuProps, 'threads'> {
  /** Threads of each core; KubeVirt pins at most two. @default 1 */
  readonly threads?: 1 | 2 | HelmValue<number>;
  /** One more host CPU for QEMU's own thread, so that it takes no time from the guest. @default false */
  readonly isolateEmulatorThread?: boolean;
}

/** Pinned CPUs anywhere on the host. */
export interface AnyNodeCpuProps extends PinnedCpuProps {
  /** Whether the guest sees the NUMA cells of its CPUs. @default false */
  readonly numaPassthrough?: false;
  readonly realtime?: never;
}

/** Pinned CPUs whose NUMA cells the guest sees. The memory must come in huge pages. */
export interface NumaCpuProps extends PinnedCpuProps {
  /** Whether the guest sees the NUMA cells of its CPUs. */
  readonly numaPassthrough: true;
  /** Real-time scheduling, of the given vCPUs (`0-3,^1`) or of all. Needs nodes labelled `kubevirt.io/realtime`. @default false */
  readonly realtime?:
    | boolean
    | {
        /** vCPUs, such as `0-3,^1`. */
        readonly mask: string;
      };
}

export type DedicatedCpuProps = AnyNodeCpuProps | NumaCpuProps;

type Placement = Pick<Cpu, 'dedicatedCpuPlacement' | 'isolateEmulatorThread' | 'numa' | 'realtime'>;

/** The CPUs of a guest. */
export class GuestCpu {
  /** CPUs that share the host's with other workloads. */
  static shared(props: GuestCpuProps = {}): GuestCpu {
    return new GuestCpu(props, {});
  }

  /** CPUs that are pinned to host CPUs of their own. Needs KubeVirt's feature gate CPUManager. */
  static dedicated(props: DedicatedCpuProps): GuestCpu {
    const { isolateEmulatorThread, numaPassthrough, realtime, ...cpu } = props;
    return new GuestCpu(cpu, {
      dedicatedCpuPlacement: true,
      ...(isolateEmulatorThread ? { isolateEmulatorThread } : {}),
      ...(numaPassthrough ? { numa: { guestMappingPassthrough: {} } } : {}),
      ...(realtime ? { realtime: realtime === true ? {} : realtime } : {}),
    });
  }

  private constructor(
    private readonly props: GuestCpuProps,
    private readonly placement: Placement,
  ) {}

  /** Whether the CPUs are pinned. */
  get isDedicated(): boolean {
    return this.placement.dedicatedCpuPlacement === true;
  }

  /** @internal */
  toSpec(): Input<Cpu> {
    const { features, ...topology } = this.props;
    const list = Object.entries(features ?? {}).map(([name, policy]) => ({ name, policy }));
    return { ...topology, ...this.placement, features: list.length === 0 ? undefined : list };
  }
}
