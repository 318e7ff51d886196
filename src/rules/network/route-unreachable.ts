import { Ipv4Subnet, NodusNetwork } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import { fieldOf, type Nic } from '../model';
import type { Rule } from '../rule';

export const routeUnreachable: Rule = {
  id: 'VNF457',
  severity: 'error',
  title: 'Route over a next hop that the interface does not reach',
  reason: 'the guest’s kernel refuses a route whose next hop is in no subnet of the interface',
  source: 'Linux net/ipv4/fib_semantics.c; cloud-init network-config version 2, routes',
  *check(model) {
    for (const nic of model.nics) {
      const subnets = subnetsOf(nic);
      if (subnets.length === 0) continue;
      for (const [index, { via }] of (nic.attachment.guest.routes ?? []).entries()) {
        if (
          parseIpv4(via) === undefined ||
          subnets.some((subnet) => Ipv4Subnet.tryParse(subnet)?.contains(via) !== false)
        )
          continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, `routes[${index}].via`),
          value: via,
          remedy: `give an address inside ${subnets.join(' or ')}, or put the route on the interface that reaches ${via}`,
        };
      }
    }
  },
};

/** The subnets that an interface is in; empty where DHCP alone knows. */
function subnetsOf({ attachment }: Nic): string[] {
  if (attachment.network instanceof NodusNetwork) return [attachment.network.subnet];
  return [...attachment.guestAddresses];
}
