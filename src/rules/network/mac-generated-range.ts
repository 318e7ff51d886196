import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { macProblem } from './macs';

export const macGeneratedRange: Rule = {
  id: 'VNF408',
  severity: 'warning',
  title: 'MAC from the range that Nodus draws from',
  reason: 'Nodus gives 00:00:00:xx:xx:xx at random to ports without a MAC and does not look whether one is taken',
  source: 'Nodus internal/pkg/ovn/utils.go',
  *check(model) {
    for (const nic of model.nics) {
      const { givenMac } = nic.attachment;
      if (!givenMac?.startsWith('00:00:00:') || macProblem(givenMac) !== undefined) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'mac'),
        value: givenMac,
        remedy: `give one outside that range, such as 52:54:00${givenMac.slice(8)}`,
      };
    }
  },
};
