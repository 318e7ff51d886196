import { duplicates } from '../duplicates';
import { at, everyAt } from '../json';
import { asDnsLabel, isDnsLabel } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const diskNames = vmRule(
  {
    id: 'VNF202',
    severity: 'error',
    title: 'Disk name that is taken or no DNS label',
    reason:
      'KubeVirt makes containers and volumes of these names: a DNS label each, all different, cloudinit among them where the VM has cloud-init',
    source: 'KubeVirt pkg/storage/admitters/disks.go; vmi-create-admitter.go',
  },
  function* ({ guest, spec }): Generator<VmObservation> {
    const disks = namesAt(spec, 'domain.devices.disks.*');
    const volumes = namesAt(spec, 'volumes.*');
    // A name that disks share is told once, for the disks.
    const shared = duplicatesOf(disks);
    const again = new Set([
      ...shared,
      ...duplicatesOf(volumes).filter(({ name }) => !shared.some((disk) => disk.name === name)),
    ]);
    for (const one of [...disks.filter((disk) => !isDnsLabel(disk.name) && !again.has(disk)), ...again]) {
      // The volume of cloud-init comes last, so that the disk which took its name is reported in its place.
      const field = guest ? `disks[${Math.min(one.index, guest.disks.length - 1)}]` : one.field;
      const name = again.has(one) || one.name === '' ? `disk${one.index}` : asDnsLabel(one.name);
      yield {
        field: `${field}.name`,
        value: one.name || '(none)',
        remedy: guest ? `call it ${name}, or leave out the name` : `call disk and volume ${name}`,
      };
    }
  },
);

interface Named {
  readonly name: string;
  readonly index: number;
  readonly field: string;
}

function namesAt(spec: unknown, path: string): Named[] {
  return everyAt(spec, path).map(({ path: field, value }, index) => ({
    name: String(at(value, 'name') ?? ''),
    index,
    field: field.replace('domain.devices.', ''),
  }));
}

function duplicatesOf(named: readonly Named[]): Named[] {
  return [...duplicates(named, ({ name }) => name)].map((pair) => pair.again);
}
