import type { Rule } from '../rule';
import { fieldOf } from '../model';

export const networkDataUnnamed: Rule = {
  id: 'VNF331',
  severity: 'error',
  title: 'Interface without guest name in network data of version 1',
  reason: 'version 1 gives every interface a name, and the guest would rename it to the id of its network',
  source: 'cloud-init network-config version 1, physical',
  *check(model) {
    for (const vm of model.vms) {
      if (vm.cloudInit?.networkOptions.version !== 1) continue;
      for (const nic of model.nicsOf(vm)) {
        if (nic.attachment.guest.guestName !== undefined || nic.attachment.macOf(vm) === undefined) continue;
        const remedy = `write guestName: 'eth${nic.index}'`;
        yield { at: vm, field: fieldOf(nic, 'guestName'), value: '(none)', remedy };
      }
    }
  },
};
