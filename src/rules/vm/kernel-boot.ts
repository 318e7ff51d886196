import { at } from '../json';
import { vmRule } from './vm-rule';
import { isCleanAbsolute } from './volume-paths';

export const kernelBoot = vmRule(
  {
    id: 'VNF221',
    severity: 'error',
    title: 'Path of a kernel that KubeVirt refuses',
    reason: 'kernel and initial RAM disk are named by clean absolute paths inside the container image',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    for (const field of ['kernelPath', 'initrdPath']) {
      const path = at(spec, 'domain', 'firmware', 'kernelBoot', 'container', field);
      if (path === undefined) continue;
      const text = String(path);
      if (isCleanAbsolute(text)) continue;
      yield { field: `kernelBoot.${field}`, value: text, remedy: 'write a path such as /boot/vmlinuz' };
    }
  },
);
