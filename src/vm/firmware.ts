import type { Bootloader, KernelBoot as KernelBootSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

export interface BiosProps {
  /** Whether the BIOS shows itself on the serial console. @default false */
  readonly useSerial?: boolean;
}

export interface EfiProps {
  /** Whether the variables outlive the VM's pod; needs a storage class for the state of VMs. @default false */
  readonly persistent?: boolean;
}

/** What starts the guest. */
export class Firmware {
  static bios(props: BiosProps = {}): Firmware {
    return new Firmware({ bios: { useSerial: props.useSerial } }, false);
  }

  /** EFI that boots unsigned systems too. */
  static efi(props: EfiProps = {}): Firmware {
    return new Firmware({ efi: { secureBoot: false, persistent: props.persistent } }, false);
  }

  /** EFI that boots signed systems only. Turns on SMM, without which KubeVirt refuses it. */
  static secureBoot(props: EfiProps = {}): Firmware {
    return new Firmware({ efi: { secureBoot: true, persistent: props.persistent } }, true);
  }

  private constructor(
    /** @internal */
    readonly bootloader: Input<Bootloader>,
    /** Whether the guest needs system management mode. */
    readonly needsSmm: boolean,
  ) {}
}

interface BootImage {
  /** Container image that holds kernel and initial RAM disk. */
  readonly image: Input<string>;
  /** Secret with the registry's credentials. @default - none */
  readonly imagePullSecret?: Input<string>;
  /** When the image is pulled. @default - Always for `latest` or no tag, else IfNotPresent */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Command line of the kernel. @default - none */
  readonly kernelArgs?: Input<string>;
}

/** A kernel from a container image, booted without a boot disk; at least one of the two paths, each absolute. */
export type KernelBoot = BootImage &
  (
    | {
        /** Absolute path of the kernel in the image. */
        readonly kernelPath: string;
        /** Absolute path of the initial RAM disk in the image. @default - none */
        readonly initrdPath?: string;
      }
    | {
        /** Absolute path of the kernel in the image. @default - none */
        readonly kernelPath?: string;
        /** Absolute path of the initial RAM disk in the image. */
        readonly initrdPath: string;
      }
  );

/** A kernel boot as KubeVirt takes it. */
export function kernelBootSpec(boot: KernelBoot): Input<KernelBootSpec> {
  const { kernelArgs, ...container } = boot;
  return { kernelArgs, container };
}
