import type { Devices, DevicesInput, Gpus, HostDevice, Watchdog } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

/** Machine that the guest sees. */
export type Architecture = 'amd64' | 'arm64' | 's390x';

interface AssignedDevice {
  /** Name of the device in the VM. */
  readonly name: string;
  /** Role of the device, which the guest reads from the metadata of its config drive. @default - none */
  readonly tag?: string;
}

/** A device from a device plugin, or one that a resource claim allocates. */
export type HostDeviceProps = AssignedDevice &
  (
    | {
        /** `prefix/name` of the resource, one that the KubeVirt CR permits. */
        readonly resource: string;
        readonly claim?: never;
      }
    | {
        readonly resource?: never;
        /** A claim of the VM's `resourceClaims` and the request in it. Since KubeVirt 1.6. */
        readonly claim: {
          /** Name of the claim. */
          readonly name: string;
          /** Request in the claim. */
          readonly request: string;
        };
      }
  );

/** A GPU, or a slice of one. */
export type GpuProps = HostDeviceProps & {
  /** Whether a virtual GPU shows a display, before its driver is loaded too (`with-ramfb`). @default 'with-ramfb' */
  readonly display?: 'none' | 'plain' | 'with-ramfb';
};

/** Devices of a guest besides disks and interfaces. */
export interface GuestDevices {
  /** Whether KubeVirt gives a VM without interfaces one on the pod network, bound as the KubeVirt CR says. @default false */
  readonly podInterface?: boolean;
  /**
   * Trusted platform module; a persistent one needs a storage class for the state of VMs. `false` takes away what a
   * preference gives, since KubeVirt 1.6.
   * @default - none
   */
  readonly tpm?: false | 'ephemeral' | 'persistent';
  /** Entropy from the host. @default false */
  readonly rng?: boolean;
  /** What happens when the guest stops feeding its watchdog; arm64 has none. @default - no watchdog */
  readonly watchdog?: 'reset' | 'poweroff' | 'shutdown';
  /** GPUs, or slices of them. @default - none */
  readonly gpus?: readonly GpuProps[];
  /** Devices of the node that a device plugin hands out. @default - none */
  readonly hostDevices?: readonly HostDeviceProps[];
  /**
   * Graphics: none, the machine's own whatever a preference says, or another adapter, since KubeVirt 1.6.
   * @default - the machine's own
   */
  readonly graphics?: boolean | 'vga' | 'cirrus' | 'virtio' | 'ramfb' | 'bochs';
  /** Bus of a tablet, which keeps the pointer in place on graphic consoles. @default - no tablet */
  readonly tablet?: 'virtio' | 'usb';
  /** Sound card. @default - none */
  readonly sound?: 'ich9' | 'ac97';
  /** How the guest tells that it crashed. Since KubeVirt 1.6. @default - it cannot */
  readonly panicDevice?: 'hyperv' | 'isa' | 'pvpanic';
  /** Serial console; `logged` keeps what it prints in the log of the pod. @default - the cluster's */
  readonly serialConsole?: boolean | 'logged';
  /** Whether the host sees how much memory the guest uses. @default true */
  readonly memBalloon?: boolean;
  /** A socket between guest and host. @default false */
  readonly vsock?: boolean;
  /** Whether devices can be added while the VM runs. @default true */
  readonly hotplug?: boolean;
  /** Virtio 0.9 for guests of its time, such as CentOS 6. @default false */
  readonly virtioTransitional?: boolean;
  /** Whether USB devices of the person at the console reach the guest. @default false */
  readonly usbRedirection?: boolean;
  /** Metrics of the host on a virtio device. @default false */
  readonly downwardMetrics?: boolean;
  /** One queue of every virtio interface for each vCPU. @default - one queue */
  readonly networkMultiqueue?: boolean;
  /** One queue of every virtio disk for each vCPU. @default - one queue */
  readonly blockMultiqueue?: boolean;
}

/** The devices of a guest as KubeVirt takes them. */
export function devicesSpec(devices: GuestDevices, architecture: Architecture): Input<Devices> {
  const { tpm, watchdog, graphics, tablet, sound, panicDevice, serialConsole, hotplug, memBalloon, vsock } = devices;
  return {
    tpm: tpm === undefined ? undefined : TPM[`${tpm}`],
    rng: present(devices.rng),
    watchdog: watchdog && watchdogSpec(watchdog, architecture),
    gpus: someOf(devices.gpus?.map(gpuSpec)),
    hostDevices: someOf(devices.hostDevices?.map(hostDeviceSpec)),
    autoattachGraphicsDevice: typeof graphics === 'boolean' ? graphics : undefined,
    video: typeof graphics === 'string' ? { type: graphics } : undefined,
    inputs: tablet && [tabletSpec(tablet)],
    sound: sound && { name: 'sound', model: sound },
    panicDevices: panicDevice && [{ model: panicDevice }],
    autoattachSerialConsole: typeof serialConsole === 'boolean' ? serialConsole : undefined,
    logSerialConsole: serialConsole === 'logged' ? true : undefined,
    autoattachMemBalloon: memBalloon,
    autoattachVSOCK: vsock,
    disableHotplug: hotplug === false ? true : undefined,
    useVirtioTransitional: devices.virtioTransitional,
    clientPassthrough: present(devices.usbRedirection),
    downwardMetrics: present(devices.downwardMetrics),
    networkInterfaceMultiqueue: devices.networkMultiqueue,
    blockMultiQueue: devices.blockMultiqueue,
  };
}

const TPM = { false: { enabled: false }, ephemeral: {}, persistent: { persistent: true } } as const;

function watchdogSpec(action: string, architecture: Architecture): Watchdog {
  return { name: 'watchdog', [architecture === 's390x' ? 'diag288' : 'i6300esb']: { action } };
}

function hostDeviceSpec({ name, tag, resource, claim }: HostDeviceProps): HostDevice {
  return claim ? { name, tag, claimName: claim.name, requestName: claim.request } : { name, tag, deviceName: resource };
}

function gpuSpec(gpu: GpuProps): Gpus {
  const { display } = gpu;
  if (display === undefined) return hostDeviceSpec(gpu);
  const ramFB = { enabled: display === 'with-ramfb' };
  return { ...hostDeviceSpec(gpu), virtualGPUOptions: { display: { enabled: display !== 'none', ramFB } } };
}

function tabletSpec(bus: 'virtio' | 'usb'): DevicesInput {
  return { name: 'tablet', type: 'tablet', bus };
}

function present(isThere: boolean | undefined): Record<string, never> | undefined {
  return isThere ? {} : undefined;
}

/** A list, unless it is empty. */
export function someOf<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}
