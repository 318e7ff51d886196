import { at, everyAt, isSaid, listAt } from '../json';
import { vmRule } from './vm-rule';
import { shownBy } from './volume-device';

export const volumeWithoutDisk = vmRule(
  {
    id: 'VNF252',
    severity: 'warning',
    title: 'Volume for which KubeVirt picks the disk',
    reason:
      'KubeVirt adds a disk for a volume that has none, on amd64 on SATA, and the guest finds it under another name',
    source: 'KubeVirt pkg/defaults, disks of volumes',
  },
  function* ({ spec }) {
    const devices = at(spec, 'domain', 'devices');
    const shown = [...listAt(devices, 'disks'), ...listAt(devices, 'filesystems')].map((device) => at(device, 'name'));
    for (const { path: field, value } of everyAt(spec, 'volumes.*')) {
      const name = at(value, 'name');
      // What no disk of KubeVirt's choice fits is another finding.
      if (shown.includes(name) || shownBy(value)) continue;
      yield { field, value: isSaid(name) ? name : '(none)', remedy: 'give it a disk of its name, with a bus' };
    }
  },
);
