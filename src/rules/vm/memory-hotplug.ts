import { at } from '../json';
import { parseQuantity } from './quantity';
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
  function* ({ spec }): Generator<VmObservation> {
    const domain = at(spec, 'domain');
    const { guest, maxGuest, hugepages } = (at(domain, 'memory') ?? {}) as Readonly<Record<string, unknown>>;
    const [size, most] = [parseQuantity(guest), parseQuantity(maxGuest)];
    if (most === undefined || size === undefined) return;
    const field = 'memory.maxSize';
    const hindrances = {
      'real-time CPUs': at(domain, 'cpu', 'realtime'),
      'NUMA cells of the host': at(domain, 'cpu', 'numa', 'guestMappingPassthrough'),
      'encrypted memory': at(domain, 'launchSecurity'),
      'another architecture than amd64': at(spec, 'architecture') === 'amd64' ? undefined : true,
    };
    for (const [what, there] of Object.entries(hindrances)) {
      if (there !== undefined)
        yield { field, value: maxGuest, reason: `the VM has ${what}`, remedy: 'leave out maxSize' };
    }
    const page = at(hugepages, 'pageSize') === '1Gi' ? GIBIBYTE : 2 * 2 ** 20;
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
