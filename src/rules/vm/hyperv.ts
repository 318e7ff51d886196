import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

/** What a feature of Hyper-V needs besides itself. */
const NEEDS = {
  synic: 'vpindex',
  ipi: 'vpindex',
  tlbflush: 'vpindex',
  synictimer: 'synic',
  evmcs: 'vapic',
} as const;

export const hyperv = vmRule(
  {
    id: 'VNF223',
    severity: 'error',
    title: 'Hyper-V feature without what it needs',
    reason: 'KubeVirt refuses the VM when it starts',
    source: 'KubeVirt pkg/virt-api/webhooks/hyperv.go',
  },
  function* ({ spec }) {
    const features = at(spec, 'domain', 'features', 'hyperv');
    const isOn = (name: string): boolean => at(features, name) !== undefined && at(features, name, 'enabled') !== false;
    for (const [name, need] of Object.entries(NEEDS)) {
      if (!isOn(name) || isOn(need)) continue;
      yield { field: `features.hyperv.${need}`, value: false, remedy: `leave it out, or leave out ${name}` };
    }
    const vmx = listAt(spec, 'domain', 'cpu', 'features').find((feature) => at(feature, 'name') === 'vmx');
    if (!isOn('evmcs') || at(vmx, 'policy') === 'require') return;
    yield {
      field: 'cpu.features.vmx',
      value: at(vmx, 'policy') ?? '(none)',
      remedy: "write features: { vmx: 'require' }",
    };
  },
);
