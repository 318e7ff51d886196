import { NodusDirectNetwork, NodusProviderNetwork } from '../../network';
import type { Model } from '../model';

/** A Nodus network that exists on nodes with certain labels. */
export interface NetworkOnNodes {
  readonly network: NodusProviderNetwork | NodusDirectNetwork;
  /** `key=value`; none means that Nodus picks a node. */
  readonly labels: readonly string[];
  /** Host interface that goes into the network's bridge. */
  readonly hostInterface: string;
  /** Host interface that is there already. */
  readonly providerInterface: string;
  /** The property with all of it. */
  readonly field: 'vlan' | 'direct';
}

/** The networks that continue a host interface. */
export function networksOnNodes(model: Model): NetworkOnNodes[] {
  return model.nodusNetworks.flatMap((network): NetworkOnNodes[] => {
    if (network instanceof NodusProviderNetwork) {
      const { nodeLabelList: labels, logicalInterfaceName, providerInterfaceName } = network.vlan;
      return [
        {
          network,
          labels,
          hostInterface: logicalInterfaceName,
          providerInterface: providerInterfaceName,
          field: 'vlan',
        },
      ];
    }
    if (network instanceof NodusDirectNetwork) {
      const { nodeLabelList: labels, providerInterface } = network;
      return [{ network, labels, hostInterface: providerInterface, providerInterface, field: 'direct' }];
    }
    return [];
  });
}
