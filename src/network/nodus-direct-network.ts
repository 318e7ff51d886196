import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ProviderNetwork } from '../../imports/k8s.plugin.opnfv.org';
import { NODUS_NAMESPACE } from './nodus-annotation';
import { NodusNetwork, type NodusNetworkProps } from './nodus-network';

/** The host interface that a network takes over. */
export interface DirectProps {
  /** Host interface that goes into the network's bridge; the node has it no longer. */
  readonly providerInterface: string;
  /**
   * Labels that a node must all have to give its interface. Without labels Nodus picks one node at random.
   * @default - any node
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

export interface NodusDirectNetworkProps extends NodusNetworkProps {
  /** The host interface that the network continues. */
  readonly direct: DirectProps;
}

/**
 * A network of Nodus that takes over a host interface, untagged. EMCO's intents cannot say it: a site chart defines it
 * (`defineIn`), and no cluster of EMCO lists it.
 */
export class NodusDirectNetwork extends NodusNetwork {
  /** Host interface that the network takes over. */
  readonly providerInterface: string;
  /** Labels of the nodes, as `key=value`, sorted. */
  readonly nodeLabelList: readonly string[];

  constructor(scope: Construct, id: string, props: NodusDirectNetworkProps) {
    super(scope, id, props);
    const { providerInterface, nodeLabels = {} } = props.direct;
    this.providerInterface = providerInterface;
    this.nodeLabelList = Object.entries(nodeLabels)
      .map(([key, value]) => `${key}=${value}`)
      .sort();
  }

  protected override defineNetwork(owner: Construct): ApiObject {
    return new ProviderNetwork(owner, 'network', {
      metadata: { name: this.networkName, namespace: NODUS_NAMESPACE },
      spec: {
        cniType: 'ovn4nfv',
        ipv4Subnets: this.subnets(),
        providerNetType: 'DIRECT',
        direct: {
          providerInterfaceName: this.providerInterface,
          directNodeSelector: this.nodeLabelList.length === 0 ? 'any' : 'specific',
          nodeLabelList: this.nodeLabelList,
        },
      },
    });
  }
}
