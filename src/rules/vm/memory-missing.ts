import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from './quantity';
import { renderedVms } from './specs';

export const memoryMissing: Rule = {
  id: 'VNF205',
  severity: 'error',
  title: 'VM without memory',
  reason: 'KubeVirt refuses a VM that states no memory, or less than 1M',
  source: 'KubeVirt pkg/virt-api/webhooks, validateMemoryRequests',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      const guest = at(spec, 'domain', 'memory', 'guest') ?? at(spec, 'domain', 'resources', 'requests', 'memory');
      if ((parseQuantity(guest) ?? 0) >= 1e6) continue;
      yield {
        at: vm,
        field: 'memory',
        value: guest ?? '(none)',
        remedy: 'give an amount such as Size.gibibytes(2)',
        rendering,
      };
    }
  },
};
