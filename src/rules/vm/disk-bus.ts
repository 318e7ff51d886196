import { at, everyAt, isSaid } from '../json';
import { busOf } from './disk-target';
import { vmRule, type VmObservation } from './vm-rule';

/** An option of a disk that some buses do not have. */
interface BusOption {
  readonly path: readonly string[];
  readonly property: string;
  readonly isRefusedOn: (bus: unknown) => boolean;
}

const OPTIONS: readonly BusOption[] = [
  { path: ['disk', 'pciAddress'], property: 'pciAddress', isRefusedOn: (bus) => bus !== 'virtio' },
  {
    path: ['dedicatedIOThread'],
    property: 'dedicatedIoThread',
    isRefusedOn: (bus) => bus !== undefined && bus !== 'virtio',
  },
  { path: ['disk', 'readonly'], property: 'readOnly', isRefusedOn: (bus) => bus === 'sata' },
];

export const diskBus = vmRule(
  {
    id: 'VNF258',
    severity: 'error',
    title: 'Option of a disk that its bus does not have',
    reason: 'PCI addresses and I/O threads are those of disks on virtio, and hard disks on SATA can be written',
    source: 'KubeVirt pkg/storage/admitters/disks.go',
  },
  function* ({ spec, vmSpec }): Generator<VmObservation> {
    // On other architectures, and by a preference, a disk comes to virtio without a word.
    const mayBeVirtio = (at(spec, 'architecture') ?? 'amd64') !== 'amd64' || isSaid(at(vmSpec, 'preference'));
    for (const { path, value: disk } of everyAt(spec, 'domain.devices.disks.*')) {
      const bus = busOf(disk) ?? (mayBeVirtio ? 'virtio' : undefined);
      for (const option of OPTIONS) {
        const value = at(disk, ...option.path);
        if (!isSaid(value) || value === false || !option.isRefusedOn(bus)) continue;
        yield {
          field: `${path.replace('domain.devices.', '')}.${option.property}`,
          value: `${String(value)} on ${String(bus ?? 'no bus')}`,
          remedy: 'put the disk on virtio, or leave it out',
        };
      }
    }
  },
);
