import type { Attachment } from '../../network';
import { fieldOf } from '../model';
import type { Observation, Rule } from '../rule';

/** What only one guest can have. */
const OWN = [
  ['mac', ({ givenMac }) => givenMac],
  ['address', ({ address }) => address],
  ['addresses', ({ guestAddresses }) => (guestAddresses.length === 0 ? undefined : guestAddresses.join(', '))],
  ['guestName', ({ guest }) => guest.guestName],
] as const satisfies readonly (readonly [string, (attachment: Attachment) => string | undefined])[];

export const replicatedIdentity: Rule = {
  id: 'VNF235',
  severity: 'error',
  title: 'Identity of one guest in a description of several',
  reason:
    'every guest of a pool or replica set is the same, so that MACs and addresses collide, and without a known MAC no interface can be renamed',
  source: 'KubeVirt pkg/virt-controller/watch/pool',
  *check(model): Generator<Observation> {
    for (const nic of model.nics) {
      if (!nic.workload.isReplicated) continue;
      for (const [property, valueOf] of OWN) {
        const value = valueOf(nic.attachment);
        if (value === undefined) continue;
        const field = fieldOf(nic, property);
        yield { at: nic.workload, field, value, remedy: `leave out ${property}, or use VirtualMachine` };
      }
    }
  },
};
