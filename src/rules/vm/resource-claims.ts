import { duplicates } from '../duplicates';
import { at, everyAt, listAt } from '../json';
import { asDnsLabel, isDnsLabel } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const resourceClaims = vmRule(
  {
    id: 'VNF243',
    severity: 'error',
    title: 'Resource claim that is taken, malformed or not there',
    reason: 'claims of a VM are named by DNS labels, each once, and devices refer to them by name',
    source: 'KubeVirt pkg/dra/admitter/dra_admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const claims = listAt(spec, 'resourceClaims').map((claim, index) => ({
      field: `resourceClaims[${index}].name`,
      value: String(at(claim, 'name')),
    }));
    for (const { field, value } of claims.filter((claim) => !isDnsLabel(claim.value)))
      yield { field, value, remedy: `call it ${asDnsLabel(value)}` };
    for (const { again } of duplicates(claims, ({ value }) => value)) yield { ...again, remedy: 'give another name' };
    const names = new Set(claims.map(({ value }) => value));
    for (const kind of ['gpus', 'hostDevices']) {
      for (const { path, value } of everyAt(spec, `domain.devices.${kind}.*.claimName`)) {
        if (names.has(String(value))) continue;
        yield { field: path.replace('domain.', ''), value, remedy: 'name one of the VM’s resourceClaims' };
      }
    }
  },
);
