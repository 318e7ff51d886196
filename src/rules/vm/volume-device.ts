import { at, everyAt, listAt } from '../json';
import { busOf } from './disk-target';
import { vmRule, type VmObservation } from './vm-rule';

/** A kind of volume that the guest sees in one way only. */
interface Shown {
  readonly source: string;
  readonly remedy: string;
  /** Whether the devices of its name are right. */
  readonly isSound: (disks: readonly unknown[], directories: readonly unknown[]) => boolean;
}

const SHOWN: readonly Shown[] = [
  {
    source: 'downwardMetrics',
    remedy: 'show them by a disk on virtio',
    isSound: (disks) =>
      disks.length > 0 && disks.every((disk) => at(disk, 'disk') && (busOf(disk) ?? 'virtio') === 'virtio'),
  },
  {
    source: 'containerPath',
    remedy: 'show it by a file system of its name (devices.filesystems), and by no disk',
    isSound: (disks, directories) => disks.length === 0 && directories.length > 0,
  },
];

export const volumeDevice = vmRule(
  {
    id: 'VNF257',
    severity: 'error',
    title: 'Volume that a VM cannot have in this way',
    reason:
      'metrics of the host come on a disk on virtio, directories of the pod as file systems that the guest only reads, and utility volumes once the VM runs',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/storage/admitters',
  },
  function* ({ spec }): Generator<VmObservation> {
    const devices = at(spec, 'domain', 'devices');
    for (const { path: field, value: volume } of everyAt(spec, 'volumes.*')) {
      const shown = shownBy(volume);
      if (!shown) continue;
      const [disks = [], directories = []] = ['disks', 'filesystems'].map((list) =>
        listAt(devices, list).filter((device) => at(device, 'name') === at(volume, 'name')),
      );
      if (!shown.isSound(disks, directories)) yield { field, value: shown.source, remedy: shown.remedy };
    }
    for (const { path, value } of everyAt(spec, 'volumes.*.containerPath')) {
      const readOnly = at(value, 'readOnly');
      if (readOnly !== true)
        yield { field: `${path}.readOnly`, value: readOnly ?? '(none)', remedy: 'write readOnly: true' };
    }
    for (const { path: field, value } of everyAt(spec, 'utilityVolumes.*'))
      yield { field, value: at(value, 'name') ?? '(none)', remedy: 'leave it out, and plug it into the VM that runs' };
  },
);

/** How the guest sees a volume, where there is one way only; undefined for the others. */
export function shownBy(volume: unknown): Shown | undefined {
  return SHOWN.find(({ source }) => at(volume, source) !== undefined);
}
