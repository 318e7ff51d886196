import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from './quantity';
import { renderedVms } from './specs';

export const memoryMissing: Rule = {
  id: 'VNF205',
  severity: 'error',
  title: 'VM without memory',
  reason: 'KubeVirt refuses a VM that states no memory, or less than 1M',
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, object, spec, rendering } of renderedVms(model)) {
      const { memory, resources } = (at(spec, 'domain') ?? {}) as Readonly<Record<string, unknown>>;
      const guest = at(memory, 'guest') ?? at(resources, 'requests', 'memory') ?? at(resources, 'limits', 'memory');
      // An instance type states the memory; pages alone are as much as one page.
      if (at(object, 'spec', 'instancetype') !== undefined || at(memory, 'hugepages') !== undefined) continue;
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
