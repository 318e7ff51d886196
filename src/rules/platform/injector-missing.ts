import { isVirtualMachineKind } from '../../network';
import { Platform } from '../../platform';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const injectorMissing: Rule = {
  id: 'VNF603',
  severity: 'error',
  title: 'Virtual function that nobody asks for',
  reason:
    'from 1.9 on KubeVirt leaves it to the network resources injector to ask for virtual functions, and the VM gets none without it',
  source: 'KubeVirt feature gate ExternalNetResourceInjection, kubevirt#18488; harvester#11291',
  *check(model) {
    for (const nic of model.nics) {
      const platform = Platform.of(nic.workload);
      if (platform.sriovOperator.resourceInjector || !platform.isAtLeast('kubevirt', '1.9.0')) continue;
      // The scheduler allocates what is claimed.
      if (nic.attachment.kind === 'claim') continue;
      if (nic.attachment.binding !== 'sriov' || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: `${nic.attachment.id} on KubeVirt ${platform.kubevirt}`,
        remedy: 'switch on enableInjector of the SriovOperatorConfig, and resourceInjector of the platform',
      };
    }
  },
};
