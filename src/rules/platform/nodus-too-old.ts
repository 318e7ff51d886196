import { isVirtualMachineKind } from '../../network';
import { Platform } from '../../platform';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const nodusTooOld: Rule = {
  id: 'VNF605',
  severity: 'error',
  title: 'VM on a Nodus that makes all interfaces of a pod at once',
  reason: 'KubeVirt attaches each network by a definition of its own, which Nodus takes one by one from 3.0 on',
  source: 'Nodus internal/pkg/cniserver/cni.go, nfn-network; first in release 3.0.0',
  *check(model) {
    for (const nic of model.nics) {
      const platform = Platform.of(nic.workload);
      if (nic.attachment.kind !== 'nodus' || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
      if (platform.isAtLeast('nodus', '3.0.0')) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: `${nic.attachment.id} on Nodus ${platform.nodus}`,
        remedy: 'state a platform with Nodus 3.0 or later, or run the workload as pods',
      };
    }
  },
};
