import { at, isSaid, listAt } from '../json';
import type { Rule } from '../rule';
import { renderedVms } from './specs';

export const diskSerial: Rule = {
  id: 'VNF204',
  severity: 'error',
  title: 'Disk serial number that KubeVirt refuses',
  reason: 'serial numbers are letters, digits and _ . + -, at most 256',
  source: 'KubeVirt pkg/storage/admitters/disks.go',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      for (const [index, disk] of listAt(spec, 'domain', 'devices', 'disks').entries()) {
        const serial = at(disk, 'serial');
        if (!isSaid(serial) || /^[A-Za-z0-9_.+-]{1,256}$/.test(String(serial))) continue;
        const remedy = `write ${
          String(serial)
            .replace(/[^A-Za-z0-9_.+-]+/g, '-')
            .slice(0, 256) || 'disk-1'
        }`;
        yield { at: vm, field: `disks[${index}].serial`, value: serial, remedy, rendering };
      }
    }
  },
};
