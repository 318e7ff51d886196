import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddress } from './addresses';

export const macWithoutAddress: Rule = {
  id: 'VNF410',
  severity: 'error',
  title: 'MAC without address on a Nodus interface',
  reason:
    'Nodus ignores a MAC that comes without an address and draws another, so that a VM with the given MAC gets no frame',
  source: 'Nodus internal/pkg/ovn/ovn.go addLogicalPortWithSwitch',
  *check(model) {
    for (const network of model.nodusNetworks) {
      for (const nic of model.nicsOn(network)) {
        const { givenMac, isStatic } = nic.attachment;
        if (givenMac === undefined || isStatic) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'mac'),
          value: givenMac,
          remedy: `leave out the MAC, or ${freeAddress(network, model)}`,
        };
      }
    }
  },
};
