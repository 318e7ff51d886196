import type { Input } from '../helm';
import type { Ipam } from './ipam';

/** Things the runtime can hand to a plugin for one pod. */
export interface CniCapabilities {
  /** The MAC that the pod asks for. @default false */
  readonly mac?: boolean;
  /** The addresses that the pod asks for. @default false */
  readonly ips?: boolean;
  /** The GUID of an InfiniBand function. @default false */
  readonly infinibandGUID?: boolean;
  /** Ports of the host. @default false */
  readonly portMappings?: boolean;
  /** Rates of the pod. @default false */
  readonly bandwidth?: boolean;
}

/** What every plugin that makes an interface takes. */
export interface CniCommon {
  /** Who gives addresses. @default - nobody: layer 2 only */
  readonly ipam?: Ipam;
  /** What the runtime may hand over for one pod. @default - nothing */
  readonly capabilities?: CniCapabilities;
}

/** One VLAN of a trunk, or all from `minID` to `maxID`. */
export type CniTrunk =
  | {
      /** VLAN id, 1 to 4094. */
      readonly id: number;
    }
  | {
      /** First VLAN id. */
      readonly minID: number;
      /** Last VLAN id. */
      readonly maxID: number;
    };

/** A port of a Linux bridge on the node: the usual layer 2 network under KubeVirt's `bridge` binding. */
export interface BridgeCni extends CniCommon {
  /** The plugin. */
  readonly type: 'bridge';
  /** Bridge on the node; made where it is missing. @default 'cni0' */
  readonly bridge?: string;
  /** Whether the bridge gets the gateway's address. @default false */
  readonly isGateway?: boolean;
  /** Whether the pod's default route leads there too. @default false */
  readonly isDefaultGateway?: boolean;
  /** Whether an address that the bridge has is replaced. @default false */
  readonly forceAddress?: boolean;
  /** Whether the node hides the pods behind its own address. @default false */
  readonly ipMasq?: boolean;
  /** What hides the pods. @default 'iptables' */
  readonly ipMasqBackend?: 'iptables' | 'nftables';
  /** In bytes. @default - the kernel's */
  readonly mtu?: number;
  /** Whether frames may go back to the port they came from; excludes `promiscMode`. @default false */
  readonly hairpinMode?: boolean;
  /** Whether the bridge is promiscuous; excludes `hairpinMode`. @default false */
  readonly promiscMode?: boolean;
  /** VLAN of the port, 1 to 4094. @default - untagged */
  readonly vlan?: number;
  /** VLANs that the port carries with their tags. @default - none */
  readonly vlanTrunk?: readonly CniTrunk[];
  /** Whether the port stays in the bridge's default VLAN as well. @default true */
  readonly preserveDefaultVlan?: boolean;
  /** Whether frames from other MACs than the interface's are dropped. @default false */
  readonly macspoofchk?: boolean;
  /** Whether the pod checks that nobody has its IPv6 address. @default false */
  readonly enabledad?: boolean;
  /** Whether the pod's interface stays down; excludes `ipam`. @default false */
  readonly disableContainerInterface?: boolean;
  /** Whether ports of the bridge do not reach each other. @default false */
  readonly portIsolation?: boolean;
}

/** An interface with a MAC of its own on a host interface. Not for VMs: KubeVirt's binding changes the MAC. */
export interface MacvlanCni extends CniCommon {
  /** The plugin. */
  readonly type: 'macvlan';
  /** Host interface. @default - the interface of the node's default route */
  readonly master?: string;
  /** How interfaces on one master reach each other. @default 'bridge' */
  readonly mode?: 'bridge' | 'private' | 'vepa' | 'passthru';
  /** In bytes, at most the master's. @default - the master's */
  readonly mtu?: number;
  /** MAC of the pod's interface. @default - random */
  readonly mac?: string;
  /** Whether the master is an interface of the pod. @default false */
  readonly linkInContainer?: boolean;
  /** Length of the queue for broadcasts. @default - the kernel's */
  readonly bcqueuelen?: number;
}

/** An interface with the MAC of a host interface. Not for VMs. */
export interface IpvlanCni extends CniCommon {
  /** The plugin. */
  readonly type: 'ipvlan';
  /** Host interface. @default - the interface of the node's default route */
  readonly master?: string;
  /** Layer on which pods reach each other. @default 'l2' */
  readonly mode?: 'l2' | 'l3' | 'l3s';
  /** In bytes. @default - the master's */
  readonly mtu?: number;
  /** Whether the master is an interface of the pod. @default false */
  readonly linkInContainer?: boolean;
}

/** A VLAN of a host interface, moved into the pod. */
export interface VlanCni extends CniCommon {
  /** The plugin. */
  readonly type: 'vlan';
  /** Host interface. */
  readonly master: string;
  /** 0 to 4094. */
  readonly vlanId: number;
  /** In bytes. @default - the master's */
  readonly mtu?: number;
  /** Whether the master is an interface of the pod. @default false */
  readonly linkInContainer?: boolean;
}

/** A host interface, moved into the pod; exactly one property says which. */
export type HostDeviceCni = CniCommon & {
  /** The plugin. */
  readonly type: 'host-device';
} & HostDevice;

/** The host interface that `host-device` moves. */
export type HostDevice =
  | {
      /** Name of the interface. */
      readonly device: string;
      readonly hwaddr?: never;
      readonly kernelpath?: never;
      readonly pciBusID?: never;
    }
  | {
      /** MAC of the interface. */
      readonly hwaddr: string;
      readonly device?: never;
      readonly kernelpath?: never;
      readonly pciBusID?: never;
    }
  | {
      /** Path of the device below `/sys`. */
      readonly kernelpath: string;
      readonly device?: never;
      readonly hwaddr?: never;
      readonly pciBusID?: never;
    }
  | {
      /** PCI address of the device, such as `0000:3d:00.1`. */
      readonly pciBusID: string;
      readonly device?: never;
      readonly hwaddr?: never;
      readonly kernelpath?: never;
    };

/** A pair of interfaces between pod and node, routed. */
export interface PtpCni extends CniCommon {
  /** The plugin. */
  readonly type: 'ptp';
  /** Whether the node hides the pods behind its own address. @default false */
  readonly ipMasq?: boolean;
  /** In bytes. @default - the kernel's */
  readonly mtu?: number;
}

/** A tap device in the pod, for programs that serve one themselves. */
export interface TapCni extends CniCommon {
  /** The plugin. */
  readonly type: 'tap';
  /** Whether the device has several queues. @default false */
  readonly multiQueue?: boolean;
  /** In bytes. @default - the kernel's */
  readonly mtu?: number;
  /** MAC of the device. @default - random */
  readonly mac?: string;
  /** User id that may open the device. @default - root */
  readonly owner?: number;
  /** Group id that may open the device. @default - root */
  readonly group?: number;
  /** SELinux context of the device. @default - none */
  readonly selinuxContext?: string;
  /** Bridge in the pod to put the device into. @default - none */
  readonly bridge?: string;
}

/** An interface that swallows what it is sent. */
export interface DummyCni extends CniCommon {
  /** The plugin. */
  readonly type: 'dummy';
}

/** A virtual function of SR-IOV. The attachment definition names the device plugin's resource. */
export interface SriovCni extends CniCommon {
  /** The plugin. */
  readonly type: 'sriov';
  /** VLAN, 0 (untagged) to 4094. Written out because the card keeps the VLAN of the function's last user. */
  readonly vlan: number;
  /** Priority on the VLAN, 0 to 7; needs a VLAN. @default 0 */
  readonly vlanQoS?: number;
  /** `802.1ad` needs a VLAN. @default '802.1q' */
  readonly vlanProto?: '802.1q' | '802.1ad';
  /** MAC of the function. @default - what the pod asks for, or the card's */
  readonly mac?: string;
  /** Whether the card drops frames from other MACs than the function's. @default - the driver's */
  readonly spoofchk?: 'on' | 'off';
  /** Whether the guest may change MAC and promiscuity. @default - the driver's */
  readonly trust?: 'on' | 'off';
  /** Link of the function. @default - the driver's */
  readonly link_state?: 'auto' | 'enable' | 'disable';
  /** In Mbit/s. @default - none */
  readonly min_tx_rate?: number;
  /** In Mbit/s. @default - unlimited */
  readonly max_tx_rate?: number;
  /** What the plugin logs. @default - the plugin's */
  readonly logLevel?: 'panic' | 'error' | 'warning' | 'info' | 'debug';
  /** File on the node that the plugin logs to. @default - the plugin's */
  readonly logFile?: string;
}

/** A virtual function of an InfiniBand card. */
export interface IbSriovCni extends CniCommon {
  /** The plugin. */
  readonly type: 'ib-sriov';
  /** Link of the function. @default - the driver's */
  readonly link_state?: 'auto' | 'enable' | 'disable';
}

/** A port of an Open vSwitch bridge on the node. */
export interface OvsCni extends CniCommon {
  /** The plugin. */
  readonly type: 'ovs';
  /** Bridge on the node. @default - that of the device's uplink */
  readonly bridge?: string;
  /** VLAN of the port. @default - a trunk of all VLANs */
  readonly vlan?: number;
  /** In bytes. @default - the kernel's */
  readonly mtu?: number;
  /** VLANs that a trunk carries. @default - all */
  readonly trunk?: readonly CniTrunk[];
  /** OpenFlow number of the port, 1 to 65279. @default - the switch's choice */
  readonly ofport_request?: number;
  /** Type of the port, such as `dpdk`. @default - a pair of interfaces */
  readonly interface_type?: string;
  /** File on the node with settings of the plugin. @default - the plugin's */
  readonly configuration_path?: string;
}

/** Plugins that make an interface. */
export type CniPlugin =
  | BridgeCni
  | MacvlanCni
  | IpvlanCni
  | VlanCni
  | HostDeviceCni
  | PtpCni
  | TapCni
  | DummyCni
  | SriovCni
  | IbSriovCni
  | OvsCni;

/** Sets kernel parameters and properties of the interface. */
export interface TuningCni {
  /** The plugin. */
  readonly type: 'tuning';
  /** Kernel parameters below `net.`; `IFNAME` stands for the interface. @default - none */
  readonly sysctl?: Readonly<Record<string, string>>;
  /** MAC of the interface. @default - unchanged */
  readonly mac?: string;
  /** Whether the interface takes all frames. @default - unchanged */
  readonly promisc?: boolean;
  /** In bytes. @default - unchanged */
  readonly mtu?: number;
  /** Length of the queue. @default - unchanged */
  readonly txQLen?: number;
  /** Whether the interface takes all multicast frames. @default - unchanged */
  readonly allmulti?: boolean;
}

/** Puts the interface into a VRF of the pod. */
export interface VrfCni {
  /** The plugin. */
  readonly type: 'vrf';
  /** Name of the VRF. */
  readonly vrfname: string;
  /** Routing table. @default - the next free one */
  readonly table?: number;
}

/** Gives the interface a routing table of its own, by source address. */
export interface SbrCni {
  /** The plugin. */
  readonly type: 'sbr';
  /** Number of the routing table. @default - the next free one */
  readonly table?: number;
}

/** Limits the interface, in bits and bits a second. */
export interface BandwidthCni {
  /** The plugin. */
  readonly type: 'bandwidth';
  /** Rate into the pod, in bits a second. @default - unlimited */
  readonly ingressRate?: number;
  /** Most that reaches the pod at once, in bits. @default - unlimited */
  readonly ingressBurst?: number;
  /** Rate out of the pod, in bits a second. @default - unlimited */
  readonly egressRate?: number;
  /** Most that leaves the pod at once, in bits. @default - unlimited */
  readonly egressBurst?: number;
  /** Whether the pod may ask for its rates. @default - nothing */
  readonly capabilities?: {
    /** Whether the pod may ask for its rates. */
    readonly bandwidth: boolean;
  };
}

/** Forwards ports of the host to the pod. */
export interface PortmapCni {
  /** The plugin. */
  readonly type: 'portmap';
  /** Whether the pod may ask for ports. */
  readonly capabilities: {
    /** Whether the pod may ask for ports. */
    readonly portMappings: boolean;
  };
  /** Whether the node hides the origin. @default true */
  readonly snat?: boolean;
}

/** Moves the RDMA device of the function along. */
export interface RdmaCni {
  /** The plugin. */
  readonly type: 'rdma';
}

/** Plugins that change the interface which another made. */
export type MetaPlugin = TuningCni | VrfCni | SbrCni | BandwidthCni | PortmapCni | RdmaCni;

/** A configuration with chart values allowed at its leaves, but for `type`, which says what the other keys are. */
export type CniInput<T> = T extends unknown
  ? {
      readonly [Key in keyof T]: Key extends 'type'
        ? T[Key]
        : [Exclude<T[Key], undefined>] extends [
              {
                /** The plugin. */
                readonly type: string;
              },
            ]
          ? CniInput<Exclude<T[Key], undefined>>
          : Input<Exclude<T[Key], undefined>>;
    }
  : never;

/**
 * The configuration of a plugin that this package does not know: any `type`, any keys.
 * @throws Error where the name of the plugin is missing
 */
export function untypedCni(config: { readonly type: string; readonly [key: string]: unknown }): CniInput<CniPlugin> {
  if (!config.type) throw new Error('a CNI configuration without type names no plugin');
  return config as CniInput<CniPlugin>;
}

/** A CNI document in canonical order: version, name and type in front, ipam behind, the rest as its author wrote it. */
export function cniDocument(
  name: unknown,
  plugin: CniInput<CniPlugin>,
  options: { readonly cniVersion: string; readonly chain?: readonly CniInput<MetaPlugin>[] },
): object {
  const { type, ipam, ...rest } = plugin;
  const body = { type, ...rest, ipam };
  const { cniVersion, chain = [] } = options;
  return chain.length === 0 ? { cniVersion, name, ...body } : { cniVersion, name, plugins: [body, ...chain] };
}
