import type { Rule } from '../rule';
import { isInterfaceName } from './guest-name-invalid';

export const logicalInterfaceName: Rule = {
  id: 'VNF437',
  severity: 'error',
  title: 'Host interface name that Linux refuses',
  reason:
    'Linux names interfaces with 1 to 15 characters, without blanks, slashes and colons, also the VLAN device of a provider network',
  source: 'Linux net/core/dev.c dev_valid_name; Nodus cmd/nfn-agent/nfn-agent.go',
  *check(model) {
    for (const network of model.providerNetworks) {
      const { logicalInterfaceName: logical, providerInterfaceName: provider } = network.vlan;
      const short = `vlan${network.vlanId}`;
      if (!isInterfaceName(provider)) {
        yield {
          at: network,
          field: 'vlan.providerInterface',
          value: provider,
          remedy: 'give the name of the host interface as ip link shows it',
        };
      } else if (!isInterfaceName(logical)) {
        yield {
          at: network,
          field: 'vlan.logicalInterface',
          value: logical,
          remedy: `give a shorter name, such as ${short}`,
        };
      }
    }
  },
};
