import { at, listAt } from '../json';
import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { renderedVms } from './specs';

export const bootOrder: Rule = {
  id: 'VNF203',
  severity: 'error',
  title: 'Boot order that is taken or below 1',
  reason: 'KubeVirt takes each place in the boot order once, 1 first, over disks and interfaces together',
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      const devices = ['disks', 'interfaces'].flatMap((list) =>
        listAt(spec, 'domain', 'devices', list).map((device, index) => ({
          field: `${list}[${index}].bootOrder`,
          order: at(device, 'bootOrder'),
        })),
      );
      const ordered = devices.filter(({ order }) => order !== undefined && order !== null);
      const again = new Set([...duplicates(ordered, ({ order }) => String(order))].map((pair) => pair.again));
      const next = Math.max(0, ...ordered.map(({ order }) => Number(order))) + 1;
      for (const device of ordered) {
        if (Number(device.order) >= 1 && !again.has(device)) continue;
        yield {
          at: vm,
          field: device.field,
          value: device.order,
          remedy: `give ${next}, which is free, or leave it out`,
          rendering,
        };
      }
    }
  },
};
