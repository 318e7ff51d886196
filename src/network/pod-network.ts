import { Attachment, type GuestInterfaceOptions } from './attachment';

export interface PodNetworkAttachOptions extends GuestInterfaceOptions {
  /**
   * `masquerade` hides the VM behind the pod's address and can migrate; `bridge` hands the pod's address to the guest.
   * @default 'masquerade'
   */
  readonly binding?: 'masquerade' | 'bridge';
  /** MAC address in the guest. @default - derived from release and path */
  readonly mac?: string;
}

/** The cluster's own network, which every pod has. */
export class PodNetwork {
  /** An interface on the pod network. */
  static attach(options: PodNetworkAttachOptions = {}): Attachment {
    return new Attachment({ ...options, id: 'default', kind: 'pod', binding: options.binding ?? 'masquerade' });
  }

  private constructor() {}
}
