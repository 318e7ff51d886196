import { at, everyAt } from '../json';
import { vmRule } from './vm-rule';

export const volumeWithoutDisk = vmRule(
  {
    id: 'VNF261',
    severity: 'warning',
    title: 'Volume without a disk',
    reason: 'KubeVirt adds the disk itself, on the bus of the machine type: SATA on amd64, slow and named otherwise',
    source: 'KubeVirt pkg/defaults',
  },
  function* ({ spec }) {
    const devices = at(spec, 'domain', 'devices');
    const there = new Set(
      [...everyAt(devices, 'disks.*'), ...everyAt(devices, 'filesystems.*')].map(({ value }) => at(value, 'name')),
    );
    for (const { path, value } of everyAt(spec, 'volumes.*')) {
      const name = at(value, 'name');
      if (!there.has(name))
        yield { field: path, value: name, remedy: 'give it a disk of that name with the bus you want' };
    }
  },
);
