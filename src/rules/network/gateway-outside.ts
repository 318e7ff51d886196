import { Ipv4Subnet } from '../../network';
import type { Rule } from '../rule';
import { hostsText } from './addresses';

export const gatewayOutside: Rule = {
  id: 'VNF433',
  severity: 'error',
  title: 'Gateway is no host of the subnet',
  reason: 'the gateway is the address of OVN’s router port on the network, a plain address of a host in the subnet',
  source: 'Nodus internal/pkg/ovn/common.go createOvnLS',
  *check(model) {
    for (const network of model.nodusNetworks) {
      const subnet = Ipv4Subnet.tryParse(network.subnet);
      if (!subnet || (subnet.contains(network.gateway) && !subnet.isReserved(network.gateway))) continue;
      yield {
        at: network,
        field: 'gateway',
        value: network.gateway,
        remedy: `give an address from ${hostsText(network.subnet)}, or leave it out for ${subnet.firstHost}`,
      };
    }
  },
};
