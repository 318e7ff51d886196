import { isInRange, parseIpv4Range } from '../../network/ipv4';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { staticNics } from './addresses';

export const addressInPool: Rule = {
  id: 'VNF447',
  severity: 'warning',
  title: 'Address written by hand in the pool of derived ones',
  reason: 'the owner whose derived address it is gets another one, although nobody touched that owner',
  source: 'design of this library: address plans',
  *check(model) {
    for (const nic of staticNics(model)) {
      const { addressPlan } = nic.network;
      const isByHand =
        isInRange(nic.address, parseIpv4Range(addressPlan.pool ?? '')) && !addressPlan.hasGiven(nic.address);
      if (!isByHand) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'address'),
        value: nic.address,
        remedy: `give an address outside ${addressPlan.pool}, or let ${nic.network.node.path} derive one with addressFor`,
      };
    }
  },
};
