import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from './quantity';
import { renderedVms } from './specs';

export const hugepages: Rule = {
  id: 'VNF206',
  severity: 'error',
  title: 'Memory that is no multiple of its huge pages',
  reason: 'KubeVirt backs the memory with whole pages and refuses a rest',
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      const pageSize = at(spec, 'domain', 'memory', 'hugepages', 'pageSize');
      if (pageSize === undefined) continue;
      const memory = at(spec, 'domain', 'resources', 'requests', 'memory') ?? at(spec, 'domain', 'memory', 'guest');
      const [bytes, page] = [parseQuantity(memory), parseQuantity(pageSize)];
      if (bytes === undefined || !page || (bytes >= page && bytes % page === 0)) continue;
      const pages = Math.max(1, Math.ceil(bytes / page));
      const unit = String(pageSize).replace(/^[0-9]+/, '');
      yield {
        at: vm,
        field: 'memory',
        value: `${String(memory)} in pages of ${String(pageSize)}`,
        remedy: `give ${pages * Number.parseInt(String(pageSize), 10)}${unit}, or smaller pages`,
        rendering,
      };
    }
  },
};
