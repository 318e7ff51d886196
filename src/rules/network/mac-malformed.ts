import { hasSentinel } from '../../helm/sentinel';
import { everyAt } from '../json';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { renderedVms } from '../vm/specs';
import { macProblem, plainMac } from './macs';

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
    // Attachments are all there is of the others.
    for (const { guest, vm, spec, rendering } of renderedVms(model)) {
      const given = guest ? [] : everyAt(spec, 'domain.devices.interfaces.*.macAddress');
      for (const { path, value } of given.filter((mac) => mac.value !== '')) {
        const reason = macProblem(plainMac(String(value)));
        if (reason === undefined) continue;
        yield {
          at: vm,
          field: path.replace('domain.devices.', ''),
          value,
          reason,
          remedy: 'give a locally administered unicast MAC such as 52:54:00:12:34:56, or leave it out',
          rendering,
        };
      }
    }
  },
};
