import ipaddr from 'ipaddr.js';
import { hasSentinel } from '../../helm/sentinel';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const routeMalformed: Rule = {
  id: 'VNF456',
  severity: 'error',
  title: 'Route whose destination is no subnet or whose next hop is no address',
  reason:
    'renderers of network data other than netplan know no word such as default, and take CIDR and a plain address only',
  source: 'cloud-init network-config version 2, routes; cloudinit/net/network_state.py',
  *check(model) {
    for (const nic of model.nics) {
      for (const [index, { to, via }] of (nic.attachment.guest.routes ?? []).entries()) {
        const field = (name: string): string => fieldOf(nic, `routes[${index}].${name}`);
        if (!ipaddr.isValidCIDR(to) && !hasSentinel(to)) {
          const remedy = ipaddr.isValid(to)
            ? `write ${to}/32`
            : 'write 0.0.0.0/0 for the default route, or a subnet such as 192.0.2.0/24';
          yield { at: nic.workload, field: field('to'), value: to, remedy };
        }
        if (!ipaddr.isValid(via) && !hasSentinel(via)) {
          yield {
            at: nic.workload,
            field: field('via'),
            value: via,
            remedy: 'write the address of the next hop without prefix length',
          };
        }
      }
    }
  },
};
