import { at, isSaid, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const acpiTables = vmRule(
  {
    id: 'VNF251',
    severity: 'error',
    title: 'ACPI table from a disk that holds no Secret',
    reason: 'KubeVirt reads the tables from volumes of Secrets, by the names of their disks',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const acpi = at(spec, 'domain', 'firmware', 'acpi');
    if (acpi === undefined) return;
    for (const [key, property] of [
      ['slicNameRef', 'slic'],
      ['msdmNameRef', 'msdm'],
    ] as const) {
      const name = at(acpi, key);
      const volume = listAt(spec, 'volumes').find((one) => at(one, 'name') === name);
      if (!isSaid(name) || at(volume, 'secret') !== undefined) continue;
      yield { field: `acpiTables.${property}`, value: name, remedy: 'name a disk made with GuestVolume.secret()' };
    }
    if (!isSaid(at(acpi, 'slicNameRef')) && !isSaid(at(acpi, 'msdmNameRef')))
      yield { field: 'acpiTables', value: '(none)', remedy: 'name a table, or leave out acpiTables' };
  },
);
