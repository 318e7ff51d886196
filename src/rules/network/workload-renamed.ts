import { guardOf } from '../../helm/scopes';
import { at } from '../json';
import type { Rule } from '../rule';
import { nodusNics } from './addresses';

export const workloadRenamed: Rule = {
  id: 'VNF460',
  severity: 'error',
  title: 'Workload that does not carry the name that its network intent names',
  reason:
    'EMCO looks for the object by kind and name, and where it finds none it writes a log line and deploys without the interfaces',
  source: 'EMCO src/ovnaction/internal/action/action.go',
  *check(model) {
    for (const [nic] of nodusNics(model)) {
      const { workload } = nic;
      // What a loop makes has names that only the loop knows.
      if (workload.node.scopes.some((scope) => guardOf(scope)?.kind === 'loop')) continue;
      for (const { rendering, object } of model.objectsOf(workload)) {
        const expected = rendering.evaluate(workload.workloadName);
        const name = at(object, 'metadata', 'name');
        if (name === expected && object.kind === workload.workloadKind) continue;
        yield {
          at: workload,
          field: 'metadata.name',
          value: `${String(object.kind)} ${String(name)}`,
          reason: `the intent names ${workload.workloadKind} ${expected}: ${workloadRenamed.reason}`,
          remedy: 'drop the JSON patch that changes kind or metadata.name; to rename the object, rename its construct',
          rendering,
        };
      }
    }
  },
};
