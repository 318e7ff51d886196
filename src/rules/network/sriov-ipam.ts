import { Ipv4Subnet } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import type { Rule } from '../rule';
import { hostsText } from './addresses';

export const sriovIpam: Rule = {
  id: 'VNF452',
  severity: 'error',
  title: 'Address plan of an SR-IOV network that the plugin refuses',
  reason:
    'host-local takes a subnet without host bits of at most /30, and a range and a gateway inside it; otherwise no pod on the network starts',
  source: 'CNI plugins plugins/ipam/host-local/backend/allocator/range.go',
  *check(model) {
    for (const network of model.sriovNetworks) {
      if (!network.hostLocalIpam) continue;
      const { subnet: text, gateway, rangeStart, rangeEnd } = network.hostLocalIpam;
      const subnet = Ipv4Subnet.tryParse(text);
      if (!subnet || subnet.hasHostBits || subnet.prefix > 30) {
        yield {
          at: network,
          field: 'hostLocalIpam.subnet',
          value: text,
          remedy: 'write a subnet such as 192.0.2.0/24',
        };
        continue;
      }
      for (const [field, address] of Object.entries({ gateway, rangeStart, rangeEnd })) {
        if (address === undefined || (subnet.contains(address) && !subnet.isReserved(address))) continue;
        yield {
          at: network,
          field: `hostLocalIpam.${field}`,
          value: address,
          remedy: `give an address from ${hostsText(text)}`,
        };
      }
      if ((parseIpv4(rangeStart ?? '') ?? 0) > (parseIpv4(rangeEnd ?? '') ?? Infinity)) {
        yield {
          at: network,
          field: 'hostLocalIpam.rangeEnd',
          value: rangeEnd,
          reason: `the range begins at ${rangeStart}, behind its end`,
          remedy: 'swap rangeStart and rangeEnd',
        };
      }
    }
  },
};
