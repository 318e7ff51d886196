import { Construct } from 'constructs';
import { NetworkAttachmentDefinition } from '../../imports/k8s.cni.cncf.io';
import { type Input, jsonText } from '../helm';
import { Attachment, type GuestInterfaceOptions } from './attachment';

/** A CNI configuration: what a plugin reads, besides these three fields. */
export interface CniConfig {
  /** @default '0.3.1' */
  readonly cniVersion?: string;
  /** The plugin. */
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface MultusAttachOptions extends GuestInterfaceOptions {
  /** MAC address in the guest. @default - derived from release and path */
  readonly mac?: string;
  /** Addresses with prefix length that the guest gives itself. @default - DHCP */
  readonly addresses?: readonly string[];
  /** @default 'bridge' */
  readonly binding?: 'bridge' | 'sriov';
}

/** Any network that has an attachment definition. */
export class MultusNetwork {
  /** A network whose attachment definition is on the cluster already, as `name` or `namespace/name`. */
  static fromDefinition(definition: string): MultusNetwork {
    return new MultusNetwork(definition.slice(definition.indexOf('/') + 1), definition);
  }

  /** @internal */
  constructor(
    /** Id of the network in workloads: the name of the attachment definition. */
    readonly networkName: string,
    private readonly definition: string,
    private readonly construct?: Construct,
  ) {}

  /** An interface on this network. */
  attach(options: MultusAttachOptions = {}): Attachment {
    const { addresses, ...guest } = options;
    return new Attachment({
      ...guest,
      guestAddresses: addresses,
      id: this.networkName,
      kind: 'multus',
      binding: options.binding ?? 'bridge',
      definition: this.definition,
      network: this.construct,
    });
  }
}

export interface AttachmentDefinitionProps {
  /** The CNI configuration. */
  readonly config: Input<CniConfig>;
  /** `prefix/name` of the device plugin's resource. @default - none */
  readonly resourceName?: string;
}

/** An attachment definition of the chart's own, in the release's namespace. */
export class AttachmentDefinition extends Construct {
  /** The network to attach to. */
  readonly network: MultusNetwork;

  constructor(scope: Construct, id: string, props: AttachmentDefinitionProps) {
    super(scope, id);
    const definition = new NetworkAttachmentDefinition(this, 'Resource', {
      metadata: {
        annotations:
          props.resourceName === undefined ? undefined : { 'k8s.v1.cni.cncf.io/resourceName': props.resourceName },
      },
      spec: { config: jsonText({ cniVersion: '0.3.1', ...props.config }) },
    });
    this.network = new MultusNetwork(id, definition.name, this);
  }
}
