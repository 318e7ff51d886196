import { at } from '../json';
import type { Rule } from '../rule';
import { namesGuest } from './added-resources';

const LINKS = /\/(network-chains\/[^/]+\/links|sfc-clients)$/;

export const guestInChain: Rule = {
  id: 'VNF539',
  severity: 'error',
  title: 'VM in a service function chain of EMCO',
  reason:
    'EMCO’s chaining controllers read the workload by the Go types of Kubernetes’ own kinds: a VM ends the instantiation with an error',
  source: 'EMCO src/sfc/internal/action, src/sfcclient/internal/action',
  *check(model) {
    for (const added of model.addedResources) {
      if (!LINKS.test(added.anchor)) continue;
      const { spec } = added.resource;
      const name = at(spec, 'workloadResource');
      if (at(spec, 'resourceType') !== 'VirtualMachine' && !namesGuest(model, added, at(spec, 'app'), name)) continue;
      yield {
        at: added.at,
        field: `${added.field}.spec.workloadResource`,
        value: name,
        remedy: 'leave the resource out, and put a NodusNetworkChain into a chart',
      };
    }
  },
};
