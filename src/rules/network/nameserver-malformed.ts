import ipaddr from 'ipaddr.js';
import { hasSentinel } from '../../helm/sentinel';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const nameserverMalformed: Rule = {
  id: 'VNF459',
  severity: 'error',
  title: 'Name server is no address',
  reason: 'network data takes addresses of name servers, no names',
  source: 'cloud-init network-config version 2, nameservers',
  *check(model) {
    for (const nic of model.nics) {
      for (const [index, server] of (nic.attachment.guest.nameservers ?? []).entries()) {
        if (ipaddr.isValid(server) || hasSentinel(server)) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, `nameservers[${index}]`),
          value: server,
          remedy: 'write the server’s address',
        };
      }
    }
  },
};
