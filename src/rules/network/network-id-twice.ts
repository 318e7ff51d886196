import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const networkIdTwice: Rule = {
  id: 'VNF418',
  severity: 'error',
  title: 'Two networks of one name in a workload',
  reason:
    'KubeVirt refuses two networks[] of one name, and the name is that of the attachment definition, without namespace',
  source: 'KubeVirt pkg/network/admitter',
  *check(model) {
    for (const workload of model.workloads) {
      const pairs = duplicates(model.nicsOf(workload), ({ attachment }) => attachment.id);
      for (const { first, again } of pairs) {
        if (first.attachment.definition === again.attachment.definition) continue;
        yield {
          at: workload,
          field: fieldOf(again),
          value: again.attachment.definition ?? again.attachment.id,
          remedy: `rename one of the networks: ${fieldOf(first)} is ${first.attachment.definition ?? 'the pod network'}`,
        };
      }
    }
  },
};
