import type { IConstruct } from 'constructs';
import { HelmChart, HelmValue } from '../helm';
import type { CommonInterfaceDevice, InterfaceDevice } from './interface-device';

/** How a network is reached: what decides the binding, the annotations and who configures the guest. */
export type NetworkKind = 'pod' | 'nodus' | 'sriov' | 'multus' | 'claim';

/** How KubeVirt connects the interface of a VM. */
export type Binding = 'masquerade' | 'bridge' | 'sriov' | 'passt' | PluginBinding;

/** A binding plugin that the KubeVirt CR registers. */
export interface PluginBinding {
  /** Its name there. */
  readonly plugin: string;
}

/** A request of one of a VM's resource claims. */
export interface NetworkClaim {
  /** Name of the claim in the VM's `resourceClaims`. */
  readonly name: string;
  /** Name of the request in the claim. */
  readonly request: string;
}

/** A route in the guest. */
export interface Route {
  /** Destination as CIDR; `0.0.0.0/0` is the default route. */
  readonly to: string;
  /** Address of the next hop. */
  readonly via: string;
  /** Lower is preferred. @default - the guest's */
  readonly metric?: number;
}

/** What every kind of attachment can say about the guest's side. */
export interface GuestInterfaceOptions extends CommonInterfaceDevice {
  /** Id of the network in the workload: `networks[].name` of a VM. @default - name of the network; `default` for the pod network */
  readonly id?: string;
  /**
   * Name of the interface inside the guest, at most 15 characters. The guest renames the interface by its MAC.
   * @default - the guest's kernel names it
   */
  readonly guestName?: string;
  /**
   * Name that the guest's kernel gives the interface, such as `enp1s0`. Network data finds the interface by it in place
   * of the MAC, and does not rename it.
   * @default - network data finds it by its MAC
   */
  readonly kernelName?: string;
  /** Whether network data configures the interface; with `false` the image does. @default true */
  readonly configured?: boolean;
  /** Routes over this interface. @default - none */
  readonly routes?: readonly Route[];
  /** DNS servers. @default - none, or those that DHCP gives */
  readonly nameservers?: readonly string[];
  /** MTU in bytes. @default - what DHCP or the host says */
  readonly mtu?: number;
}

/** Facts of one attachment, as the network's `attach` takes them. */
export interface AttachmentProps extends GuestInterfaceOptions, InterfaceDevice {
  /** Id of the network in the workload: `networks[].name` of a VM. */
  readonly id: string;
  /** Name of the network. @default - the id */
  readonly networkName?: string;
  /** How the network is reached. */
  readonly kind: NetworkKind;
  /** How KubeVirt connects the interface of a VM. */
  readonly binding: Binding;
  /** `namespace/name` of the attachment definition. @default - the pod network has none */
  readonly definition?: string;
  /** Address without prefix length, held for this interface by the network itself. @default - dynamic */
  readonly address?: string;
  /** Addresses with prefix length that the guest gives itself. @default - DHCP */
  readonly guestAddresses?: readonly string[];
  /** MAC of the interface. @default - derived, for a VM */
  readonly mac?: string;
  /** Name of the interface in a pod, for workloads that are no VMs. @default - net and its position */
  readonly interfaceName?: string;
  /** Whether the interface has a MAC at all; those of InfiniBand have not. @default true */
  readonly hasMac?: boolean;
  /** The network, where it is a construct. @default - none */
  readonly network?: IConstruct;
  /** IPv4 subnet behind a masquerade. @default - KubeVirt's */
  readonly subnet?: string;
  /** IPv6 subnet behind a masquerade. @default - KubeVirt's */
  readonly ipv6Subnet?: string;
  /** Whether the interface takes the place of that on the pod network. @default false */
  readonly isPrimary?: boolean;
  /** The request that the device is allocated by. @default - none */
  readonly claim?: NetworkClaim;
}

/** One interface of one workload on one network: where address, MAC and guest name are written, once. */
export class Attachment {
  readonly id: string;
  /** Name of the network itself, whatever the workload calls it. */
  readonly networkName: string;
  readonly kind: NetworkKind;
  readonly binding: Binding;
  readonly definition?: string;
  readonly address?: string;
  readonly guestAddresses: readonly string[];
  /** The MAC that the author gave, in lower case. */
  readonly givenMac?: string;
  readonly interfaceName?: string;
  readonly guest: GuestInterfaceOptions;
  /** The device in a VM. */
  readonly device: InterfaceDevice;
  readonly network?: IConstruct;
  /** IPv4 subnet behind a masquerade. */
  readonly subnet?: string;
  /** IPv6 subnet behind a masquerade. */
  readonly ipv6Subnet?: string;
  /** Whether the interface takes the place of that on the pod network. */
  readonly isPrimary: boolean;
  /** The request of a resource claim that the device is allocated by. */
  readonly claim?: NetworkClaim;
  private readonly hasMac: boolean;
  private owners: IConstruct[] = [];

  constructor(props: AttachmentProps) {
    this.id = props.id;
    this.networkName = props.networkName ?? props.id;
    this.kind = props.kind;
    this.binding = props.binding;
    this.definition = props.definition;
    this.address = props.address;
    this.guestAddresses = [...(props.guestAddresses ?? [])];
    this.givenMac = props.mac?.toLowerCase();
    this.interfaceName = props.interfaceName;
    this.network = props.network;
    this.subnet = props.subnet;
    this.ipv6Subnet = props.ipv6Subnet;
    this.isPrimary = props.isPrimary ?? false;
    this.claim = props.claim;
    this.hasMac = props.hasMac ?? true;
    const { guestName, kernelName, configured, routes, nameservers, mtu } = props;
    this.guest = { guestName, kernelName, configured, routes, nameservers, mtu };
    const { model, bootOrder, pciAddress, acpiIndex, tag, ports, portRanges, dhcpOptions, state } = props;
    this.device = { model, bootOrder, pciAddress, acpiIndex, tag, ports, portRanges, dhcpOptions, state };
  }

  /** Whether the network holds an address for this interface. */
  get isStatic(): boolean {
    return this.address !== undefined;
  }

  /** The workloads that use this attachment; more than one is a finding. */
  get workloads(): readonly IConstruct[] {
    return [...this.owners];
  }

  /** Makes the attachment one of a workload's. */
  attachTo(workload: IConstruct): this {
    this.owners.push(workload);
    return this;
  }

  /**
   * The MAC of a VM's interface: the given one, or one derived from release and path. A Nodus interface without a static
   * address has none anywhere, because Nodus ignores a MAC that comes without an address; one of InfiniBand has none at all. Guests made
   * from one description, and those whose identity is the cluster's, get theirs from the cluster.
   */
  macOf(
    vm: IConstruct & { readonly isReplicated?: boolean; readonly isIdentityDerived?: boolean },
  ): string | undefined {
    if (!this.hasMac) return undefined;
    if (this.givenMac !== undefined) return this.givenMac;
    if (vm.isReplicated || vm.isIdentityDerived === false || (this.kind === 'nodus' && !this.isStatic))
      return undefined;
    return String(derivedMac(vm, this.id));
  }
}

/** An attachment for which the network holds an address. */
export type StaticAttachment = Attachment & {
  /** Address without prefix length. */
  readonly address: string;
};

function derivedMac(vm: IConstruct, id: string): HelmValue<string> {
  const chart = vm.node.scopes.findLast((scope) => HelmChart.isHelmChart(scope));
  const path = [
    ...vm.node.scopes.slice(vm.node.scopes.indexOf(chart as IConstruct) + 1).map((scope) => scope.node.id),
    id,
  ].join('/');
  return HelmValue.derived('macAddress', path);
}
