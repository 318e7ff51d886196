import type { Construct } from 'constructs';
import { note } from '../findings';
import type { NodusNetwork } from '../network';
import { checkLength, checkName } from './names';
import { EmcoResource, type EmcoResourceProps } from './resource';

/** Key that makes EMCO create an attachment definition for each Nodus network [emco ncm/internal/ovncontroller]. */
export const MULTUS_KEY = 'CNI-Networking-Multi-VM-CNI-Wrapper';

/** Whoever operates clusters: the namespace of their names and labels. */
export class ClusterProvider extends EmcoResource {
  readonly anchor = 'cluster-providers';
  private readonly added: Cluster[] = [];

  constructor(scope: Construct, id: string, props: EmcoResourceProps = {}) {
    super(scope, id, props);
  }

  /** Registers a cluster. */
  addCluster(name: string, props: ClusterProps = {}): Cluster {
    const cluster = new Cluster(this, name, props);
    this.added.push(cluster);
    return cluster;
  }

  /** Clusters in the order they were added. */
  get clusters(): readonly Cluster[] {
    return [...this.added];
  }

  /** All clusters of this provider that carry a label, to place apps on. */
  label(label: string): ClusterLabel {
    return new ClusterLabel(this, label);
  }
}

/** The clusters of a provider that carry a label. */
export class ClusterLabel {
  constructor(
    readonly provider: ClusterProvider,
    readonly label: string,
  ) {}

  /** The clusters that carry it now. */
  get clusters(): readonly Cluster[] {
    return this.provider.clusters.filter(({ labels }) => labels.includes(this.label));
  }
}

export interface ClusterProps extends EmcoResourceProps {
  /** Labels that placements can name, each at most 128 characters. @default - none */
  readonly labels?: readonly string[];
  /** Nodus networks and provider networks that EMCO creates on the cluster. @default - none */
  readonly networks?: readonly NodusNetwork[];
  /**
   * Facts about the cluster that EMCO's controllers read; values of at most 128 characters. A cluster with Nodus networks
   * gets `CNI-Networking-Multi-VM-CNI-Wrapper: multus` by itself, without which VMs find no attachment definitions.
   * @default - none
   */
  readonly keyValuePairs?: Readonly<Record<string, string>>;
  /**
   * Path of the cluster's kubeconfig from the bundle's root. It is never part of the bundle: whoever applies the bundle
   * puts it there, with certificates embedded.
   * @default - `<name>.kubeconfig`
   */
  readonly kubeconfig?: string;
}

/** A cluster that EMCO deploys to. */
export class Cluster extends EmcoResource {
  readonly anchor: string;
  /** Path of the kubeconfig from the bundle's root. */
  readonly kubeconfig: string;
  private readonly labelList: string[] = [];
  private readonly networkList: NodusNetwork[] = [];
  private readonly pairs: Readonly<Record<string, string>>;

  constructor(
    readonly provider: ClusterProvider,
    id: string,
    props: ClusterProps,
  ) {
    super(provider, id, props);
    this.anchor = `${provider.itemAnchor}/clusters`;
    this.kubeconfig = props.kubeconfig ?? `${id}.kubeconfig`;
    this.pairs = { ...props.keyValuePairs };
    for (const label of props.labels ?? []) this.addLabel(label);
    for (const network of props.networks ?? []) this.addNetwork(network);
    for (const [key, value] of Object.entries(this.pairs)) checkLength(this, `keyValuePairs.${key}`, value, 128);
  }

  /** Adds a label that placements can name. */
  addLabel(label: string): void {
    checkName(this, 'labels', label, 'resource');
    this.labelList.push(label);
  }

  /** Lets EMCO create a network on the cluster. */
  addNetwork(network: NodusNetwork): void {
    const isTaken = this.networkList.some(({ networkName }) => networkName === network.networkName);
    this.networkList.push(network);
    if (!isTaken) return;
    note(this, {
      id: 'VNF510',
      severity: 'error',
      field: 'networks',
      value: network.networkName,
      reason:
        'a cluster has one network of a name, provider networks included: their attachment definitions are the same',
      remedy: 'list the network once, or rename one of the two',
    });
  }

  /** Labels in the order they were added. */
  get labels(): readonly string[] {
    return [...this.labelList];
  }

  /** Networks in the order they were added. */
  get networks(): readonly NodusNetwork[] {
    return [...this.networkList];
  }

  /** The author's key/value pairs, and the one that Nodus networks of VMs need. */
  get keyValuePairs(): Readonly<Record<string, string>> {
    return this.networkList.length === 0 ? { ...this.pairs } : { [MULTUS_KEY]: 'multus', ...this.pairs };
  }
}
