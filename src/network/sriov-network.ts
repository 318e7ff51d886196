import { Construct } from 'constructs';
import { SriovNetwork as SriovNetworkObject, SriovNetworkNodePolicy } from '../../imports/sriovnetwork.openshift.io';
import { jsonText } from '../helm';
import { Platform } from '../platform';
import { Attachment, type GuestInterfaceOptions } from './attachment';

/** Addresses that the plugin reserves on each node. They never reach the guest of a VM. */
export interface HostLocalIpam {
  /** Subnet as CIDR. */
  readonly subnet: string;
  /** @default - the first host of the subnet, as the plugin has it */
  readonly gateway?: string;
  /** First address that the plugin gives. @default - the first host of the subnet */
  readonly rangeStart?: string;
  /** Last address that the plugin gives. @default - the last host of the subnet */
  readonly rangeEnd?: string;
  /** @default - none */
  readonly routes?: readonly { readonly dst: string; readonly gw?: string }[];
}

export interface SriovNetworkProps {
  /** Resource of the node policy whose virtual functions the network uses, without prefix. */
  readonly resourceName: string;
  /** Namespace of the attachment definition. @default 'default' */
  readonly networkNamespace?: string;
  /** VLAN id, 0 (untagged) to 4094. @default 0 */
  readonly vlan?: number;
  /** Whether the card drops frames from other MACs than the function's. @default - the driver's */
  readonly spoofCheck?: boolean;
  /** Whether the guest may change MAC and promiscuity. @default - the driver's */
  readonly trust?: boolean;
  /** @default - layer 2 only */
  readonly hostLocalIpam?: HostLocalIpam;
}

export interface SriovAttachOptions extends GuestInterfaceOptions {
  /** MAC of the virtual function, in the guest too. @default - derived from release and path */
  readonly mac?: string;
  /** Addresses with prefix length that the guest gives itself. @default - DHCP in the guest */
  readonly addresses?: readonly string[];
}

/** A network of SR-IOV virtual functions. A fact of the model; the operator's object comes from a site chart (`defineIn`). */
export class SriovNetwork extends Construct {
  readonly resourceName: string;
  readonly networkNamespace: string;
  readonly hostLocalIpam?: HostLocalIpam;
  private readonly props: SriovNetworkProps;

  constructor(scope: Construct, id: string, props: SriovNetworkProps) {
    super(scope, id);
    this.props = props;
    this.resourceName = props.resourceName;
    this.networkNamespace = props.networkNamespace ?? 'default';
    this.hostLocalIpam = props.hostLocalIpam;
  }

  /** Name of the network and of its attachment definition: the construct's id. */
  get networkName(): string {
    return this.node.id;
  }

  /** An interface on this network: a virtual function handed to the guest. */
  attach(options: SriovAttachOptions = {}): Attachment {
    const { addresses, ...guest } = options;
    return new Attachment({
      ...guest,
      guestAddresses: addresses,
      id: this.networkName,
      kind: 'sriov',
      binding: 'sriov',
      definition: `${this.networkNamespace}/${this.networkName}`,
      network: this,
    });
  }

  /** Puts the operator's object into a chart of the cluster's administrator, in the operator's namespace. */
  defineIn(scope: Construct): void {
    const { vlan, spoofCheck, trust, hostLocalIpam } = this.props;
    const onOff = (flag: boolean | undefined): 'on' | 'off' | undefined =>
      flag === undefined ? undefined : flag ? 'on' : 'off';
    new SriovNetworkObject(scope, this.networkName, {
      metadata: { name: this.networkName, namespace: Platform.of(scope).sriovOperator.namespace },
      spec: {
        resourceName: this.resourceName,
        networkNamespace: this.networkNamespace,
        vlan: vlan ?? 0,
        spoofChk: onOff(spoofCheck),
        trust: onOff(trust),
        ipam: hostLocalIpam && jsonText({ type: 'host-local', ...hostLocalIpam }),
      },
    });
  }
}

export interface SriovNodePolicyProps {
  /** Name of the pool of virtual functions, without prefix: letters, digits and underscores. */
  readonly resourceName: string;
  /** Virtual functions of each card. */
  readonly numVfs: number;
  /** Which cards. At least one member. */
  readonly nicSelector: {
    /** PCI vendor id, four hexadecimal digits. */
    readonly vendor?: string;
    /** PCI device id of the physical function, four hexadecimal digits. */
    readonly deviceId?: string;
    /** Names of physical functions, with a range of functions after `#` where wanted: `ens1f0#0-3`. */
    readonly pfNames?: readonly string[];
    /** PCI addresses of physical functions. */
    readonly rootDevices?: readonly string[];
  };
  /** Labels of the nodes. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Driver of the functions; VMs need `vfio-pci`. @default 'vfio-pci' */
  readonly deviceType?: 'vfio-pci' | 'netdevice';
  /** In bytes. @default - the card's */
  readonly mtu?: number;
}

/** Virtual functions on the nodes of a cluster; stands in a site chart. Namespace and priority come from the platform. */
export class SriovNodePolicy extends SriovNetworkNodePolicy {
  constructor(scope: Construct, id: string, props: SriovNodePolicyProps) {
    const { namespace, priority } = Platform.of(scope).sriovOperator;
    const { deviceId, ...nicSelector } = props.nicSelector;
    super(scope, id, {
      metadata: { name: id, namespace },
      spec: {
        resourceName: props.resourceName,
        priority,
        numVfs: props.numVfs,
        mtu: props.mtu,
        deviceType: props.deviceType ?? 'vfio-pci',
        isRdma: false,
        nicSelector: { ...nicSelector, deviceID: deviceId },
        nodeSelector: props.nodeSelector,
      },
    });
  }
}
