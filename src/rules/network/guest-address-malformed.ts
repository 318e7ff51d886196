import ipaddr from 'ipaddr.js';
import { hasSentinel } from '../../helm/sentinel';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const guestAddressMalformed: Rule = {
  id: 'VNF455',
  severity: 'error',
  title: 'Guest address without prefix length',
  reason: 'network data takes addresses with prefix length, and netplan refuses the whole file for one without',
  source: 'cloud-init network-config version 2, addresses',
  *check(model) {
    for (const nic of model.nics) {
      for (const [index, entry] of nic.attachment.guestAddresses.entries()) {
        if (ipaddr.isValidCIDR(entry) || hasSentinel(entry)) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, `addresses[${index}]`),
          value: entry,
          remedy: ipaddr.isValid(entry)
            ? `write ${entry}/24, with the prefix length of the network`
            : 'write an address such as 192.0.2.5/24',
        };
      }
    }
  },
};
