import { at, listAt } from '../json';
import { fieldOf, type Nic, type Rendering } from '../model';
import { podTemplateOf } from '../pod-template';
import type { Observation, Rule } from '../rule';

export const interfacesDiffer: Rule = {
  id: 'VNF201',
  severity: 'error',
  title: 'Interfaces of a VM that differ from its attachments',
  reason:
    'network data, annotation and network intents are made from the attachments, so that a changed MAC or network leaves the guest without network',
  source: 'KubeVirt pkg/network/setup; cloud-init network-config matches by MAC',
  *check(model) {
    for (const vm of model.vms) {
      for (const { rendering, object } of model.objectsOf(vm)) {
        const spec = at(podTemplateOf(object), 'spec');
        const nics = model.nicsOf(vm);
        for (const nic of nics) {
          // Two interfaces of one name are a finding of their own, and cannot be told apart here.
          const isOne = nics.filter(({ attachment }) => attachment.id === nic.attachment.id).length === 1;
          if (isOne) yield* differences(nic, spec, rendering);
        }
      }
    }
  },
};

function* differences(nic: Nic, spec: unknown, rendering: Rendering): Generator<Observation> {
  const { workload, attachment } = nic;
  const named = (list: readonly unknown[]): unknown => list.find((one) => at(one, 'name') === attachment.id);
  const device = named(listAt(spec, 'domain', 'devices', 'interfaces'));
  const network = named(listAt(spec, 'networks'));
  const remedy = 'drop the JSON patch that changes it; say it with attach()';
  const mac = attachment.macOf(workload);
  const compared = [
    ['mac', at(device, 'macAddress'), mac && rendering.evaluate(mac)],
    [
      'network',
      at(network, 'multus', 'networkName'),
      attachment.definition && rendering.evaluate(attachment.definition),
    ],
  ] as const;
  if (device === undefined || network === undefined) {
    yield { at: workload, field: fieldOf(nic), value: '(removed)', remedy, rendering };
    return;
  }
  for (const [field, found, expected] of compared) {
    if (String(found ?? '').toLowerCase() === (expected ?? '').toLowerCase()) continue;
    yield {
      at: workload,
      field: fieldOf(nic, field),
      value: found ?? '(none)',
      reason: `the attachment says ${expected ?? 'none'}: ${interfacesDiffer.reason}`,
      remedy,
      rendering,
    };
  }
}
