import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from './quantity';
import { guestMemoryOf } from './size';
import { renderedVms } from './specs';

export const memoryMissing: Rule = {
  id: 'VNF205',
  severity: 'error',
  title: 'VM without memory',
  reason: 'KubeVirt refuses a VM that states no memory, or less than 1M',
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, spec, vmSpec, rendering } of renderedVms(model)) {
      const domain = at(spec, 'domain');
      const guest = guestMemoryOf(domain);
      // An instance type states the memory; pages alone are as much as one page.
      if (at(vmSpec, 'instancetype') !== undefined || at(domain, 'memory', 'hugepages') !== undefined) continue;
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
