import { at } from '../json';
import { isLiveUpdated } from './kubevirt-configuration';
import { parseQuantity } from './quantity';
import { vmRule } from './vm-rule';

export const memoryLimit = vmRule(
  {
    id: 'VNF246',
    severity: 'warning',
    title: 'Memory limit without room for the emulator',
    reason:
      'KubeVirt adds what it reckons the emulator takes to the limit, and the node kills the VM where it takes more',
    source: 'KubeVirt pkg/hypervisor/kvm/hypervisorbackend.go; kubevirt#10959',
  },
  function* (vm, model) {
    const domain = at(vm.spec, 'domain');
    const guest = at(domain, 'memory', 'guest');
    const limit = at(domain, 'resources', 'limits', 'memory');
    const [size, most] = [parseQuantity(guest), parseQuantity(limit)];
    if (size === undefined || !most || most > size) return;
    const remedy = 'leave out the limit, and the pod gets what the guest has and the emulator takes';
    const isRefused = most < size && !isLiveUpdated(vm, model);
    const reason = isRefused
      ? `under the rollout strategy Stage KubeVirt refuses a limit below the guest’s ${String(guest)}`
      : undefined;
    yield { field: 'resources.limits.memory', value: limit, remedy, ...(reason && { reason }) };
  },
);
