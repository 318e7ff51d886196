import type { Cpu } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

/** What a VM asks of a CPU feature. `require` also keeps the VM off nodes without it. */
export type CpuFeaturePolicy = 'require' | 'optional' | 'force' | 'disable' | 'forbid';

export interface GuestCpuProps {
  /** Cores of each socket. @default 1 */
  readonly cores?: Input<number>;
  /** @default 1 */
  readonly sockets?: Input<number>;
  /** Threads of each core. @default 1 */
  readonly threads?: Input<number>;
  /** `host-model`, `host-passthrough` or a model of libvirt's. @default - the cluster's, `host-model` unless set */
  readonly model?: Input<string>;
  /** CPU features by name. @default - the model's */
  readonly features?: Readonly<Record<string, CpuFeaturePolicy>>;
}

export interface DedicatedCpuProps extends GuestCpuProps {
  /** One more host CPU for QEMU's own thread, so that it takes no time from the guest. @default false */
  readonly isolateEmulatorThread?: boolean;
}

/** The CPUs of a guest. */
export class GuestCpu {
  /** CPUs that share the host's with other workloads. */
  static shared(props: GuestCpuProps = {}): GuestCpu {
    return new GuestCpu(props, {});
  }

  /** CPUs that are pinned to host CPUs of their own. Needs KubeVirt's feature gate CPUManager. */
  static dedicated(props: DedicatedCpuProps): GuestCpu {
    const { isolateEmulatorThread, ...cpu } = props;
    return new GuestCpu(cpu, {
      dedicatedCpuPlacement: true,
      ...(isolateEmulatorThread ? { isolateEmulatorThread } : {}),
    });
  }

  private constructor(
    private readonly props: GuestCpuProps,
    private readonly placement: { readonly dedicatedCpuPlacement?: true; readonly isolateEmulatorThread?: true },
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
