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
  if (attachment.definition === undefined) return { name: attachment.id, pod: {} };
  return { name: attachment.id, multus: { networkName: attachment.definition } };
}
