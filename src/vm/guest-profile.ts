import type { Input } from '../helm';
import type { Amount } from '../storage';
import { Firmware } from './firmware';
import type { GuestClock } from './guest-clock';
import { type CpuFeaturePolicy, GuestCpu } from './guest-cpu';
import type { GuestDevices } from './guest-devices';
import type { GuestFeatures } from './guest-features';
import type { GuestMemoryProps } from './guest-memory';

export interface DataPlaneProfileProps {
  /** Cores, each pinned to a host CPU. */
  readonly cores: Input<number>;
  /** Memory of the guest, a multiple of the huge pages. */
  readonly memory: Amount;
  /** Size of the huge pages that back the memory. @default '1Gi' */
  readonly hugepages?: '2Mi' | '1Gi';
  /** `host-passthrough` or a model of libvirt's. @default 'host-passthrough' */
  readonly model?: Input<string>;
  /** CPU features by name. @default - the model's */
  readonly features?: Readonly<Record<string, CpuFeaturePolicy>>;
  /** Real-time scheduling of the vCPUs, of all or of some (`0-3,^1`). @default false */
  readonly realtime?:
    | boolean
    | {
        /** vCPUs, such as `0-3,^1`. */
        readonly mask: string;
      };
}

export interface WindowsProfileProps {
  /** Time zone of the hardware clock, which Windows takes for local time. @default - UTC */
  readonly timezone?: string;
  /** Whether TPM and EFI keep their state, which disk encryption needs. @default true */
  readonly persistentState?: boolean;
}

/** Consistent sets of properties for kinds of guests, to be spread into the properties of a VM. */
export const GuestProfile = {
  /**
   * A guest that forwards packets by itself, such as with DPDK: pinned CPUs with the emulator elsewhere, huge pages, the
   * NUMA cells of the host, a queue for each vCPU, and nothing that would interrupt it.
   */
  dataPlane: (
    props: DataPlaneProfileProps,
  ): { readonly cpu: GuestCpu; readonly memory: GuestMemoryProps; readonly devices: GuestDevices } => {
    const { cores, memory, hugepages, model, features, realtime } = props;
    return {
      cpu: GuestCpu.dedicated({
        cores,
        model: model ?? 'host-passthrough',
        features,
        isolateEmulatorThread: true,
        numaPassthrough: true,
        realtime,
      }),
      memory: { size: memory, hugepages: hugepages ?? '1Gi' },
      devices: { networkMultiqueue: true, memBalloon: false, graphics: false },
    };
  },

  /** A plain Linux guest: entropy from the host, no screen. */
  linux: (): { readonly devices: GuestDevices } => ({ devices: { rng: true, graphics: false } }),

  /**
   * Windows from Server 2019 and 10: what it knows of Hyper-V, the clock it keeps, secure boot and a TPM, which Windows 11
   * and Server 2025 insist on [kubevirt common-instancetypes, windows preferences].
   */
  windows: (
    props: WindowsProfileProps = {},
  ): {
    readonly clock: GuestClock;
    readonly features: GuestFeatures;
    readonly firmware: Firmware;
    readonly devices: GuestDevices;
  } => {
    const persistent = props.persistentState ?? true;
    const timers = {
      hpet: false,
      pit: { tickPolicy: 'delay' },
      rtc: { tickPolicy: 'catchup' },
      hyperv: true,
    } as const;
    return {
      clock: props.timezone === undefined ? { timers } : { timezone: props.timezone, timers },
      features: {
        acpi: true,
        apic: true,
        hyperv: {
          relaxed: true,
          vapic: true,
          vpindex: true,
          runtime: true,
          synic: true,
          synictimer: 'direct',
          reset: true,
          frequencies: true,
          reenlightenment: true,
          tlbflush: true,
          ipi: true,
          spinlocks: 8191,
        },
      },
      firmware: Firmware.secureBoot({ persistent }),
      devices: { tpm: persistent ? 'persistent' : 'ephemeral', tablet: 'usb' },
    };
  },
} as const;
