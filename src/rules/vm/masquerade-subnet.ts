import { isIPv4, isIPv6 } from 'node:net';
import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

const FAMILIES = [
  ['vmNetworkCIDR', 'subnet', isIPv4, 30, '10.0.2.0/24'],
  ['vmIPv6NetworkCIDR', 'ipv6Subnet', isIPv6, 126, 'fd10:0:2::/120'],
] as const;

export const masqueradeSubnet = vmRule(
  {
    id: 'VNF249',
    severity: 'error',
    title: 'Subnet behind a masquerade that is none',
    reason: 'KubeVirt takes gateway and guest from the subnet when the VM starts, and stops at one that it cannot read',
    source: 'KubeVirt user guide, network/interfaces_and_networks',
  },
  function* ({ spec }) {
    const devices = listAt(spec, 'domain', 'devices', 'interfaces');
    for (const network of listAt(spec, 'networks')) {
      const index = devices.findIndex((device) => at(device, 'name') === at(network, 'name'));
      for (const [key, property, isAddress, longest, example] of FAMILIES) {
        const value = at(network, 'pod', key);
        if (value === undefined || value === '' || isSubnet(String(value), isAddress, longest)) continue;
        yield { field: `interfaces[${index}].${property}`, value, remedy: `give a subnet such as ${example}` };
      }
    }
  },
);

function isSubnet(text: string, isAddress: (text: string) => boolean, longest: number): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  return rest.length === 0 && isAddress(address) && /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest;
}
