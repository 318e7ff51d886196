import { at } from '../json';
import type { Rule } from '../rule';
import { fieldOf, type Nic } from '../model';

export const staticReplicas: Rule = {
  id: 'VNF441',
  severity: 'error',
  title: 'Static address in a workload of several pods',
  reason: 'every pod has the same address: Nodus gives it to the first only, and on other networks all answer for it',
  source: 'Nodus internal/pkg/ovn/ovn.go; RFC 5227',
  *check(model) {
    for (const nic of model.nics) {
      const address = fixedAddressOf(nic);
      if (address === undefined) continue;
      for (const { rendering, object } of model.objectsOf(nic.workload)) {
        const pods = podsOf(object);
        if (pods === 1) continue;
        yield {
          at: nic.workload,
          field: 'replicas',
          value: pods === undefined ? `${String(object.kind)}: one pod a node` : pods,
          reason: `${fieldOf(nic)} has the address ${address}: ${staticReplicas.reason}`,
          remedy: 'use a Deployment with replicas: 1, or leave out the addresses',
          rendering,
        };
      }
    }
  },
};

/** The address that every pod of the workload would have. KubeVirt hides those of guests on the pod network. */
function fixedAddressOf({ attachment }: Nic): string | undefined {
  return attachment.kind === 'pod' ? undefined : (attachment.address ?? attachment.guestAddresses[0]);
}

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
