import { at } from '../json';
import { vmRule } from './vm-rule';

export const numa = vmRule(
  {
    id: 'VNF218',
    severity: 'error',
    title: 'NUMA cells of the host without huge pages',
    reason: 'KubeVirt shows the cells of the host only to guests backed by huge pages',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    if (at(spec, 'domain', 'cpu', 'numa', 'guestMappingPassthrough') === undefined) return;
    if (at(spec, 'domain', 'memory', 'hugepages') !== undefined) return;
    yield { field: 'memory.hugepages', value: '(none)', remedy: "give memory: { size, hugepages: '1Gi' }" };
  },
);
