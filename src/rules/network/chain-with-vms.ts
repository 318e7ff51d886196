import type { Rule } from '../rule';
import { NODUS_GROUP, rendered } from './rendered';

export const chainWithVms: Rule = {
  id: 'VNF465',
  severity: 'warning',
  title: 'Network chain in an app with VMs',
  reason:
    'Nodus writes the routes of a chain into the network namespace of pods: the guest of a VM never sees them, and interfaces with static addresses are not found',
  source: 'Nodus internal/pkg/utils/chain.go',
  *check(model) {
    if (model.vms.length === 0) return;
    for (const { construct, object } of rendered(model, NODUS_GROUP, 'NetworkChaining')) {
      yield {
        at: construct,
        field: 'path',
        value: object.kind,
        remedy: 'give routes on the attachments of the VMs instead; silence this where the chain is for pods alone',
      };
    }
  },
};
