import { fieldOf, type Nic } from '../model';
import type { Rule } from '../rule';

export const guestNameTwice: Rule = {
  id: 'VNF416',
  severity: 'error',
  title: 'Guest name that another interface of the VM has',
  reason:
    'the guest cannot give two interfaces one name: the renaming fails and the network comes up in part or not at all',
  source: 'cloud-init cloudinit/net/__init__.py rename_interfaces',
  *check(model) {
    for (const vm of model.vms) {
      const nics = model.nicsOf(vm);
      for (const nic of nics) {
        const { guestName } = nic.attachment.guest;
        const other = nics.find((one) => one !== nic && namesInGuest(one, nic).includes(guestName ?? ''));
        if (guestName === undefined || !other) continue;
        yield {
          at: vm,
          field: fieldOf(nic, 'guestName'),
          value: guestName,
          reason: `${fieldOf(other)} is called so: ${guestNameTwice.reason}`,
          remedy: `give a name that is free in the VM, such as eth${nic.index}`,
        };
      }
    }
  },
};

/** What an interface may be called when another is renamed. Of two equal names the later one is reported. */
function namesInGuest({ attachment, index }: Nic, renamed: Nic): readonly string[] {
  if (attachment.guest.guestName !== undefined) return index < renamed.index ? [attachment.guest.guestName] : [];
  if (attachment.guest.kernelName !== undefined) return [attachment.guest.kernelName];
  // KubeVirt puts each interface behind a PCIe root port of its own, in their order; the id is its name in network data.
  return [`enp${index + 1}s0`, attachment.id];
}
