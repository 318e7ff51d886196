import type { Rule } from '../rule';
import { isInterfaceName } from './guest-name-invalid';
import { networksOnNodes } from './nodes-of-network';

export const logicalInterfaceName: Rule = {
  id: 'VNF437',
  severity: 'error',
  title: 'Host interface name that Linux refuses',
  reason:
    'Linux names interfaces with 1 to 15 characters, without blanks, slashes and colons, also the VLAN device of a provider network',
  source: 'Linux net/core/dev.c dev_valid_name; Nodus cmd/nfn-agent/nfn-agent.go',
  *check(model) {
    for (const { network, hostInterface, providerInterface, field } of networksOnNodes(model)) {
      if (!isInterfaceName(providerInterface)) {
        yield {
          at: network,
          field: `${field}.providerInterface`,
          value: providerInterface,
          remedy: 'give the name of the host interface as ip link shows it',
        };
      } else if (!isInterfaceName(hostInterface)) {
        yield {
          at: network,
          field: 'vlan.logicalInterface',
          value: hostInterface,
          remedy: 'give one of at most 15 characters, such as vlan100',
        };
      }
    }
  },
};
