import { Ipv4Subnet } from '../../network';
import { formatIpv4, parseIpv4Range } from '../../network/ipv4';
import type { Rule } from '../rule';
import { hostsText } from './addresses';

export const reservedMalformed: Rule = {
  id: 'VNF434',
  severity: 'error',
  title: 'Reserved entry is no address or range of the subnet',
  reason:
    'OVN takes addresses and ranges from..to inside the subnet, and gives out every address that an unreadable entry meant',
  source: 'OVN ovn-nb, other_config:exclude_ips; EMCO ncm/pkg/networkintents',
  *check(model) {
    for (const network of model.nodusNetworks) {
      const subnet = Ipv4Subnet.tryParse(network.subnet);
      for (const [index, entry] of network.reserved.entries()) {
        const range = parseIpv4Range(entry);
        if (range && (!subnet || [range.first, range.last].every((end) => subnet.contains(formatIpv4(end))))) continue;
        yield {
          at: network,
          field: `reserved[${index}]`,
          value: entry,
          remedy: `give an address from ${hostsText(network.subnet)}, or a range of them such as a.b.c.5..a.b.c.9`,
        };
      }
    }
  },
};
