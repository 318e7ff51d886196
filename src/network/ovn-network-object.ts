import type { Construct } from 'constructs';
import { NetworkAttachmentDefinition } from '../../imports/k8s.cni.cncf.io';
import { jsonText } from '../helm';
import { NODUS_NAMESPACE, OVN_NETWORK_OBJECT } from './nodus-annotation';

/** The attachment definition that every pod with Nodus networks names, once a cluster [icn deploy/nodus-network]. */
export class OvnNetworkObject extends NetworkAttachmentDefinition {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      metadata: { name: OVN_NETWORK_OBJECT, namespace: NODUS_NAMESPACE },
      spec: { config: jsonText({ cniVersion: '0.3.1', name: 'ovn4nfv-k8s-plugin', type: 'ovn4nfvk8s-cni' }) },
    });
  }
}
