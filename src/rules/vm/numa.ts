import { at } from '../json';
import { isSizedElsewhere, sizedDomain } from './instancetype';
import { vmRule, type VmObservation } from './vm-rule';

const DEDICATED = ['cpu', 'dedicatedCpuPlacement'];
const CELLS = ['cpu', 'numa', 'guestMappingPassthrough'];
const REALTIME = ['cpu', 'realtime'];
const PAGES = ['memory', 'hugepages'];

/** What stands in need of what. */
const NEEDS = [
  { need: DEDICATED, of: [CELLS, REALTIME], remedy: 'use GuestCpu.dedicated()' },
  { need: CELLS, of: [REALTIME], remedy: 'write numaPassthrough: true' },
  { need: PAGES, of: [CELLS], remedy: "give memory: { size, hugepages: '1Gi' }" },
];

export const numa = vmRule(
  {
    id: 'VNF218',
    severity: 'error',
    title: 'NUMA cells of the host or real time without what they need',
    reason:
      'KubeVirt shows the cells of the host only to guests with dedicated CPUs and huge pages, and only guests that see them run in real time',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* (vm): Generator<VmObservation> {
    if (isSizedElsewhere(vm)) return;
    const domain = sizedDomain(vm);
    const has = (path: readonly string[]): boolean => Boolean(at(domain, ...path));
    for (const { need, of, remedy } of NEEDS) {
      if (of.some(has) && !has(need)) yield { field: need.join('.'), value: '(none)', remedy };
    }
  },
);
