import { duplicates } from '../duplicates';
import { at, everyAt, listAt, type Place } from '../json';
import { asDnsLabel, isDnsLabel } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const resourceClaims = vmRule(
  {
    id: 'VNF243',
    severity: 'error',
    title: 'Resource claim that is taken, malformed or not there',
    reason:
      'claims of a VM are named by DNS labels, each once; devices refer to them by name, networks each to a request of its own, and not beside attachment definitions',
    source: 'KubeVirt pkg/dra/admitter/dra_admitter.go; pkg/network/admitter/dra.go',
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
    for (const user of ['domain.devices.gpus.*', 'domain.devices.hostDevices.*', 'networks.*.resourceClaim']) {
      for (const { path, value } of everyAt(spec, `${user}.claimName`)) {
        if (names.has(String(value))) continue;
        yield { field: path.replace('domain.', ''), value, remedy: 'name one of the VM’s resourceClaims' };
      }
    }
    const claimed = everyAt(spec, 'networks.*.resourceClaim');
    const requestOf = ({ value }: Place): string => JSON.stringify([at(value, 'claimName'), at(value, 'requestName')]);
    for (const { again } of duplicates(claimed, requestOf))
      yield { field: again.path, value: at(again.value, 'requestName'), remedy: 'give a request of its own' };
    const [definition] = everyAt(spec, 'networks.*.multus.networkName');
    if (claimed.length === 0 || !definition) return;
    const remedy = 'claim all cards, or attach all by definitions';
    yield { field: definition.path, value: definition.value, remedy };
  },
);
