import { isIP } from 'node:net';
import { at, listAt } from '../json';
import { isDnsSubdomain } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const dnsConfig = vmRule(
  {
    id: 'VNF215',
    severity: 'error',
    title: 'DNS configuration that KubeVirt refuses',
    reason:
      'a VM has at most three DNS servers and six search domains of 256 characters together, and policy None has one server at least',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const servers = listAt(spec, 'dnsConfig', 'nameservers').map(String);
    const searches = listAt(spec, 'dnsConfig', 'searches').map(String);
    if (at(spec, 'dnsPolicy') === 'None' && servers.length === 0)
      yield { field: 'dnsConfig.nameservers', value: 'none', remedy: 'give one, or another dnsPolicy' };
    if (servers.length > 3)
      yield { field: 'dnsConfig.nameservers', value: servers.length, remedy: 'give at most three' };
    for (const server of servers.filter((text) => isIP(text) === 0 || text.includes('%')))
      yield { field: 'dnsConfig.nameservers', value: server, remedy: 'give an IP address, without zone' };
    if (searches.length > 6 || searches.join(' ').length > 256)
      yield { field: 'dnsConfig.searches', value: searches.length, remedy: 'give fewer or shorter ones' };
    for (const [index, option] of listAt(spec, 'dnsConfig', 'options').entries())
      if (!at(option, 'name'))
        yield { field: `dnsConfig.options[${index}].name`, value: '(none)', remedy: 'name the option, such as ndots' };
    for (const search of searches.filter((text) => !isDnsSubdomain(text)))
      yield { field: 'dnsConfig.searches', value: search, remedy: 'give a DNS name such as vnf.example' };
  },
);
