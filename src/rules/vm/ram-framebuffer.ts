import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

export const ramFramebuffer = vmRule(
  {
    id: 'VNF231',
    severity: 'error',
    title: 'Two virtual GPUs with a display before their driver',
    reason: 'one of them may have it, and KubeVirt takes it as on unless it is switched off',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    const shown = [...listAt(spec, 'domain', 'devices', 'gpus').entries()].filter(([, gpu]) => {
      const display = at(gpu, 'virtualGPUOptions', 'display');
      return display !== undefined && at(display, 'enabled') !== false && at(display, 'ramFB', 'enabled') !== false;
    });
    for (const [index] of shown.slice(1))
      yield { field: `devices.gpus[${index}].display`, value: 'with-ramfb', remedy: "write 'plain'" };
  },
);
