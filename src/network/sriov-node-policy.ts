import type { Construct } from 'constructs';
import { SriovNetworkNodePolicy } from '../../imports/sriovnetwork.openshift.io';
import type { Input } from '../helm';
import { Platform } from '../platform';

/** Properties of cards; a card must have all that are given. */
export interface CardProperties {
  /** PCI vendor id, four hexadecimal digits. */
  readonly vendor: string;
  /** PCI device id of the physical function, four hexadecimal digits. */
  readonly deviceId: string;
  /** Names of physical functions, with a range of functions after `#` where wanted: `ens1f0#0-3`. */
  readonly pfNames: readonly string[];
  /** PCI addresses of physical functions, such as `0000:86:00.0`. */
  readonly rootDevices: readonly string[];
}

/** At least one property of a card. */
export type CardSelector = {
  readonly [Key in keyof CardProperties]: Pick<CardProperties, Key> & Partial<CardProperties>;
}[keyof CardProperties];

/** The card of a network of the cloud that the nodes are machines of, such as `openstack/NetworkID:<uuid>`. */
export interface CloudNetworkSelector {
  /** The network, such as `openstack/NetworkID:<uuid>`. */
  readonly netFilter: string;
}

/** A bridge of Open vSwitch that the operator makes over each card; its name is `br-` and the card's PCI address. */
export interface SoftwareBridge {
  /** The bridge itself. @default - the switch's settings */
  readonly bridge?: {
    /** Kind of the bridge, such as `netdev` for DPDK. @default 'system' */
    readonly datapathType?: string;
    /** Open vSwitch's `external_ids`. @default - none */
    readonly externalIDs?: Readonly<Record<string, string>>;
    /** Open vSwitch's `other_config`. @default - none */
    readonly otherConfig?: Readonly<Record<string, string>>;
    /** What the bridge does without a controller. @default 'standalone' */
    readonly failMode?: 'secure' | 'standalone';
  };
  /** The card's port in the bridge. @default - the switch's settings */
  readonly uplink?: {
    /** The port of the card. */
    readonly interface: {
      /** Open vSwitch's `type` of the port, such as `dpdk`. @default - a system port */
      readonly type?: string;
      /** Open vSwitch's `options` of the port. @default - none */
      readonly options?: Readonly<Record<string, string>>;
      /** Open vSwitch's `external_ids`. @default - none */
      readonly externalIDs?: Readonly<Record<string, string>>;
      /** Open vSwitch's `other_config`. @default - none */
      readonly otherConfig?: Readonly<Record<string, string>>;
      /** MTU of the port, in bytes. @default - the card's */
      readonly mtuRequest?: number;
    };
  };
}

/** Functions for VMs: the guest's driver has them. */
export interface VfioFunctions {
  /** Driver of the functions: the one that hands them to VMs. @default 'vfio-pci' */
  readonly deviceType?: 'vfio-pci';
  readonly isRdma?: never;
  readonly vdpaType?: never;
}

/** Functions for pods: the node's driver has them. */
export interface NetdeviceFunctions {
  /** Driver of the functions: the node's. */
  readonly deviceType: 'netdevice';
  /** Whether the functions' RDMA devices are handed over too. @default false */
  readonly isRdma?: boolean;
  /** Makes vDPA devices of the functions; needs `switchdev` and Mellanox cards. @default - none */
  readonly vdpaType?: 'virtio' | 'vhost';
}

export interface SriovNodePolicyCommon {
  /** Name of the pool of virtual functions, without prefix: letters, digits and underscores. */
  readonly resourceName: string;
  /** Virtual functions of each card. */
  readonly numVfs: Input<number>;
  /** Which cards. */
  readonly nicSelector: CardSelector | CloudNetworkSelector;
  /** Labels of the nodes. */
  readonly nodeSelector: Input<Readonly<Record<string, string>>>;
  /** 0 (highest) to 99. @default - the platform's */
  readonly priority?: number;
  /** In bytes, of the cards too. @default - the card's */
  readonly mtu?: Input<number>;
  /** Link of the cards. @default - the card's */
  readonly linkType?: 'eth' | 'ib';
  /** Who switches between the functions: the card by MAC and VLAN, or a switch on the node. @default 'legacy' */
  readonly eSwitchMode?: 'legacy' | 'switchdev';
  /** Whether pods get `/dev/vhost-net` too. @default false */
  readonly needVhostNet?: boolean;
  /** Whether the scheduler is not told the NUMA node of the functions; all policies of a resource alike. @default false */
  readonly excludeTopology?: boolean;
  /** Whether somebody else makes the functions, and the operator only hands them out. @default false */
  readonly externallyManaged?: boolean;
  /** A bridge of Open vSwitch over each card; needs `switchdev`. Operator 1.3 and later. @default - none */
  readonly ovsBridge?: SoftwareBridge;
}

export type SriovNodePolicyProps = SriovNodePolicyCommon & (VfioFunctions | NetdeviceFunctions);

/** Virtual functions on the nodes of a cluster; stands in a site chart. Namespace and priority come from the platform. */
export class SriovNodePolicy extends SriovNetworkNodePolicy {
  constructor(scope: Construct, id: string, props: SriovNodePolicyProps) {
    const { namespace, priority } = Platform.of(scope).sriovOperator;
    const { nicSelector: cards, ovsBridge, ...spec } = props;
    const { deviceId: deviceID, ...nicSelector } = 'netFilter' in cards ? { ...cards, deviceId: undefined } : cards;
    super(scope, id, {
      metadata: { name: id, namespace },
      spec: {
        priority,
        deviceType: 'vfio-pci',
        ...definedOf(spec),
        // The operator's webhook fills it in; without one nothing does.
        isRdma: props.isRdma ?? false,
        nicSelector: { ...nicSelector, deviceID },
        ...(ovsBridge && { bridge: { ovs: ovsBridge } }),
      },
    });
  }
}

/** Without the properties that are spelled out as undefined, so that they hide no default. */
function definedOf<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as T;
}
