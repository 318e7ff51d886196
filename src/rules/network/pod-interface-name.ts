import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { isInterfaceName } from './guest-name-invalid';

export const podInterfaceNameInvalid: Rule = {
  id: 'VNF421',
  severity: 'error',
  title: 'Pod interface name that cannot be',
  reason: 'a pod interface has a name of 1 to 15 characters of its own, and eth0 is that of the pod network',
  source: 'Linux net/core/dev.c dev_valid_name; EMCO ovnaction json-schemas/network-load-interface.json',
  *check(model) {
    for (const workload of model.workloads) {
      const nics = model.nicsOf(workload);
      const again = new Set(
        [...duplicates(nics, ({ attachment }) => attachment.interfaceName)].map((pair) => pair.again),
      );
      for (const nic of nics) {
        const name = nic.attachment.interfaceName;
        if (name === undefined || (isInterfaceName(name) && name !== 'eth0' && !again.has(nic))) continue;
        yield {
          at: workload,
          field: fieldOf(nic, 'interfaceName'),
          value: name,
          remedy: `give a name that is free in the pod, such as net${nic.index + 1}, or leave it out`,
        };
      }
    }
  },
};
