import type { Construct } from 'constructs';
import { type Left, NetworkChaining } from '../../imports/k8s.plugin.opnfv.org';
import { note, shown } from '../findings';
import type { Input } from '../helm';
import { NODUS_NAMESPACE } from './nodus-annotation';
import type { NodusNetwork } from './nodus-network';

/** A network outside one end of a chain, and how the chain is reached from there. */
export interface ChainEnd {
  /** The network. */
  readonly network: NodusNetwork;
  /** Next hop on that network. */
  readonly gateway: Input<string>;
  /** Destination that lies behind the end, as CIDR. @default - any */
  readonly subnet?: Input<string>;
  /** Pods beyond the end that get a route into the chain. @default - none */
  readonly podLabels?: Input<Readonly<Record<string, string>>>;
  /** Namespaces of those pods. @default - none */
  readonly namespaceLabels?: Input<Readonly<Record<string, string>>>;
}

/** A pod by one of its labels, or a network. */
export type ChainLink = `${string}=${string}` | NodusNetwork;

export interface NodusNetworkChainProps {
  /** Pods, each by one label such as `app=firewall`, and networks, in turns from left to right. */
  readonly path: readonly ChainLink[];
  /** Networks outside the left end, at least one. */
  readonly left: readonly [ChainEnd, ...ChainEnd[]];
  /** Networks outside the right end, at least one. */
  readonly right: readonly [ChainEnd, ...ChainEnd[]];
}

/**
 * Routes through a chain of pods, set by Nodus. It writes them into the network namespace of pods in the namespace
 * `default`, found by one label each, with dynamic addresses: the guest of a VM never sees them. Give VMs `routes` on
 * their attachments instead.
 */
export class NodusNetworkChain extends NetworkChaining {
  constructor(scope: Construct, id: string, props: NodusNetworkChainProps) {
    super(scope, id, {
      spec: {
        chainType: 'Routing',
        routingSpec: {
          namespace: NODUS_NAMESPACE,
          networkChain: props.path.map(selectorOf).join(','),
          left: props.left.map(endOf),
          right: props.right.map(endOf),
        },
      },
    });
    if (!isPath(props.path)) this.notePath(props.path);
  }

  private notePath(path: readonly ChainLink[]): void {
    note(this, {
      id: 'VNF468',
      severity: 'error',
      field: 'path',
      value: shown(path.map(selectorOf).join(',')),
      reason:
        'Nodus reads pods and networks in turns, at least two pods with a network between them, each by one label',
      remedy: "write ['app=a', network, 'app=b'], with one label for each pod",
    });
  }
}

function isPath(path: readonly ChainLink[]): boolean {
  const kinds = path.map((link) => typeof link);
  const hasPairs = kinds.every((kind, index) => kind !== kinds[index + 1]);
  const labels = path.filter((link) => typeof link === 'string');
  return hasPairs && labels.length > 1 && kinds[0] === kinds.at(-1) && labels.every((label) => !label.includes(','));
}

function selectorOf(link: ChainLink): string {
  return typeof link === 'string' ? link : `net=${link.networkName}`;
}

function endOf({ network, gateway, subnet, podLabels, namespaceLabels }: ChainEnd): Input<Left> {
  return {
    networkName: network.networkName,
    gatewayIp: gateway,
    subnet,
    podSelector: podLabels && { matchLabels: podLabels },
    namespaceSelector: namespaceLabels && { matchLabels: namespaceLabels },
  };
}
