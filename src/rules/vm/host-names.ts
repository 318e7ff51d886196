import { at } from '../json';
import { asDnsLabel, isDnsLabel, isDnsSubdomain } from '../text';
import { vmRule } from './vm-rule';

const NAMES = [
  ['hostname', isDnsLabel],
  ['subdomain', isDnsSubdomain],
] as const;

export const hostNames = vmRule(
  {
    id: 'VNF214',
    severity: 'error',
    title: 'Host name that is no DNS name',
    reason: 'KubeVirt takes lower-case letters, digits and dashes, and dots in subdomains',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    for (const [field, isValid] of NAMES) {
      const name = at(spec, field);
      if (name === undefined || name === '' || isValid(String(name))) continue;
      yield { field, value: name, remedy: `write ${asDnsLabel(String(name))}` };
    }
  },
);
