import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const acpiIndex = vmRule(
  {
    id: 'VNF233',
    severity: 'error',
    title: 'ACPI index that is taken or out of range',
    reason: 'KubeVirt takes any number, and libvirt starts the VM only with indexes from 1 to 16383, each once',
    source: 'KubeVirt pkg/virt-launcher; libvirt domain format, acpi index',
  },
  function* ({ spec }): Generator<VmObservation> {
    const indexed = [...listAt(spec, 'domain', 'devices', 'interfaces').entries()]
      .map(([index, device]) => ({ field: `interfaces[${index}].acpiIndex`, value: at(device, 'acpiIndex') }))
      .filter(({ value }) => value !== undefined);
    for (const { field, value } of indexed) {
      if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 16383) continue;
      yield { field, value, remedy: 'give 1 to 16383' };
    }
    for (const { again } of duplicates(indexed, ({ value }) => String(value)))
      yield { ...again, remedy: 'give another index, or leave it out' };
  },
);
