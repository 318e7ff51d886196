import { isVirtualMachineKind } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddress } from './addresses';

export const guestNameOnDynamic: Rule = {
  id: 'VNF411',
  severity: 'error',
  title: 'Guest name on a dynamic Nodus interface',
  reason:
    'the guest finds the interface to rename by its MAC, and the MAC of a Nodus interface without static address is not known before it starts',
  source: 'Nodus internal/pkg/ovn/ovn.go; cloud-init network-config version 2, set-name',
  *check(model) {
    for (const network of model.nodusNetworks) {
      for (const nic of model.nicsOn(network)) {
        const { guest, isStatic } = nic.attachment;
        if (guest.guestName === undefined || isStatic || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'guestName'),
          value: guest.guestName,
          remedy: `leave out guestName, or ${freeAddress(network, model)}`,
        };
      }
    }
  },
};
