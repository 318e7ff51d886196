import { at, isSaid } from '../json';
import { vmRule, type VmObservation } from './vm-rule';
import { isCleanAbsolute } from './volume-paths';

const PATHS = ['kernelPath', 'initrdPath'];

export const kernelBoot = vmRule(
  {
    id: 'VNF221',
    severity: 'error',
    title: 'Kernel that KubeVirt refuses',
    reason:
      'a kernel or an initial RAM disk comes from a container image, by a clean absolute path inside it, and arguments go to such a kernel only',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const boot = at(spec, 'domain', 'firmware', 'kernelBoot');
    const container = at(boot, 'container') ?? undefined;
    if (container === undefined) {
      const args = at(boot, 'kernelArgs');
      if (isSaid(args))
        yield { field: 'kernelBoot.kernelArgs', value: args, remedy: 'give a kernel, or leave out the arguments' };
      return;
    }
    if (!isSaid(at(container, 'image')))
      yield { field: 'kernelBoot.image', value: '(none)', remedy: 'name the image with the kernel' };
    const given = PATHS.filter((key) => isSaid(at(container, key)));
    if (given.length === 0)
      yield { field: 'kernelBoot.kernelPath', value: '(none)', remedy: 'give kernelPath, initrdPath or both' };
    for (const key of given) {
      const path = String(at(container, key));
      if (isCleanAbsolute(path)) continue;
      yield { field: `kernelBoot.${key}`, value: path, remedy: 'write a path such as /boot/vmlinuz' };
    }
  },
);
