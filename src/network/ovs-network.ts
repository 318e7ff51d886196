import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { OVSNetwork } from '../../imports/sriovnetwork.openshift.io';
import type { Attachment } from './attachment';
import type { CniTrunk, OvsCni } from './cni';
import { OperatorNetwork, type OperatorNetworkProps, type SriovAttachOptions } from './operator-network';

export interface OvsNetworkProps extends OperatorNetworkProps {
  /** Bridge on the node. @default - that of the function's card */
  readonly bridge?: string;
  /** VLAN of the port, 1 to 4095. @default - a trunk */
  readonly vlan?: number;
  /** In bytes. @default - the kernel's */
  readonly mtu?: number;
  /** VLANs that a trunk carries. @default - all */
  readonly trunk?: readonly CniTrunk[];
  /** Type of the port, such as `dpdk`. @default - the switch's */
  readonly interfaceType?: string;
}

/** A network of virtual functions behind a hardware-offloaded Open vSwitch. Operator 1.3 and later. */
export class OvsNetwork extends OperatorNetwork {
  private readonly props: OvsNetworkProps;

  constructor(scope: Construct, id: string, props: OvsNetworkProps) {
    super(scope, id, props);
    this.props = props;
  }

  /** An interface on this network: a virtual function handed to the guest. */
  attach(options: SriovAttachOptions = {}): Attachment {
    return this.attachFunction(options);
  }

  protected defineObject(scope: Construct, metadata: { readonly name: string; readonly namespace: string }): ApiObject {
    const { bridge, vlan, mtu, trunk, interfaceType } = this.props;
    return new OVSNetwork(scope, this.networkName, {
      metadata,
      spec: { ...this.commonSpec, bridge, vlan, mtu, trunk, interfaceType },
    });
  }

  get plugin(): OvsCni {
    const { bridge, vlan, mtu, trunk, interfaceType } = this.props;
    return {
      type: 'ovs',
      capabilities: this.capabilities,
      bridge,
      vlan,
      mtu,
      trunk,
      interface_type: interfaceType,
    };
  }
}
