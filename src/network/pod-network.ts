import { Attachment, type GuestInterfaceOptions, type PluginBinding } from './attachment';
import type { InterfacePort, InterfacePortRange, ServedInterfaceDevice } from './interface-device';

interface PodNetworkOptions extends GuestInterfaceOptions {
  /** MAC address in the guest. @default - derived from release and path */
  readonly mac?: string;
}

interface MasqueradeCommon extends PodNetworkOptions, Pick<ServedInterfaceDevice, 'dhcpOptions'> {
  /**
   * `masquerade` hides the VM behind the pod's address and can migrate; `bridge` hands the pod's address to the guest;
   * `passt` forwards in user space, since KubeVirt 1.8; a plugin is one that the KubeVirt CR registers.
   * @default 'masquerade'
   */
  readonly binding?: 'masquerade';
  /** IPv4 subnet of guest and NAT: the first host is the gateway, the second the guest. @default '10.0.2.0/24' */
  readonly subnet?: string;
  /** IPv6 subnet of guest and NAT; the guest gives itself the second host. @default 'fd10:0:2::/120' */
  readonly ipv6Subnet?: string;
  /** `down` pulls the cable. @default 'up' */
  readonly state?: 'up' | 'down';
}

/** Which ports are let in, one by one or in ranges. */
type LetIn =
  | {
      /** Ports that are let in. @default - all */
      readonly ports?: readonly InterfacePort[];
      readonly portRanges?: never;
    }
  | {
      readonly ports?: never;
      /** Ranges of ports that are let in, at most ten. Since KubeVirt 1.9. */
      readonly portRanges: readonly InterfacePortRange[];
    };

/** An interface behind the pod's address. */
export type MasqueradeOptions = MasqueradeCommon & LetIn;

/** An interface on the pod network by another binding. */
export interface PodBindingOptions extends PodNetworkOptions, Pick<ServedInterfaceDevice, 'dhcpOptions'> {
  /** `bridge` hands the pod's address to the guest, `passt` forwards in user space, a plugin is one that the KubeVirt CR registers. */
  readonly binding: 'bridge' | 'passt' | PluginBinding;
  /** `down` pulls the cable. @default 'up' */
  readonly state?: 'up' | 'down';
}

export type PodNetworkAttachOptions = MasqueradeOptions | PodBindingOptions;

/** The cluster's own network, which every pod has. */
export class PodNetwork {
  /** An interface on the pod network. */
  static attach(options: PodNetworkAttachOptions = {}): Attachment {
    return new Attachment({
      ...options,
      id: options.id ?? 'default',
      kind: 'pod',
      binding: options.binding ?? 'masquerade',
    });
  }

  private constructor() {}
}
