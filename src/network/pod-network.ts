import { Attachment, type GuestInterfaceOptions, type PluginBinding } from './attachment';
import type { InterfacePort, ServedInterfaceDevice } from './interface-device';

interface PodNetworkOptions extends GuestInterfaceOptions {
  /** MAC address in the guest. @default - derived from release and path */
  readonly mac?: string;
}

/** An interface behind the pod's address. */
export interface MasqueradeOptions extends PodNetworkOptions, Pick<ServedInterfaceDevice, 'dhcpOptions'> {
  /**
   * `masquerade` hides the VM behind the pod's address and can migrate; `bridge` hands the pod's address to the guest;
   * `passt` forwards in user space, since KubeVirt 1.8; a plugin is one that the KubeVirt CR registers.
   * @default 'masquerade'
   */
  readonly binding?: 'masquerade';
  /** Ports that are let in. @default - all */
  readonly ports?: readonly InterfacePort[];
  /** `down` pulls the cable. @default 'up' */
  readonly state?: 'up' | 'down';
}

/** An interface on the pod network by another binding. */
export interface PodBindingOptions extends PodNetworkOptions, Pick<ServedInterfaceDevice, 'dhcpOptions'> {
  readonly binding: 'bridge' | 'passt' | PluginBinding;
  /** `down` pulls the cable. @default 'up' */
  readonly state?: 'up' | 'down';
}

export type PodNetworkAttachOptions = MasqueradeOptions | PodBindingOptions;

/** The cluster's own network, which every pod has. */
export class PodNetwork {
  /** An interface on the pod network. */
  static attach(options: PodNetworkAttachOptions = {}): Attachment {
    return new Attachment({ ...options, id: 'default', kind: 'pod', binding: options.binding ?? 'masquerade' });
  }

  private constructor() {}
}
