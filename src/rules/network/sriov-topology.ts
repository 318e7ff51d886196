import type { Rule } from '../rule';
import { policiesByDefault } from './operator-objects';

export const sriovTopology: Rule = {
  id: 'VNF475',
  severity: 'error',
  title: 'Policies of one resource that disagree on its NUMA nodes',
  reason: 'the device plugin tells the NUMA node of all functions of a resource or of none',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    const policies = policiesByDefault(model);
    for (const [index, { construct, spec }] of policies.entries()) {
      const other = policies
        .slice(0, index)
        .find(
          (one) =>
            one.spec.resourceName === spec.resourceName &&
            (one.spec.excludeTopology ?? false) !== (spec.excludeTopology ?? false),
        );
      if (!other) continue;
      yield {
        at: construct,
        field: 'excludeTopology',
        value: spec.excludeTopology ?? false,
        reason: `${other.construct.node.path} says otherwise: ${sriovTopology.reason}`,
        remedy: 'say the same in all policies of the resource, or give them resources of their own',
      };
    }
  },
};
