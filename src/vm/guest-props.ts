import type { Input } from '../helm';
import type { Attachment } from '../network';
import type { Amount, Disk } from '../storage';
import type { AccessCredential } from './access-credential';
import type { CloudInit } from './cloud-init';
import type { DataVolumeTemplate } from './data-volume-template';
import type { Firmware, KernelBoot } from './firmware';
import type { GuestClock } from './guest-clock';
import type { GuestCpu } from './guest-cpu';
import type { Architecture, GuestDevices } from './guest-devices';
import type { GuestFeatures } from './guest-features';
import type { GuestMemoryProps } from './guest-memory';
import type { GuestProbe } from './probe';
import type { GuestScheduling } from './scheduling';

/** A disk, or one that comes and goes with the VM. */
export type GuestDisk = Disk | DataVolumeTemplate;

/** What the VM's pod asks of its node beyond what KubeVirt derives from CPUs and memory. */
export interface GuestResources {
  /** By resource: `cpu`, `memory`, or one of a device plugin. @default - derived */
  readonly requests?: Readonly<Record<string, Input<string | number>>>;
  /** By resource. @default - derived */
  readonly limits?: Readonly<Record<string, Input<string | number>>>;
  /** Whether the memory of the emulator is left out of the request. @default false */
  readonly overcommitGuestOverhead?: boolean;
}

/** What licences are bound to. */
export interface GuestIdentity {
  /** UUID of the firmware. @default - derived from namespace, release and the VM's id */
  readonly uuid?: Input<string>;
  /** Serial number of the firmware. @default - the derived UUID */
  readonly serial?: Input<string>;
  /** SMBIOS' chassis. @default - KubeVirt's */
  readonly chassis?: Readonly<Partial<Record<'manufacturer' | 'version' | 'serial' | 'asset' | 'sku', Input<string>>>>;
  /** Where UUID, serial number and MACs come from that nobody gives; a cluster makes up new ones for each VM. @default 'derived' */
  readonly others?: 'derived' | 'from-cluster';
}

/** DNS of the VM's pod, which a guest on the pod network gets by DHCP. */
export interface GuestDnsConfig {
  /** At most three IP addresses. @default - by policy */
  readonly nameservers?: readonly string[];
  /** At most six domains. @default - by policy */
  readonly searches?: readonly string[];
  /** Options of the resolver. @default - by policy */
  readonly options?: readonly {
    /** Name of the option, such as `ndots`. */
    readonly name: string;
    /** Value of the option. @default - none */
    readonly value?: string;
  }[];
}

/** I/O threads of the emulator: one for all disks, by KubeVirt's reckoning, or so many for all. */
export type IoThreads =
  | 'shared'
  | 'auto'
  | {
      /** How many. */
      readonly pool: number;
    };

/** SEV whose launch the owner of the guest measures and approves before it runs: the VM needs `startPaused`. Since KubeVirt 1.1. */
export interface SevAttestation {
  /** Memory alone, or memory and registers. */
  readonly attested: 'sev' | 'sev-es';
  /** Certificate of the owner's Diffie-Hellman key, in Base64. @default - given to the paused VM */
  readonly dhCert?: Input<string>;
  /** The owner's session with the node's processor, in Base64. @default - given to the paused VM */
  readonly session?: Input<string>;
}

/** A container beside the VM that changes the domain before it starts. */
export interface HookSidecar {
  /** Container image with the hooks. @default - KubeVirt's shim, which runs the script of `configMap` */
  readonly image?: Input<string>;
  /** Arguments of the image. @default - none */
  readonly args?: readonly string[];
  /** A script in a ConfigMap, and the hook that it stands for. @default - the image holds the hooks */
  readonly configMap?: {
    /** Name of the ConfigMap. */
    readonly name: Input<string>;
    /** Key of the script. */
    readonly key: string;
    /** Hook that the script stands for. */
    readonly hookPath: '/usr/bin/onDefineDomain' | '/usr/bin/preCloudInitIso';
  };
}

/** What holds for a guest of any size. */
export interface CommonGuestProps extends GuestScheduling {
  /** Disks, the first of which holds the system. */
  readonly disks: readonly GuestDisk[];
  /** Interfaces in the order the guest's PCI bus shows them. @default - none */
  readonly interfaces?: readonly Attachment[];
  /** What the guest does at first boot. @default - nothing; interfaces are not configured either */
  readonly cloudInit?: CloudInit;
  /** Machine that the guest is made for. @default 'amd64' */
  readonly architecture?: Architecture;
  /** Machine of the emulator. @default - `q35`, `virt` or `s390-ccw-virtio` by architecture; with a preference that of the preference */
  readonly machineType?: Input<string>;
  /** What starts the guest. @default - the BIOS on amd64, EFI on arm64 */
  readonly firmware?: Firmware;
  /**
   * ACPI tables with Windows licences of the hardware's maker, by the name of the disk that holds the Secret
   * (`GuestVolume.secret`). SLIC since KubeVirt 1.2, MSDM since 1.6.
   * @default - none
   */
  readonly acpiTables?: {
    /** Disk with the table SLIC. @default - none */
    readonly slic?: string;
    /** Disk with the table MSDM. @default - none */
    readonly msdm?: string;
  };
  /** A kernel to boot without a boot disk. @default - the guest boots from its disks */
  readonly kernelBoot?: KernelBoot;
  /** UUID, serial numbers and chassis, which licences are bound to. @default - derived */
  readonly identity?: GuestIdentity;
  /** Hardware clock of the guest. @default - KubeVirt's, UTC */
  readonly clock?: GuestClock;
  /** Features of the virtual board. @default - KubeVirt's */
  readonly features?: GuestFeatures;
  /** Devices besides disks and interfaces. @default - KubeVirt's */
  readonly devices?: GuestDevices;
  /** Threads of the emulator that serve the disks. @default - one thread for all disks */
  readonly ioThreads?: IoThreads;
  /** Memory that the host cannot read. Needs EFI without secure boot. SNP and TDX since KubeVirt 1.7. @default - none */
  readonly launchSecurity?: 'sev' | 'sev-es' | 'snp' | 'tdx' | SevAttestation;
  /** SSH keys and passwords in Secrets. @default - none */
  readonly accessCredentials?: readonly AccessCredential[];
  /** The VM is restarted where it fails. @default - none */
  readonly livenessProbe?: GuestProbe;
  /** The VM gets traffic of Services only where it passes. @default - none */
  readonly readinessProbe?: GuestProbe;
  /** Name of the guest, a DNS label. @default - name of the VM */
  readonly hostname?: Input<string>;
  /** With a headless Service of that name the VM has a DNS name. @default - none */
  readonly subdomain?: Input<string>;
  /** Where the VM's pod looks names up. @default 'ClusterFirst' */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /** DNS of the VM's pod. @default - by policy */
  readonly dnsConfig?: GuestDnsConfig;
  /** Whether the guest waits, paused, until somebody unpauses it. @default false */
  readonly startPaused?: boolean;
  /** Whether a reboot in the guest ends the VM's pod. Since KubeVirt 1.8. @default 'Reboot' */
  readonly rebootPolicy?: 'Reboot' | 'Terminate';
  /** Time for the guest to shut down, in seconds. @default - KubeVirt's, 30 */
  readonly terminationGracePeriodSeconds?: Input<number>;
  /** Claims of devices that `devices` refer to. Since KubeVirt 1.6. @default - none */
  readonly resourceClaims?: readonly ResourceClaimProps[];
  /** Containers that change the domain before it starts. @default - none */
  readonly hookSidecars?: readonly HookSidecar[];
  /** More labels of the VM's pod, for Services and policies to select. @default - release and `app.kubernetes.io/component`, the VM's id */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the VM's pod. @default - those its networks need */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A claim by name, or one made for each VM from a template. */
export type ResourceClaimProps = {
  /** Name by which devices refer to the claim. */
  readonly name: string;
} & (
  | {
      /** Name of a claim in the release's namespace. */
      readonly resourceClaimName: string;
      readonly resourceClaimTemplateName?: never;
    }
  | {
      readonly resourceClaimName?: never;
      /** Name of a template that a claim is made from for each VM. */
      readonly resourceClaimTemplateName: string;
    }
);

/** A guest that states its size. */
export interface GuestProps extends CommonGuestProps {
  /** CPUs of the guest. @default - one core, shared */
  readonly cpu?: GuestCpu;
  /** Memory of the guest. */
  readonly memory: Amount | GuestMemoryProps;
  /** What the VM's pod asks of its node. @default - derived from CPUs and memory */
  readonly resources?: GuestResources;
}
