import { isVirtualMachineKind } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { nodusNics } from './addresses';

export const mixedVmMacs: Rule = {
  id: 'VNF414',
  severity: 'warning',
  title: 'Given and derived MACs on the Nodus interfaces of one VM',
  reason:
    'the derived MAC changes with the release and the given one does not, so that whoever knows the VM by its MACs knows half of it',
  source: 'design of this library: MACs are derived from release and path where none is given',
  *check(model) {
    for (const nics of nodusNics(model)) {
      const fixed = nics.filter(({ attachment }) => attachment.isStatic);
      if (!fixed.some(({ attachment }) => attachment.givenMac !== undefined)) continue;
      for (const nic of fixed.filter(({ attachment }) => attachment.givenMac === undefined)) {
        if (!isVirtualMachineKind(nic.workload.workloadKind)) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'mac'),
          value: '(derived)',
          remedy: 'give each static Nodus interface of the VM a MAC, or none of them',
        };
      }
    }
  },
};
