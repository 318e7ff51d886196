import { at } from '../json';
import type { Rule } from '../rule';
import { fieldOf } from '../model';
import { staticNics } from './addresses';

export const staticReplicas: Rule = {
  id: 'VNF441',
  severity: 'error',
  title: 'Static address in a workload of several pods',
  reason: 'every pod asks for the same address, and only the first gets it',
  source: 'Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of staticNics(model)) {
      for (const { rendering, object } of model.objectsOf(nic.workload)) {
        const pods = podsOf(object);
        if (pods === 1) continue;
        yield {
          at: nic.workload,
          field: 'replicas',
          value: pods === undefined ? `${String(object.kind)}: one pod a node` : pods,
          reason: `${fieldOf(nic)} has the address ${nic.address}: ${staticReplicas.reason}`,
          remedy: 'use a Deployment with replicas: 1, or leave out the addresses',
          rendering,
        };
      }
    }
  },
};

/** How many pods run at once; undefined for one on each node. */
function podsOf(object: unknown): number | undefined {
  switch (at(object, 'kind')) {
    case 'DaemonSet':
      return undefined;
    case 'Job':
      return Number(at(object, 'spec', 'parallelism') ?? 1);
    default:
      return Math.max(1, Number(at(object, 'spec', 'replicas') ?? 1));
  }
}
