import { isVirtualMachineKind } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { nodusNics } from './addresses';

export const mixedMacs: Rule = {
  id: 'VNF413',
  severity: 'error',
  title: 'Static Nodus interfaces with and without MAC in one pod',
  reason: 'Nodus keeps the MAC of one entry for the next that has none, so that two interfaces of the pod get the same',
  source: 'Nodus internal/pkg/ovn/ovn.go AddLogicalPorts',
  *check(model) {
    for (const nics of nodusNics(model)) {
      const fixed = nics.filter(({ attachment }) => attachment.isStatic);
      if (!fixed.some(({ attachment }) => attachment.givenMac !== undefined)) continue;
      for (const nic of fixed.filter(({ attachment }) => attachment.givenMac === undefined)) {
        // A VM's MACs are derived where none is given.
        if (isVirtualMachineKind(nic.workload.workloadKind)) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'mac'),
          value: '(none)',
          remedy: 'give each static Nodus interface of the pod a MAC, or none of them',
        };
      }
    }
  },
};
