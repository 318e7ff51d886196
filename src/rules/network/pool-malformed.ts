import { AddressPlan, Ipv4Subnet } from '../../network';
import { formatIpv4, parseIpv4Range } from '../../network/ipv4';
import type { Rule } from '../rule';
import { hostsText } from './addresses';

export const poolMalformed: Rule = {
  id: 'VNF448',
  severity: 'error',
  title: 'Pool of derived addresses outside the hosts of its subnet',
  reason: 'derived addresses come from the range first..last, and all of them must be hosts of the subnet',
  source: 'design of this library: address plans',
  *check(model) {
    for (const plan of model.constructs.filter((construct) => construct instanceof AddressPlan)) {
      const subnet = Ipv4Subnet.tryParse(plan.subnet);
      if (plan.pool === undefined || !subnet) continue;
      const pool = parseIpv4Range(plan.pool);
      const ends = pool && [pool.first, pool.last].map(formatIpv4);
      if (ends?.every((end) => subnet.contains(end) && !subnet.isReserved(end))) continue;
      yield {
        at: plan,
        field: 'pool',
        value: plan.pool,
        remedy: `write a range inside ${hostsText(plan.subnet)}, such as ${formatIpv4(subnet.hosts.first)}..${formatIpv4(subnet.hosts.last)}`,
      };
    }
  },
};
