import { at } from '../json';
import { vmRule } from './vm-rule';

/** What a feature of Hyper-V needs besides itself, a need before its own needs. */
const NEEDS: readonly (readonly [name: string, need: string])[] = [
  ['synictimer', 'synic'],
  ['synic', 'vpindex'],
  ['ipi', 'vpindex'],
  ['tlbflush', 'vpindex'],
  ['evmcs', 'vapic'],
];

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
    const isOff = (name: string): boolean => at(features, name, 'enabled') === false;
    const on = new Set(Object.keys(features ?? {}).filter((name) => !isOff(name)));
    for (const [name, need] of NEEDS) {
      if (!on.has(name)) continue;
      // KubeVirt switches on what nobody mentions, and makes the CPU feature vmx required [pkg/defaults/hyperv.go].
      if (!isOff(need)) on.add(need);
      else yield { field: `features.hyperv.${need}`, value: false, remedy: `leave it out, or leave out ${name}` };
    }
  },
);
