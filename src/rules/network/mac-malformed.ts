import { hasSentinel } from '../../helm/sentinel';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { macProblem } from './macs';

export const macMalformed: Rule = {
  id: 'VNF407',
  severity: 'error',
  title: 'MAC is no unicast address that an interface can have',
  reason: 'KubeVirt refuses the interface, or no frame ever reaches it',
  source: 'KubeVirt pkg/network/admitter; Nodus internal/pkg/ovn/ovn.go',
  *check(model) {
    for (const nic of model.nics) {
      const { givenMac } = nic.attachment;
      const problem = givenMac === undefined ? undefined : macProblem(givenMac);
      if (givenMac === undefined || problem === undefined) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'mac'),
        value: hasSentinel(givenMac) ? 'a chart value' : givenMac,
        reason: problem,
        remedy:
          'give a locally administered unicast MAC such as 52:54:00:12:34:56, or leave it out and it is derived from the release',
      };
    }
  },
};
