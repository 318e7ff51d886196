import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const attachedTwice: Rule = {
  id: 'VNF417',
  severity: 'error',
  title: 'Network attached twice to one workload',
  reason:
    'Nodus makes one interface for a network and pod, KubeVirt takes one interface for a network, and both are called alike',
  source: 'Nodus internal/pkg/cniserver/cni.go; KubeVirt pkg/network/admitter',
  *check(model) {
    for (const workload of model.workloads) {
      const pairs = duplicates(model.nicsOf(workload), ({ attachment }) => attachment.definition ?? attachment.id);
      for (const { first, again } of pairs) {
        yield {
          at: workload,
          field: fieldOf(again),
          value: again.attachment.id,
          remedy: `remove it, or attach to another network: ${fieldOf(first)} is on ${first.attachment.id} already`,
        };
      }
    }
  },
};
