import { NodusProviderNetwork } from '../../network';
import type { Rule } from '../rule';

export const excludedTooLong: Rule = {
  id: 'VNF435',
  severity: 'error',
  title: 'More excluded addresses than EMCO takes',
  reason:
    'EMCO takes 1,024 characters of excluded addresses for a network and 128 for a provider network; reserved entries and static addresses stand there',
  source: 'EMCO ncm json-schemas/network.json, provider-network.json',
  *check(model) {
    for (const network of model.nodusNetworks) {
      const limit = network instanceof NodusProviderNetwork ? 128 : 1024;
      const length = network.ipv4Subnet.excludeIps?.length ?? 0;
      if (length <= limit) continue;
      yield {
        at: network,
        field: 'reserved',
        value: `${length} characters`,
        remedy: `write ranges (from..to) in place of single reserved addresses, or spread the interfaces over two networks, until it is at most ${limit}`,
      };
    }
  },
};
