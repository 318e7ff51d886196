import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { NetworkAttachmentDefinition } from '../../imports/k8s.cni.cncf.io';
import { type Input, jsonText } from '../helm';
import { Attachment, type GuestInterfaceOptions, type PluginBinding } from './attachment';
import { cniDocument, type CniPlugin, type MetaPlugin, type CniInput } from './cni';
import type { ServedInterfaceDevice } from './interface-device';

/** How KubeVirt takes an interface of an attachment definition. */
export type MultusBinding = 'bridge' | 'sriov' | PluginBinding;

export interface MultusAttachOptions extends GuestInterfaceOptions, ServedInterfaceDevice {
  /** MAC address in the guest, or in the pod where the plugin obeys. @default - derived from release and path for a VM */
  readonly mac?: string;
  /**
   * Addresses with prefix length. The guest of a VM gives them to itself; for a pod they are asked of the plugin, which
   * needs `static` or `host-local` IPAM for it.
   * @default - DHCP in the guest; the plugin's choice for a pod
   */
  readonly addresses?: readonly string[];
  /** How KubeVirt takes the interface; pods have none. @default 'bridge', and 'sriov' for definitions of virtual functions */
  readonly binding?: MultusBinding;
  /**
   * Whether the network takes the place of the pod network, as `eth0`. A VM has one such interface at most, and none on the
   * pod network.
   * @default false
   */
  readonly isPrimary?: boolean;
  /** Name of the interface in a pod; a VM's pod has the name that KubeVirt expects. @default - net and its position */
  readonly interfaceName?: string;
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
    private readonly binding: MultusBinding = 'bridge',
  ) {}

  /** An interface on this network. */
  attach(options: MultusAttachOptions = {}): Attachment {
    const { addresses, ...guest } = options;
    return new Attachment({
      ...guest,
      guestAddresses: addresses,
      id: options.id ?? this.networkName,
      networkName: this.networkName,
      kind: 'multus',
      binding: options.binding ?? this.binding,
      definition: this.definition,
      network: this.construct,
    });
  }
}

export interface AttachmentDefinitionProps {
  /** The plugin that makes the interface; `untypedCni` for one that this package does not know. */
  readonly config: CniInput<CniPlugin>;
  /** Plugins that change the interface, in their order. @default - none */
  readonly chain?: readonly CniInput<MetaPlugin>[];
  /** `prefix/name` of the device plugin's resource. @default - none */
  readonly resourceName?: Input<string>;
  /** Version of the CNI specification. @default '0.3.1', which every plugin knows */
  readonly cniVersion?: '0.3.1' | '0.4.0' | '1.0.0' | '1.1.0';
  /** Name in the configuration, under which plugins keep their addresses. @default - the object's name */
  readonly configName?: string;
}

/** An attachment definition of the chart's own, in the release's namespace. */
export class AttachmentDefinition extends Construct {
  /** The network to attach to. */
  readonly network: MultusNetwork;

  constructor(scope: Construct, id: string, props: AttachmentDefinitionProps) {
    super(scope, id);
    const { config, chain, resourceName, cniVersion = '0.3.1', configName } = props;
    const name = configName ?? (Lazy.any({ produce: () => definition.name }) as unknown);
    const definition = new NetworkAttachmentDefinition(this, 'Resource', {
      metadata: {
        annotations: resourceName === undefined ? undefined : { 'k8s.v1.cni.cncf.io/resourceName': resourceName },
      },
      spec: { config: jsonText(cniDocument(name, config, { cniVersion, chain })) },
    });
    this.network = new MultusNetwork(id, definition.name, this, bindingOf(config.type));
  }
}

function bindingOf(type: CniInput<CniPlugin>['type']): MultusBinding {
  return type === 'sriov' || type === 'ib-sriov' ? 'sriov' : 'bridge';
}
