import { Attachment, type GuestInterfaceOptions, type NetworkClaim, type PluginBinding } from './attachment';

export interface ClaimedAttachOptions extends GuestInterfaceOptions {
  /** MAC of the device, in the guest too. @default - derived from release and path */
  readonly mac?: string;
  /** Addresses with prefix length that the guest gives itself. @default - DHCP */
  readonly addresses?: readonly string[];
  /** How KubeVirt takes the device. @default 'sriov' */
  readonly binding?: 'sriov' | PluginBinding;
}

/**
 * A network card that the scheduler allocates (dynamic resource allocation), in place of attachment definitions: a VM has
 * either the one or the other. Since KubeVirt 1.9, behind a feature gate.
 */
export class ClaimedNetwork {
  /** The device that a request of a claim stands for; `id` is the network's name in the VM. */
  static fromClaim(id: string, claim: NetworkClaim): ClaimedNetwork {
    return new ClaimedNetwork(id, claim);
  }

  private constructor(
    private readonly id: string,
    private readonly claim: NetworkClaim,
  ) {}

  /** An interface on this network. */
  attach(options: ClaimedAttachOptions = {}): Attachment {
    const { addresses, binding = 'sriov', ...guest } = options;
    const { id, claim } = this;
    return new Attachment({ ...guest, id, kind: 'claim', binding, claim, guestAddresses: addresses });
  }
}
