import type { Attachment } from '../network';
import type { AttachedWorkload } from '../network';

/** An interface in cloud-init's network configuration, version 2. */
interface Ethernet {
  readonly match: { readonly macaddress: string };
  readonly 'set-name'?: string;
  readonly dhcp4?: boolean;
  readonly addresses?: readonly string[];
  readonly routes?: readonly { readonly to: string; readonly via: string; readonly metric?: number }[];
  readonly nameservers?: { readonly addresses: readonly string[] };
  readonly mtu?: number;
}

/** cloud-init's network configuration, version 2, bare: no `network:` around it. */
export interface NetworkData {
  readonly version: 2;
  readonly ethernets: Readonly<Record<string, Ethernet>>;
}

/**
 * What tells the guest its interfaces: each is found by its MAC, since the order and the kernel's names are not certain,
 * and renamed where the attachment says so. An interface without a MAC cannot be found and is left to the image.
 */
export function networkData(vm: AttachedWorkload): NetworkData {
  const ethernets: Record<string, Ethernet> = {};
  for (const attachment of vm.attachments) {
    const macaddress = attachment.macOf(vm);
    // The key equals the new name: renderers other than netplan name the parents of VLANs by it.
    if (macaddress !== undefined)
      ethernets[attachment.guest.guestName ?? attachment.id] = ethernetOf(attachment, macaddress);
  }
  return { version: 2, ethernets };
}

function ethernetOf(attachment: Attachment, macaddress: string): Ethernet {
  const { guestName, routes, nameservers, mtu } = attachment.guest;
  const addresses = attachment.guestAddresses;
  return {
    match: { macaddress },
    ...(guestName === undefined ? {} : { 'set-name': guestName }),
    ...(addresses.length === 0 ? { dhcp4: true } : { addresses }),
    ...(routes === undefined
      ? {}
      : { routes: routes.map(({ to, via, metric }) => ({ to, via, ...(metric === undefined ? {} : { metric }) })) }),
    ...(nameservers === undefined ? {} : { nameservers: { addresses: nameservers } }),
    ...(mtu === undefined ? {} : { mtu }),
  };
}
