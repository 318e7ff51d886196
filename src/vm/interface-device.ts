import type { Interface, Network } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import type { Attachment, AttachedWorkload } from '../network';

/** The device in the guest that an attachment becomes. */
export function interfaceDevice(attachment: Attachment, vm: AttachedWorkload): Input<Interface> {
  const device = { name: attachment.id, macAddress: attachment.macOf(vm), ...attachment.device };
  const { binding } = attachment;
  switch (binding) {
    case 'masquerade':
      return { ...device, masquerade: {} };
    case 'bridge':
      return { ...device, bridge: {} };
    case 'sriov':
      return { ...device, sriov: {} };
    case 'passt':
      return { ...device, passtBinding: {} };
    default:
      return { ...device, binding: { name: binding.plugin } };
  }
}

/** The network that KubeVirt plugs the device of an attachment into. */
export function networkOf(attachment: Attachment): Input<Network> {
  const { id, definition, isPrimary, subnet, ipv6Subnet, claim } = attachment;
  if (claim) return { name: id, resourceClaim: { claimName: claim.name, requestName: claim.request } };
  if (definition === undefined) return { name: id, pod: { vmNetworkCIDR: subnet, vmIPv6NetworkCIDR: ipv6Subnet } };
  return { name: id, multus: { networkName: definition, default: isPrimary || undefined } };
}
