import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const instancetypeMatcher = vmRule(
  {
    id: 'VNF253',
    severity: 'error',
    title: 'Instance type or preference that nobody finds',
    reason:
      'KubeVirt finds it by its name, or by the labels of a claim or DataVolume of the VM, which state its kind too',
    source: 'KubeVirt pkg/instancetype/infer; pkg/instancetype/webhooks/vm',
  },
  function* ({ spec, vmSpec }): Generator<VmObservation> {
    for (const field of ['instancetype', 'preference']) {
      const matcher = at(vmSpec, field);
      if (!matcher) continue;
      const [name, kind, source] = ['name', 'kind', 'inferFromVolume'].map(
        (member) => at(matcher, member) || undefined,
      );
      if (name === undefined && source === undefined)
        yield { field, value: '(none)', remedy: 'give a name, or a volume that names one' };
      if (source === undefined) continue;
      if (name !== undefined)
        yield { field, value: `${String(name)} and that of ${String(source)}`, remedy: 'keep one of the two' };
      else if (kind !== undefined) yield { field: `${field}.kind`, value: kind, remedy: 'leave it out' };
      const volume = listAt(spec, 'volumes').find((one) => at(one, 'name') === source);
      const isLabelled = ['persistentVolumeClaim', 'dataVolume'].some((kind) => at(volume, kind) !== undefined);
      const mayFail = volume !== undefined && at(matcher, 'inferFromVolumeFailurePolicy') === 'Ignore';
      if (isLabelled || mayFail) continue;
      const remedy = 'name a volume of the VM that is a claim or a DataVolume';
      yield { field: `${field}.inferFromVolume`, value: source, remedy };
    }
  },
);
