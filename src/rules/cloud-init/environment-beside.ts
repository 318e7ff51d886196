import type { Rule } from '../rule';

export const environmentBeside: Rule = {
  id: 'VNF334',
  severity: 'error',
  title: 'Environment beside user data that takes no addition',
  reason:
    'the user data reads the environment at boot, and neither a Secret nor finished MIME or gzip text takes another part',
  source: 'cloud-init cloudinit/user_data.py; KubeVirt cloudInitNoCloud.secretRef',
  *check(model) {
    for (const vm of model.vms) {
      if (!vm.cloudInit || Object.keys(vm.cloudInit.environment).length === 0) continue;
      const { userData } = vm.cloudInit;
      const isFinished = userData.parts.some(
        ({ kind, text }) => kind === undefined && /^(content-type|mime-version):/i.test(String(text)),
      );
      if (userData.secretName === undefined && !isFinished) continue;
      const value = isFinished ? 'MIME text' : 'user data of a Secret';
      const remedy =
        'give the parts with UserData.multipart, or attach Secrets and ConfigMaps as disks and read them yourself';
      yield { at: vm, field: 'cloudInit.environment', value, remedy };
    }
  },
};
