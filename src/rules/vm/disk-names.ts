import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel } from '../text';
import { renderedVms } from './specs';

export const diskNames: Rule = {
  id: 'VNF202',
  severity: 'error',
  title: 'Disk name that is taken or no DNS label',
  reason:
    'KubeVirt makes containers and volumes of these names: a DNS label each, all different, cloudinit among them where the VM has cloud-init',
  source: 'KubeVirt pkg/storage/admitters/disks.go',
  *check(model) {
    for (const { vm, guest, spec, rendering } of renderedVms(model)) {
      const disks = listAt(spec, 'domain', 'devices', 'disks').map((disk, index) => ({
        name: String(at(disk, 'name')),
        index,
      }));
      const again = new Set([...duplicates(disks, ({ name }) => name)].map((pair) => pair.again));
      for (const disk of disks) {
        if (isDnsLabel(disk.name) && !again.has(disk)) continue;
        // The volume of cloud-init comes last, so that the disk which took its name is reported in its place.
        const index = guest ? Math.min(disk.index, guest.disks.length - 1) : disk.index;
        const name = again.has(disk) ? `disk${disk.index}` : asDnsLabel(disk.name);
        yield {
          at: vm,
          field: `disks[${index}].name`,
          value: disk.name,
          remedy: `call it ${name}, or leave out the name`,
          rendering,
        };
      }
    }
  },
};
