import { at } from '../json';
import { sizedDomain } from './instancetype';
import { parseQuantity } from './quantity';
import { pagedMemoryOf } from './size';
import { vmRule, type VmObservation } from './vm-rule';

export const hugepages = vmRule(
  {
    id: 'VNF206',
    severity: 'error',
    title: 'Memory that is no multiple of its huge pages',
    reason: 'KubeVirt backs the memory with whole pages and refuses a rest',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* (vm): Generator<VmObservation> {
    const domain = sizedDomain(vm);
    const pages = at(domain, 'memory', 'hugepages');
    if (!pages) return;
    const pageSize = at(pages, 'pageSize');
    if (pageSize === undefined || pageSize === '') {
      const reason = 'KubeVirt asks for the size of the pages';
      yield { field: 'memory.hugepages', value: '(none)', reason, remedy: "write '2Mi' or '1Gi'" };
      return;
    }
    const memory = pagedMemoryOf(domain);
    const [bytes, page] = [parseQuantity(memory), parseQuantity(pageSize)];
    if (bytes === undefined || !page || (bytes >= page && bytes % page === 0)) return;
    const count = Math.max(1, Math.ceil(bytes / page));
    const unit = String(pageSize).replace(/^[0-9]+/, '');
    yield {
      field: 'memory',
      value: `${String(memory)} in pages of ${String(pageSize)}`,
      remedy: `give ${count * Number.parseInt(String(pageSize), 10)}${unit}, or smaller pages`,
    };
  },
);
