import { isIPv4 } from 'node:net';
import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const dhcpOptions = vmRule(
  {
    id: 'VNF229',
    severity: 'error',
    title: 'DHCP option that KubeVirt refuses',
    reason: 'private options go from 224 to 254, each once, and time servers are IPv4 addresses',
    source: 'KubeVirt pkg/network/admitter/netiface.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    for (const [nic, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      const options = listAt(device, 'dhcpOptions', 'privateOptions').map((one) => at(one, 'option'));
      const field = `interfaces[${nic}].dhcpOptions`;
      for (const option of options) {
        if (Number(option) >= 224 && Number(option) <= 254) continue;
        yield { field: `${field}.privateOptions`, value: option ?? '(none)', remedy: 'give 224 to 254' };
      }
      for (const { again } of duplicates(options, (option) => option?.toString()))
        yield { field: `${field}.privateOptions`, value: `${String(again)} twice`, remedy: 'keep one of them' };
      for (const server of listAt(device, 'dhcpOptions', 'ntpServers')) {
        if (!isIPv4(String(server)))
          yield { field: `${field}.ntpServers`, value: server, remedy: 'give an IPv4 address' };
      }
    }
  },
);
