import type { NodusNetwork } from '../../network';
import type { Rule } from '../rule';
import { mayMeet } from './nodus-subnets-overlap';

export const networkNameTaken: Rule = {
  id: 'VNF431',
  severity: 'error',
  title: 'Network name that another network of the cluster has',
  reason:
    'a cluster has one switch of a name, for networks and provider networks of all namespaces, and <name>v6 belongs to the IPv6 side of <name>',
  source: 'Nodus internal/pkg/ovn/common.go; pkg/controller/network',
  *check(model) {
    const networks = model.nodusNetworks;
    for (const [index, network] of networks.entries()) {
      const other = networks.find(
        (one, at) => one !== network && clashes(network, one, at < index) && mayMeet(model, network, one),
      );
      if (!other) continue;
      yield {
        at: network,
        field: 'id',
        value: network.networkName,
        reason: `${other.node.path} takes the name: ${networkNameTaken.reason}`,
        remedy: 'use one construct for one network and hand it to whoever attaches to it, or rename one of the two',
      };
    }
  },
};

function clashes(network: NodusNetwork, other: NodusNetwork, isLater: boolean): boolean {
  return (network.networkName === other.networkName && isLater) || network.networkName === `${other.networkName}v6`;
}
