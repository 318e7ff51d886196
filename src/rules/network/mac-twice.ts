import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const macTwice: Rule = {
  id: 'VNF409',
  severity: 'error',
  title: 'Two interfaces with one MAC',
  reason: 'switches send frames to one of the two only, and a guest finds its interfaces by MAC',
  source: 'KubeVirt has no such check; kubemacpool is an add-on; cloud-init network-config matches by MAC',
  *check(model) {
    for (const { first, again } of duplicates(model.nics, ({ attachment }) => attachment.givenMac)) {
      // One attachment in two workloads is a finding of its own.
      if (first.attachment === again.attachment) continue;
      yield {
        at: again.workload,
        field: fieldOf(again, 'mac'),
        value: again.attachment.givenMac,
        reason: `${fieldOf(first)} of ${first.workload.node.path} has it already: ${macTwice.reason}`,
        remedy: 'give another MAC, or leave it out and it is derived from release and path',
      };
    }
  },
};
