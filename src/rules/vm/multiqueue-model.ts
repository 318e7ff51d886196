import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

export const multiqueueModel = vmRule(
  {
    id: 'VNF234',
    severity: 'warning',
    title: 'Queues for an interface that has one',
    reason: 'only virtio interfaces have a queue for each vCPU',
    source: 'KubeVirt pkg/virt-launcher/virtwrap/converter/network, virtio-queues.go',
  },
  function* ({ spec }) {
    if (at(spec, 'domain', 'devices', 'networkInterfaceMultiqueue') !== true) return;
    for (const [index, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      const model = at(device, 'model') ?? 'virtio';
      if (model === 'virtio') continue;
      const field = `interfaces[${index}].model`;
      yield { field, value: model, remedy: 'leave it out, or leave out devices.networkMultiqueue' };
    }
  },
);
