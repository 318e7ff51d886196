/** A route that a plugin sets in the pod. */
export interface CniRoute {
  /** Destination as CIDR. */
  readonly dst: string;
  /** Next hop. @default - the gateway of the addresses */
  readonly gw?: string;
}

/** DNS settings that a plugin hands to the runtime. */
export interface CniDns {
  /** Addresses of name servers. @default - none */
  readonly nameservers?: readonly string[];
  /** The local domain. @default - none */
  readonly domain?: string;
  /** Domains to search in. @default - none */
  readonly search?: readonly string[];
  /** Options of the resolver. @default - none */
  readonly options?: readonly string[];
}

/** Part of a subnet from which `host-local` gives addresses. */
export interface HostLocalRange {
  /** Subnet as CIDR, without host bits, at most /30. */
  readonly subnet: string;
  /** First address that the plugin gives. @default - the first host of the subnet */
  readonly rangeStart?: string;
  /** Last address that the plugin gives. @default - the last host of the subnet */
  readonly rangeEnd?: string;
  /** Address of the gateway. @default - the first host of the subnet */
  readonly gateway?: string;
}

/** What `host-local` takes beside its addresses. */
export interface HostLocalSettings {
  /** Who gives the addresses. */
  readonly type: 'host-local';
  /** Routes that the pod gets. @default - none */
  readonly routes?: readonly CniRoute[];
  /** Folder on the node where given addresses are noted. @default '/var/lib/cni/networks' */
  readonly dataDir?: string;
  /** File on the node to take DNS settings from. @default - none */
  readonly resolvConf?: string;
}

/** Addresses from one subnet, given by each node on its own. They never reach the guest of a VM. */
export interface HostLocalIpam extends HostLocalSettings, HostLocalRange {}

/** Addresses from several subnets, given by each node on its own: one address of each inner list. */
export interface HostLocalRangesIpam extends HostLocalSettings {
  /** Ranges; the pod gets one address of each inner list. */
  readonly ranges: readonly (readonly HostLocalRange[])[];
}

/** Fixed addresses, or those that the pod asks for where the capability `ips` is on. */
export interface StaticIpam {
  /** Who gives the addresses. */
  readonly type: 'static';
  /** Addresses with prefix length. @default - those that the pod asks for */
  readonly addresses?: readonly {
    /** Address with prefix length. */
    readonly address: string;
    /** Address of the gateway. @default - none */
    readonly gateway?: string;
  }[];
  /** Routes that the pod gets. @default - none */
  readonly routes?: readonly CniRoute[];
  /** DNS of the pod. @default - none */
  readonly dns?: CniDns;
}

/** Addresses from a DHCP server on the network. Needs the `dhcp` daemon on each node; useless for `vfio-pci` functions. */
export interface DhcpIpam {
  /** Who gives the addresses. */
  readonly type: 'dhcp';
  /** Socket of the DHCP daemon on the node. @default '/run/cni/dhcp.sock' */
  readonly daemonSocketPath?: string;
  /** Options sent to the server. @default - the plugin's */
  readonly provide?: readonly {
    /** Name or number of the option. */
    readonly option: string;
    /** Value of the option. @default - that of `fromArg` */
    readonly value?: string;
    /** Argument of CNI that the value is taken from, such as `K8S_POD_NAME`. @default - none */
    readonly fromArg?: string;
  }[];
  /** Options asked of the server. @default - the plugin's */
  readonly request?: readonly {
    /** Name or number of the option. */
    readonly option: string;
    /** Whether the options that the plugin asks for by itself are left out. @default false */
    readonly skipDefault?: boolean;
  }[];
  /** Metric of the routes. @default - the plugin's */
  readonly priority?: number;
}

/** Part of a subnet from which `whereabouts` gives addresses. */
export interface WhereaboutsRange {
  /** Subnet as CIDR, or `first-last/prefix`. */
  readonly range: string;
  /** First address that the plugin gives. @default - the first host of the range */
  readonly range_start?: string;
  /** Last address that the plugin gives. @default - the last host of the range */
  readonly range_end?: string;
  /** Subnets inside the range that the plugin leaves out. @default - none */
  readonly exclude?: readonly string[];
}

/** What `whereabouts` takes beside its ranges. Its keys have underscores, unlike those of `host-local`. */
export interface WhereaboutsSettings {
  /** Who gives the addresses. */
  readonly type: 'whereabouts';
  /** Address of the gateway. @default - none */
  readonly gateway?: string;
  /** Routes that the pod gets. @default - none */
  readonly routes?: readonly CniRoute[];
  /** DNS of the pod. @default - none */
  readonly dns?: CniDns;
  /** Networks of one name share their addresses. @default - all networks of one range do */
  readonly network_name?: string;
  /** Whether addresses are unique over all networks. @default true */
  readonly enable_overlapping_ranges?: boolean;
  /** Slice of the range that each node gets, such as `/24`. @default - none */
  readonly node_slice_size?: string;
  /** File on the node that the plugin logs to. @default - the plugin's */
  readonly log_file?: string;
  /** What the plugin logs. @default - the plugin's */
  readonly log_level?: 'debug' | 'error' | 'panic' | 'verbose';
  /** Folder or file with the plugin's own configuration. @default - the plugin's */
  readonly configuration_path?: string;
  /** How the plugin reaches the cluster. @default - the plugin's */
  readonly kubernetes?: {
    /** Path of the file on the node. */
    readonly kubeconfig: string;
  };
  /** Seconds that the plugin waits, to test itself. @default - the plugin's */
  readonly sleep_for_race?: number;
}

/** Addresses given for the whole cluster from one range. */
export interface WhereaboutsIpam extends WhereaboutsSettings, WhereaboutsRange {}

/** Addresses given for the whole cluster from several ranges. */
export interface WhereaboutsRangesIpam extends WhereaboutsSettings {
  /** Ranges; the pod gets one address of each. */
  readonly ipRanges: readonly WhereaboutsRange[];
}

/** Who gives the addresses of a network, and which. */
export type Ipam =
  HostLocalIpam | HostLocalRangesIpam | StaticIpam | DhcpIpam | WhereaboutsIpam | WhereaboutsRangesIpam;
