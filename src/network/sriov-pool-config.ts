import type { Construct } from 'constructs';
import { SriovNetworkPoolConfig } from '../../imports/sriovnetwork.openshift.io';
import type { Input } from '../helm';
import { Platform } from '../platform';

/** How the operator drains a group of nodes. */
export interface SriovNodePool {
  /** Labels of the nodes; a node belongs to one pool. @default - all nodes */
  readonly nodeLabels?: Input<Readonly<Record<string, string>>>;
  /** Nodes that may be out of service at once: a number, or a percentage such as `50%`. @default 1 */
  readonly maxUnavailable?: number | `${number}%`;
  /** How nodes share RDMA devices; a change restarts them. Operator 1.5 and later. @default 'shared' */
  readonly rdmaMode?: 'shared' | 'exclusive';
  readonly ovsHardwareOffload?: never;
}

/** Nodes whose Open vSwitch uses the card. */
export interface SriovOffloadPool {
  /** Machine config pool of the nodes (OpenShift). */
  readonly ovsHardwareOffload: string;
  readonly nodeLabels?: never;
  readonly maxUnavailable?: never;
  readonly rdmaMode?: never;
}

export type SriovPoolConfigProps = SriovNodePool | SriovOffloadPool;

/** How the SR-IOV operator treats a group of nodes; stands in a site chart. */
export class SriovPoolConfig extends SriovNetworkPoolConfig {
  constructor(scope: Construct, id: string, props: SriovPoolConfigProps) {
    const { nodeLabels, maxUnavailable, rdmaMode, ovsHardwareOffload: name } = props;
    super(scope, id, {
      metadata: { name: id, namespace: Platform.of(scope).sriovOperator.namespace },
      spec: {
        nodeSelector: nodeLabels && { matchLabels: nodeLabels },
        maxUnavailable,
        rdmaMode,
        ovsHardwareOffloadConfig: name === undefined ? undefined : { name },
      },
    });
  }
}
