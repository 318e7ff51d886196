import type { Rule } from '../rule';
import { nodusNics } from './addresses';

/** Nodus' own interface of the pod is one more. */
const MOST = 8;

export const tooManyInterfaces: Rule = {
  id: 'VNF420',
  severity: 'error',
  title: 'More than eight Nodus interfaces',
  reason: 'Nodus makes at most nine ports for a pod, its default one among them',
  source: 'Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nics of nodusNics(model)) {
      if (nics.length <= MOST) continue;
      yield {
        at: nics[0].workload,
        field: 'interfaces',
        value: `${nics.length} Nodus interfaces`,
        remedy: `keep at most ${MOST}, or move the others to SR-IOV or other attachment definitions`,
      };
    }
  },
};
