import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { coerce, gte } from 'semver';
import { jsonText, type HelmValue } from '../helm';
import { Platform } from '../platform';
import { Attachment, type GuestInterfaceOptions } from './attachment';
import { AttachmentDefinition, type MultusNetwork } from './attachment-definition';
import type { CniCapabilities, CniPlugin, MetaPlugin } from './cni';
import type { HostLocalIpam, Ipam } from './ipam';

/** What every network of the SR-IOV operator has. */
export interface OperatorNetworkProps {
  /** Resource of the node policy whose virtual functions the network uses, without prefix. */
  readonly resourceName: string;
  /** Namespace of the attachment definition. @default 'default' */
  readonly networkNamespace?: string;
  /** Who gives addresses. They never reach the guest of a VM. @default - layer 2 only */
  readonly ipam?: Ipam;
  /** What the runtime may hand to the plugin for one pod. @default - nothing */
  readonly capabilities?: CniCapabilities;
  /** Plugins that change the interface, in their order. @default - none */
  readonly metaPlugins?: readonly MetaPlugin[];
}

export interface SriovAttachOptions extends GuestInterfaceOptions {
  /** MAC of the virtual function, in the guest too. @default - derived from release and path for a VM */
  readonly mac?: string;
  /**
   * Addresses with prefix length. The guest of a VM gives them to itself; for a pod they are asked of the plugin, which
   * needs `static` or `host-local` IPAM for it.
   * @default - DHCP in the guest; the plugin's choice for a pod
   */
  readonly addresses?: readonly string[];
  /** Name of the interface in a pod; a VM's pod has the name that KubeVirt expects. @default - net and its position */
  readonly interfaceName?: string;
}

/** Whether the SR-IOV operator of a platform is of a release or a later one. */
export function hasOperatorSince({ sriovOperator }: Platform, release: string): boolean {
  return gte(coerce(sriovOperator.version) ?? '0.0.0', release);
}

/** What the operator writes where no addresses are given. */
const NO_IPAM = {} as Ipam;

/** What the operator's network objects say alike. */
export interface OperatorNetworkSpec {
  /** Resource of the node policy, without prefix. */
  readonly resourceName: string;
  /** Namespace of the attachment definition. */
  readonly networkNamespace: string;
  /** Who gives addresses, as JSON. @default - nobody */
  readonly ipam?: HelmValue<string>;
  /** What the runtime may hand to the plugin, as JSON. @default - nothing */
  readonly capabilities?: HelmValue<string>;
  /** Plugins that change the interface, as JSON without brackets. @default - none */
  readonly metaPlugins?: string;
}

/**
 * A network of virtual functions under the SR-IOV operator. A fact of the model: the operator's object comes from a site
 * chart (`defineIn`), or a chart brings an attachment definition of its own (`attachmentDefinitionIn`).
 */
export abstract class OperatorNetwork extends Construct {
  /** Resource of the node policy, without prefix. */
  readonly resourceName: string;
  /** Namespace of the attachment definition. */
  readonly networkNamespace: string;
  /** Who gives addresses. */
  readonly ipam?: Ipam;
  /** What the runtime may hand to the plugin. */
  readonly capabilities?: CniCapabilities;
  /** Plugins that change the interface. */
  readonly metaPlugins: readonly MetaPlugin[];

  private readonly copies: IConstruct[] = [];

  protected constructor(scope: Construct, id: string, props: OperatorNetworkProps) {
    super(scope, id);
    this.resourceName = props.resourceName;
    this.networkNamespace = props.networkNamespace ?? 'default';
    this.ipam = props.ipam;
    this.capabilities = props.capabilities;
    this.metaPlugins = [...(props.metaPlugins ?? [])];
  }

  /** Name of the network and of its attachment definition: the construct's id. */
  get networkName(): string {
    return this.node.id;
  }

  /** The attachment definition that the operator makes, as `namespace/name`. */
  get definition(): string {
    return `${this.networkNamespace}/${this.networkName}`;
  }

  /** The one range from which `host-local` gives addresses, where there is one. */
  get hostLocalIpam(): HostLocalIpam | undefined {
    return this.ipam?.type === 'host-local' && 'subnet' in this.ipam ? this.ipam : undefined;
  }

  /** Puts the operator's object into a chart of the cluster's administrator, in the operator's namespace, and returns it. */
  defineIn(scope: Construct): ApiObject {
    const metadata = { name: this.networkName, namespace: Platform.of(scope).sriovOperator.namespace };
    const object = this.defineObject(scope, metadata);
    this.copies.push(object);
    return object;
  }

  /**
   * Gives a chart an attachment definition of its own for the network's resource, as the operator would write it, in the
   * release's namespace: for charts that may not write to the operator's namespace. Attach to what it returns.
   */
  attachmentDefinitionIn(scope: Construct): MultusNetwork {
    const platform = Platform.of(scope);
    const definition = new AttachmentDefinition(scope, this.networkName, {
      config: { ...this.plugin, ipam: this.ipam ?? NO_IPAM },
      chain: this.metaPlugins,
      resourceName: `${platform.sriovOperator.resourcePrefix}/${this.resourceName}`,
      cniVersion: hasOperatorSince(platform, '1.3.0') ? '1.0.0' : '0.3.1',
      configName: this.networkName,
    });
    this.copies.push(definition);
    return definition.network;
  }

  /** The constructs in charts that define the network. */
  get definitions(): readonly IConstruct[] {
    return [...this.copies];
  }

  /** The plugin's configuration but for its addresses, in the operator's order [sriov-network-operator bindata/manifests/cni-config]. */
  abstract get plugin(): CniPlugin;

  protected abstract defineObject(
    scope: Construct,
    metadata: { readonly name: string; readonly namespace: string },
  ): ApiObject;

  /** An interface that is a virtual function of the network. */
  protected attachFunction(options: SriovAttachOptions, hasMac = true): Attachment {
    const { addresses, ...guest } = options;
    return new Attachment({
      ...guest,
      guestAddresses: addresses,
      id: options.id ?? this.networkName,
      networkName: this.networkName,
      kind: 'sriov',
      binding: 'sriov',
      hasMac,
      definition: this.definition,
      network: this,
    });
  }

  protected get commonSpec(): OperatorNetworkSpec {
    const { ipam, capabilities, metaPlugins } = this;
    return {
      resourceName: this.resourceName,
      networkNamespace: this.networkNamespace,
      ipam: ipam && jsonText(ipam),
      capabilities: capabilities && jsonText(capabilities),
      // The operator puts the text between brackets of its own.
      ...(metaPlugins.length === 0
        ? {}
        : { metaPlugins: metaPlugins.map((plugin) => JSON.stringify(plugin)).join(',') }),
    };
  }
}
