import { formatIpv4, Ipv4Subnet } from '../../network';
import type { Rule } from '../rule';
import { hostsOf } from './addresses';

export const subnetMalformed: Rule = {
  id: 'VNF432',
  severity: 'error',
  title: 'Subnet is no IPv4 subnet',
  reason: 'Nodus takes one IPv4 subnet as CIDR, without host bits, and its operator crashes on one that it cannot read',
  source: 'Nodus internal/pkg/ovn/common.go createOvnLS; EMCO ncm json-schemas/network.json',
  *check(model) {
    for (const network of model.nodusNetworks) {
      const subnet = Ipv4Subnet.tryParse(network.subnet);
      const isRoomy = subnet !== undefined && subnet.prefix <= 30;
      if (subnet && isRoomy && !subnet.hasHostBits) continue;
      const base = formatIpv4((hostsOf(network.subnet)?.first ?? 1) - 1);
      const remedy =
        subnet && isRoomy
          ? `write ${base}/${subnet.prefix}`
          : 'write a subnet such as 192.0.2.0/24, prefix length up to 30';
      yield { at: network, field: 'subnet', value: network.subnet, remedy };
    }
  },
};
