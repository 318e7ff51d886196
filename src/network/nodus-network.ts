import { type ApiObject, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { NetworkAttachmentDefinition } from '../../imports/k8s.cni.cncf.io';
import { Network, ProviderNetwork } from '../../imports/k8s.plugin.opnfv.org';
import { type Input, jsonText } from '../helm';
import { AddressPlan } from './address-plan';
import { Attachment, type GuestInterfaceOptions, type StaticAttachment } from './attachment';
import type { ServedInterfaceDevice } from './interface-device';
import { byAddress, Ipv4Subnet } from './ipv4';
import { NODUS_NAMESPACE } from './nodus-annotation';

export interface NodusNetworkProps {
  /** IPv4 subnet, such as `192.0.2.0/24`. */
  readonly subnet: string;
  /** Address of the gateway, without prefix length. Nodus since 5.2 crashes without one. @default - the first host of the subnet */
  readonly gateway?: string;
  /**
   * Addresses and ranges (`192.0.2.5..192.0.2.9`) that equipment outside the model holds. Static addresses of
   * attachments are added by themselves.
   * @default - none
   */
  readonly reserved?: readonly string[];
  /**
   * Range (`192.0.2.100..192.0.2.199`) that derived addresses (`addressFor`) come from; addresses written by hand stay out
   * of it.
   * @default - all hosts of the subnet, but for addresses written by hand before
   */
  readonly pool?: string;
}

export interface NodusAttachOptions extends GuestInterfaceOptions, ServedInterfaceDevice {
  /** Address without prefix length. Nodus holds it for this interface. @default - dynamic */
  readonly address?: string;
  /** Unicast MAC; taken only together with an address, because Nodus ignores it otherwise. @default - derived for a VM with an address */
  readonly mac?: string;
  /** Name of the interface in a pod; a VM's pod has the name that KubeVirt expects. @default - net and its position */
  readonly interfaceName?: string;
}

export interface NodusDefinitionOptions {
  /** Whether the attachment definition comes along; `false` where somebody else makes it. @default true */
  readonly attachmentDefinition?: boolean;
}

/** What a network intent of EMCO and the Nodus object say alike. */
export interface NodusSubnet {
  /** Name of the subnet in the object. */
  readonly name: string;
  /** IPv4 subnet as CIDR. */
  readonly subnet: string;
  /** Gateway with prefix length, the form both take. */
  readonly gateway: string;
  /** Addresses and ranges that Nodus gives to nobody by itself, with blanks between. @default - none */
  readonly excludeIps?: string;
}

/**
 * A virtual network of Nodus, one per cluster. It is a fact of the model, not an object: under EMCO the cluster manager
 * creates it, elsewhere a site chart does (`defineIn`).
 */
export class NodusNetwork extends Construct {
  /** Who has which address. */
  readonly addressPlan: AddressPlan;
  private readonly made: Attachment[] = [];

  constructor(scope: Construct, id: string, props: NodusNetworkProps) {
    super(scope, id);
    this.addressPlan = new AddressPlan(this, 'addresses', props);
  }

  /** IPv4 subnet as CIDR. */
  get subnet(): string {
    return this.addressPlan.subnet;
  }

  /** Address of the gateway. */
  get gateway(): string {
    return this.addressPlan.gateway;
  }

  /** Addresses held outside the model. */
  get reserved(): readonly string[] {
    return this.addressPlan.reserved;
  }

  /** Name of the network, of its attachment definition, and of EMCO's network intent: the construct's id. */
  get networkName(): string {
    return this.node.id;
  }

  /**
   * A free address for an owner, a workload or any name, derived from the name: the same at each call, whatever comes
   * to the network later.
   */
  addressFor(owner: IConstruct | string): string {
    return this.addressPlan.addressFor(owner);
  }

  /** An interface on this network. */
  attach(options: NodusAttachOptions & { readonly address: string }): StaticAttachment;
  attach(options?: NodusAttachOptions): Attachment;
  attach(options: NodusAttachOptions = {}): Attachment {
    const attachment = new Attachment({
      ...options,
      id: options.id ?? this.networkName,
      networkName: this.networkName,
      kind: 'nodus',
      binding: 'bridge',
      definition: `${NODUS_NAMESPACE}/${this.networkName}`,
      network: this,
    });
    this.made.push(attachment);
    if (options.address !== undefined) this.addressPlan.take(options.address);
    return attachment;
  }

  /** Attachments that workloads use. */
  get attachments(): readonly Attachment[] {
    return this.made.filter(({ workloads }) => workloads.length > 0);
  }

  /** The subnet as Nodus and EMCO take it: static addresses are excluded from dynamic allocation. */
  get ipv4Subnet(): NodusSubnet {
    const taken = this.attachments.flatMap(({ address }) => (address === undefined ? [] : [address]));
    const excluded = [...new Set([...this.reserved, ...taken])].sort(byAddress);
    const prefix = Ipv4Subnet.tryParse(this.subnet)?.prefix ?? 32;
    return {
      name: 'subnet1',
      subnet: this.subnet,
      gateway: `${this.gateway}/${prefix}`,
      ...(excluded.length === 0 ? {} : { excludeIps: excluded.join(' ') }),
    };
  }

  /**
   * Puts the network and its attachment definition into a chart of the cluster's administrator. Exactly one chart may
   * own them, and none where EMCO does.
   * @returns the network's object
   */
  defineIn(scope: Construct, options: NodusDefinitionOptions = {}): ApiObject {
    const owner = new Construct(scope, this.networkName);
    const network = this.defineNetwork(owner);
    if (options.attachmentDefinition === false) return network;
    new NetworkAttachmentDefinition(owner, 'attachment', {
      metadata: { name: this.networkName, namespace: NODUS_NAMESPACE },
      spec: { config: jsonText({ cniVersion: '0.3.1', type: 'ovn4nfvk8s-cni', 'nfn-network': this.networkName }) },
    });
    return network;
  }

  /** The subnets of the network's object, told when it is written: workloads may be attached after it is defined. */
  protected subnets(): Input<NodusSubnet[]> {
    return Lazy.any({ produce: () => [this.ipv4Subnet] }) as Input<NodusSubnet[]>;
  }

  protected defineNetwork(owner: Construct): ApiObject {
    return new Network(owner, 'network', {
      // EMCO's cluster manager labels it so too; chains select networks by it.
      metadata: { name: this.networkName, namespace: NODUS_NAMESPACE, labels: { net: this.networkName } },
      spec: { cniType: 'ovn4nfv', ipv4Subnets: this.subnets() },
    });
  }
}

/** Where the VLAN of a provider network is set up. */
export interface VlanProps {
  /** VLAN id, 1 to 4094. */
  readonly id: number;
  /** Host interface that carries the tag. */
  readonly providerInterface: string;
  /** Host interface made for the VLAN, at most 15 characters, unique on the node. @default - `<providerInterface>.<id>` */
  readonly logicalInterface?: string;
  /**
   * Labels that a node must all have to get the VLAN. Without labels Nodus picks one node at random.
   * @default - any node
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

export interface NodusProviderNetworkProps extends NodusNetworkProps {
  /** The VLAN outside the cluster that the network continues. */
  readonly vlan: VlanProps;
}

/** A VLAN block as EMCO's intent and Nodus' object write it, but for the spelling of the id. */
export interface NodusVlan {
  /** Host interface that carries the tag. */
  readonly providerInterfaceName: string;
  /** Host interface made for the VLAN. */
  readonly logicalInterfaceName: string;
  /** Whether nodes are chosen by their labels. */
  readonly vlanNodeSelector: 'any' | 'specific';
  /** Labels of the nodes, as `key=value`. */
  readonly nodeLabelList: readonly string[];
}

/** A network of Nodus that continues a VLAN outside the cluster. */
export class NodusProviderNetwork extends NodusNetwork {
  /** VLAN id as text, as every interface of Nodus and EMCO takes it. */
  readonly vlanId: string;
  /** The rest of the VLAN block. */
  readonly vlan: NodusVlan;

  constructor(scope: Construct, id: string, props: NodusProviderNetworkProps) {
    super(scope, id, props);
    const { vlan } = props;
    const labels = Object.entries(vlan.nodeLabels ?? {}).map(([key, value]) => `${key}=${value}`);
    this.vlanId = String(vlan.id);
    this.vlan = {
      providerInterfaceName: vlan.providerInterface,
      logicalInterfaceName: vlan.logicalInterface ?? `${vlan.providerInterface}.${vlan.id}`,
      vlanNodeSelector: labels.length === 0 ? 'any' : 'specific',
      nodeLabelList: labels.sort(),
    };
  }

  protected override defineNetwork(owner: Construct): ApiObject {
    return new ProviderNetwork(owner, 'network', {
      metadata: { name: this.networkName, namespace: NODUS_NAMESPACE },
      spec: {
        cniType: 'ovn4nfv',
        ipv4Subnets: this.subnets(),
        providerNetType: 'VLAN',
        vlan: { vlanId: this.vlanId, ...this.vlan },
      },
    });
  }
}
