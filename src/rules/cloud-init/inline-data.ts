import { INLINE_LIMIT } from '../../vm';
import type { RenderedVm } from '../vm/specs';
import { vmRule, type VmObservation } from '../vm/vm-rule';
import { decoded, type InlineData, inlineDataOf, isOwn } from './cloud-init-volumes';

export const inlineData = vmRule(
  {
    id: 'VNF310',
    severity: 'error',
    title: 'Inline cloud-init data over 2,048 bytes, or no Base64',
    reason: `KubeVirt refuses user data or network data of more than ${INLINE_LIMIT} bytes in the VM, and what it cannot decode where Base64 is due`,
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* (vm): Generator<VmObservation> {
    for (const data of inlineDataOf(vm.spec)) {
      const { field, what, written } = data;
      const bytes = decoded(data)?.length;
      if (bytes === undefined)
        yield {
          field,
          value: written,
          remedy: `encode it, = at the end included, or write the text itself as ${what}`,
        };
      else if (bytes > INLINE_LIMIT)
        yield {
          field: isOwn(data, vm) ? `cloudInit.${what}` : field,
          value: `${bytes} bytes`,
          remedy: remedyFor(data, vm),
        };
    }
  },
);

function remedyFor(data: InlineData, vm: RenderedVm): string {
  if (!isOwn(data, vm))
    return `put it into a Secret, and name that in ${data.what === 'userData' ? 'secretRef' : 'networkDataSecretRef'}`;
  return vm.guest?.cloudInit?.maySpill
    ? 'shorten the values of the group, or make the chart’s defaults as long, so that the data goes into a Secret'
    : "leave out secret: 'never', so that the data goes into a Secret, or shorten it";
}
