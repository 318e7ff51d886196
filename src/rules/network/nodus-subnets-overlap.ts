import { Ipv4Subnet, NodusDirectNetwork, type NodusNetwork, NodusProviderNetwork } from '../../network';
import type { Model } from '../model';
import type { Rule } from '../rule';

export const nodusSubnetsOverlap: Rule = {
  id: 'VNF445',
  severity: 'warning',
  title: 'Nodus networks of one cluster with overlapping subnets',
  reason:
    'one router of OVN has a port in each network, and sends packets for an address in both to one of the two only',
  source: 'Nodus internal/pkg/ovn/common.go createOvnLS',
  *check(model) {
    const networks = model.nodusNetworks.filter(isRouted).flatMap((network) => {
      const subnet = Ipv4Subnet.tryParse(network.subnet);
      return subnet ? [{ network, subnet }] : [];
    });
    for (const [index, { network, subnet }] of networks.entries()) {
      const other = networks
        .slice(0, index)
        .find((one) => one.subnet.overlaps(subnet) && mayMeet(model, one.network, network))?.network;
      if (!other) continue;
      yield {
        at: network,
        field: 'subnet',
        value: network.subnet,
        reason: `${other.node.path} has ${other.subnet}: ${nodusSubnetsOverlap.reason}`,
        remedy: 'give each network of a cluster a subnet of its own',
      };
    }
  },
};

/** Provider networks have no port on the router. */
function isRouted(network: NodusNetwork): boolean {
  return !(network instanceof NodusProviderNetwork || network instanceof NodusDirectNetwork);
}

/** Networks that EMCO creates on different clusters do not meet. */
export function mayMeet(model: Model, a: NodusNetwork, b: NodusNetwork): boolean {
  const [ofA, ofB] = [model.clustersOf(a), model.clustersOf(b)];
  return ofA.length === 0 || ofB.length === 0 || ofA.some((cluster) => ofB.includes(cluster));
}
