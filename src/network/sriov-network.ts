import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SriovNetwork as SriovNetworkObject } from '../../imports/sriovnetwork.openshift.io';
import type { Attachment } from './attachment';
import type { SriovCni } from './cni';
import { OperatorNetwork, type OperatorNetworkProps, type SriovAttachOptions } from './operator-network';

export interface SriovNetworkProps extends OperatorNetworkProps {
  /** VLAN id, 0 (untagged) to 4094. @default 0 */
  readonly vlan?: number;
  /** Priority on the VLAN, 0 to 7; needs a VLAN. @default 0 */
  readonly vlanQos?: number;
  /** Tag of the VLAN; `802.1ad` needs a VLAN. Operator 1.3 and later. @default '802.1q' */
  readonly vlanProtocol?: '802.1q' | '802.1ad';
  /** Whether the card drops frames from other MACs than the function's. @default - the driver's */
  readonly spoofCheck?: boolean;
  /** Whether the guest may change MAC and promiscuity. @default - the driver's */
  readonly trust?: boolean;
  /** Link of the function: as the card's, always up, or down. @default - the driver's */
  readonly linkState?: 'auto' | 'enable' | 'disable';
  /** Guaranteed rate in Mbit/s. @default - none */
  readonly minTxRate?: number;
  /** Greatest rate in Mbit/s. @default - unlimited */
  readonly maxTxRate?: number;
  /** What the plugin logs. Operator 1.3 and later. @default 'info' */
  readonly logLevel?: 'panic' | 'error' | 'warning' | 'info' | 'debug';
  /** File on the node that the plugin logs to. Operator 1.3 and later. @default - standard error */
  readonly logFile?: string;
}

/** A network of SR-IOV virtual functions. */
export class SriovNetwork extends OperatorNetwork {
  private readonly props: SriovNetworkProps;

  constructor(scope: Construct, id: string, props: SriovNetworkProps) {
    super(scope, id, props);
    this.props = props;
  }

  /** An interface on this network: a virtual function handed to the guest. */
  attach(options: SriovAttachOptions = {}): Attachment {
    return this.attachFunction(options);
  }

  protected defineObject(scope: Construct, metadata: { readonly name: string; readonly namespace: string }): ApiObject {
    const {
      vlanQos: vlanQoS,
      vlanProtocol: vlanProto,
      linkState,
      minTxRate,
      maxTxRate,
      logLevel,
      logFile,
    } = this.props;
    return new SriovNetworkObject(scope, this.networkName, {
      metadata,
      spec: {
        ...this.commonSpec,
        vlan: this.props.vlan ?? 0,
        vlanQoS,
        vlanProto,
        spoofChk: onOff(this.props.spoofCheck),
        trust: onOff(this.props.trust),
        linkState,
        minTxRate,
        maxTxRate,
        logLevel,
        logFile,
      },
    });
  }

  get plugin(): SriovCni {
    const { props } = this;
    return {
      type: 'sriov',
      vlan: props.vlan ?? 0,
      spoofchk: onOff(props.spoofCheck),
      trust: onOff(props.trust),
      vlanQoS: props.vlanQos ?? 0,
      vlanProto: props.vlanProtocol,
      min_tx_rate: props.minTxRate,
      max_tx_rate: props.maxTxRate,
      capabilities: props.capabilities,
      link_state: props.linkState,
      logLevel: props.logLevel ?? 'info',
      logFile: props.logFile,
    };
  }
}

function onOff(flag: boolean | undefined): 'on' | 'off' | undefined {
  return flag === undefined ? undefined : flag ? 'on' : 'off';
}
