import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SriovIBNetwork } from '../../imports/sriovnetwork.openshift.io';
import type { Attachment } from './attachment';
import type { IbSriovCni } from './cni';
import type { CommonInterfaceDevice } from './interface-device';
import { OperatorNetwork, type OperatorNetworkProps } from './operator-network';

export interface InfiniBandNetworkProps extends OperatorNetworkProps {
  /** Link of the function: as the card's, always up, or down. @default - the driver's */
  readonly linkState?: 'auto' | 'enable' | 'disable';
}

export interface InfiniBandAttachOptions extends CommonInterfaceDevice {
  /** Id of the network in the workload: `networks[].name` of a VM. @default - name of the network */
  readonly id?: string;
  /** Addresses with prefix length that a pod asks of the plugin. Network data cannot find the interface in the guest of a VM. @default - the plugin's choice */
  readonly addresses?: readonly string[];
  /** Name of the interface in a pod; a VM's pod has the name that KubeVirt expects. @default - net and its position */
  readonly interfaceName?: string;
}

/** A network of virtual functions of InfiniBand cards. Its interfaces have GUIDs in place of MACs. */
export class InfiniBandNetwork extends OperatorNetwork {
  private readonly linkState?: 'auto' | 'enable' | 'disable';

  constructor(scope: Construct, id: string, props: InfiniBandNetworkProps) {
    super(scope, id, props);
    this.linkState = props.linkState;
  }

  /** An interface on this network: a virtual function handed to the guest. */
  attach(options: InfiniBandAttachOptions = {}): Attachment {
    return this.attachFunction(options, false);
  }

  protected defineObject(scope: Construct, metadata: { readonly name: string; readonly namespace: string }): ApiObject {
    return new SriovIBNetwork(scope, this.networkName, {
      metadata,
      spec: { ...this.commonSpec, linkState: this.linkState },
    });
  }

  get plugin(): IbSriovCni {
    return { type: 'ib-sriov', capabilities: this.capabilities, link_state: this.linkState };
  }
}
