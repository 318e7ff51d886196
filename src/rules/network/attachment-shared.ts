import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const attachmentShared: Rule = {
  id: 'VNF419',
  severity: 'error',
  title: 'One attachment in two places',
  reason: 'an attachment is one interface of one workload: a second would have the same address, MAC and name',
  source: 'design of this library: address and MAC of an interface are written once',
  *check(model) {
    for (const nic of model.nics) {
      const [first] = nic.attachment.workloads;
      const isFirst =
        model.nicsOf(nic.workload).findIndex(({ attachment }) => attachment === nic.attachment) === nic.index;
      if (first === nic.workload && isFirst) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: nic.attachment.id,
        reason: `${first?.node.path} uses it: ${attachmentShared.reason}`,
        remedy: `call attach() again for ${nic.workload.node.path}`,
      };
    }
  },
};
