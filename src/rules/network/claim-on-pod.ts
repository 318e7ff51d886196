import { isVirtualMachineKind } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const claimOnPod: Rule = {
  id: 'VNF494',
  severity: 'error',
  title: 'Claimed card on pods',
  reason:
    'KubeVirt plugs claimed cards into VMs; pods have them by resources.claims of their containers, and no interface',
  source: 'KubeVirt networks[].resourceClaim; Kubernetes dynamic resource allocation',
  *check(model) {
    for (const nic of model.nics) {
      if (nic.attachment.kind !== 'claim' || isVirtualMachineKind(nic.workload.workloadKind)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: nic.attachment.id,
        remedy: 'attach the pods to a network of an attachment definition',
      };
    }
  },
};
