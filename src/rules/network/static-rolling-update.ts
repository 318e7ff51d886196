import { at } from '../json';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { staticNics } from './addresses';

export const staticRollingUpdate: Rule = {
  id: 'VNF442',
  severity: 'error',
  title: 'Static address in a Deployment that rolls its pods',
  reason: 'the new pod asks for the address while the old one has it, so that the update never ends',
  source: 'Kubernetes Deployment strategy, RollingUpdate by default; Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of staticNics(model)) {
      for (const { rendering, object } of model.objectsOf(nic.workload)) {
        const strategy = at(object, 'spec', 'strategy', 'type') ?? 'RollingUpdate';
        if (object.kind !== 'Deployment' || strategy === 'Recreate') continue;
        yield {
          at: nic.workload,
          field: 'strategy',
          value: strategy,
          reason: `${fieldOf(nic)} has the address ${nic.address}: ${staticRollingUpdate.reason}`,
          remedy: 'give the Deployment the strategy Recreate (DeploymentStrategy.recreate())',
          rendering,
        };
      }
    }
  },
};
