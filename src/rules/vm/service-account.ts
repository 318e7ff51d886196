import { at, listAt } from '../json';
import { isDnsSubdomain } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const serviceAccount = vmRule(
  {
    id: 'VNF242',
    severity: 'error',
    title: 'Service account that cannot be, or another than the disk’s',
    reason: 'a VM runs under one service account, whose token is what its disk of tokens holds',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const own = at(spec, 'serviceAccountName');
    if (own === undefined || own === '') return;
    const field = 'serviceAccountName';
    if (!isDnsSubdomain(String(own)))
      yield { field, value: own, remedy: 'give a name of lower-case letters, digits and dashes' };
    for (const volume of listAt(spec, 'volumes')) {
      const other = at(volume, 'serviceAccount', 'serviceAccountName');
      if (other !== undefined && other !== own)
        yield {
          field,
          value: own,
          remedy: `give ${String(other)}, which the disk ${String(at(volume, 'name'))} names`,
        };
    }
  },
);
