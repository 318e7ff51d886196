import { listAt } from '../json';
import type { Rule } from '../rule';
import { NODUS_GROUP, rendered } from './rendered';

export const nodusObjectIgnored: Rule = {
  id: 'VNF467',
  severity: 'warning',
  title: 'Settings of a Nodus network that nobody reads',
  reason: 'Nodus reads the first IPv4 subnet only, neither DNS nor routes, and gives no addresses of IPv6 subnets',
  source: 'Nodus pkg/controller/network; internal/pkg/ovn/common.go',
  *check(model) {
    for (const { construct, rendering, spec } of rendered(model, NODUS_GROUP, 'Network', 'ProviderNetwork')) {
      const found = { at: construct, rendering };
      for (const key of ['dns', 'routes', 'ipv6Subnets']) {
        if (spec[key] === undefined) continue;
        const remedy = key === 'ipv6Subnets' ? 'leave it out' : 'leave it out, and say it on the attachments';
        yield { ...found, field: key, value: spec[key], remedy };
      }
      const subnets = listAt(spec, 'ipv4Subnets');
      if (subnets.length < 2) continue;
      yield { ...found, field: 'ipv4Subnets', value: `${subnets.length} subnets`, remedy: 'make a network for each' };
    }
  },
};
