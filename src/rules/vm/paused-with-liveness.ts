import { at } from '../json';
import { vmRule } from './vm-rule';

export const pausedWithLiveness = vmRule(
  {
    id: 'VNF212',
    severity: 'error',
    title: 'Liveness probe of a VM that starts paused',
    reason: 'a paused guest fails the probe, and KubeVirt refuses the two together',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    if (at(spec, 'startStrategy') !== 'Paused' || at(spec, 'livenessProbe') === undefined) return;
    yield { field: 'startPaused', value: true, remedy: 'leave out livenessProbe, or let the guest start' };
  },
);
