import { Chart } from 'cdk8s';
import { duplicates } from '../duplicates';
import { fieldOf, type Nic } from '../model';
import type { Rule } from '../rule';

export const guestAddressTwice: Rule = {
  id: 'VNF446',
  severity: 'error',
  title: 'Two guests with one address on a network',
  reason: 'both answer for the address, and each peer reaches the one that answers first',
  source: 'RFC 5227',
  *check(model) {
    const addresses = model.nics
      // KubeVirt hides the addresses of guests on the pod network from each other.
      .filter(({ attachment }) => attachment.kind !== 'pod')
      .flatMap((nic) =>
        nic.attachment.guestAddresses.map((entry, index) => ({
          nic,
          entry,
          index,
          address: entry.split('/')[0] ?? '',
        })),
      );
    for (const { first, again } of duplicates(addresses, ({ nic, address }) => `${placeOf(nic)} ${address}`)) {
      // One attachment in two workloads is a finding of its own.
      if (first.nic.attachment === again.nic.attachment) continue;
      yield {
        at: again.nic.workload,
        field: fieldOf(again.nic, `addresses[${again.index}]`),
        value: again.entry,
        reason: `${fieldOf(first.nic)} of ${first.nic.workload.node.path} has it already: ${guestAddressTwice.reason}`,
        remedy: 'give another address; an AddressPlan gives each owner one of its own',
      };
    }
  },
};

/** What is the same network for sure: one construct, one definition with namespace, or one without in one chart. */
function placeOf({ workload, attachment }: Nic): string {
  const { network, definition = attachment.id } = attachment;
  if (network) return network.node.path;
  return definition.includes('/') ? definition : `${Chart.of(workload).node.path} ${definition}`;
}
