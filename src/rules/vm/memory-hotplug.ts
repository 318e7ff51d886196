import { at } from '../json';
import { sizedDomain } from './instancetype';
import { isLiveUpdated } from './kubevirt-configuration';
import { parseQuantity } from './quantity';
import { guestMemoryOf } from './size';
import { vmRule, type VmObservation } from './vm-rule';

const GIBIBYTE = 2 ** 30;

export const memoryHotplug = vmRule(
  {
    id: 'VNF211',
    severity: 'error',
    title: 'Memory that cannot grow as stated',
    reason:
      'KubeVirt adds memory in whole pages, from 1Gi on, on amd64, to VMs without real time, NUMA cells or encryption',
    source: 'KubeVirt pkg/liveupdate/memory/memory.go',
  },
  function* (vm, model): Generator<VmObservation> {
    const domain = sizedDomain(vm);
    const guest = guestMemoryOf(domain);
    const maxGuest = at(domain, 'memory', 'maxGuest');
    const [size, most] = [parseQuantity(guest), parseQuantity(maxGuest)];
    if (most === undefined || size === undefined || !isLiveUpdated(vm, model)) return;
    const field = 'memory.maxSize';
    const hindrances = {
      'real-time CPUs': at(domain, 'cpu', 'realtime'),
      'NUMA cells of the host': at(domain, 'cpu', 'numa', 'guestMappingPassthrough'),
      'encrypted memory': at(domain, 'launchSecurity'),
      'another architecture than amd64': (at(vm.spec, 'architecture') ?? 'amd64') === 'amd64' ? undefined : true,
    };
    for (const [what, there] of Object.entries(hindrances)) {
      if (there !== undefined)
        yield { field, value: maxGuest, reason: `the VM has ${what}`, remedy: 'leave out maxSize' };
    }
    const page = at(domain, 'memory', 'hugepages', 'pageSize') === '1Gi' ? GIBIBYTE : 2 * 2 ** 20;
    if (size > most) {
      yield { field, value: maxGuest, reason: `it is less than ${String(guest)}`, remedy: 'give more than the size' };
    } else if (size < GIBIBYTE) {
      yield { field: 'memory.size', value: guest, reason: 'memory grows from 1Gi on', remedy: 'give at least 1Gi' };
    } else if (size % page !== 0 || most % page !== 0) {
      const remedy = `give multiples of ${page === GIBIBYTE ? '1Gi' : '2Mi'}`;
      yield { field, value: `${String(guest)} to ${String(maxGuest)}`, reason: 'memory grows by whole pages', remedy };
    }
  },
);
