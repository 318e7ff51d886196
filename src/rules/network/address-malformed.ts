import { hasSentinel } from '../../helm/sentinel';
import { parseIpv4 } from '../../network/ipv4';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { freeAddressRemedy, staticNics } from './addresses';

export const addressMalformed: Rule = {
  id: 'VNF401',
  severity: 'error',
  title: 'Static address is no IPv4 address',
  reason:
    'Nodus takes a plain IPv4 address without prefix length, and network intents copy it, so that it cannot be a chart value',
  source: 'Nodus internal/pkg/ovn/ovn.go; EMCO ovnaction json-schemas/network-load-interface.json',
  *check(model) {
    for (const nic of staticNics(model)) {
      if (parseIpv4(nic.address) !== undefined) continue;
      const value = hasSentinel(nic.address) ? 'a chart value' : nic.address;
      yield { at: nic.workload, field: fieldOf(nic, 'address'), value, remedy: freeAddressRemedy(nic.network, model) };
    }
  },
};
