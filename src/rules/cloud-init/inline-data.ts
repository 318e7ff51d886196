import { INLINE_LIMIT } from '../../vm';
import type { RenderedVm } from '../vm/specs';
import { vmRule, type VmObservation } from '../vm/vm-rule';
import { decoded, type InlineData, inlineDataOf } from './cloud-init-volumes';

const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

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
      const { field, what, written, isBase64 } = data;
      // Go's decoder passes over line breaks.
      if (isBase64 && !BASE64.test(written.replace(/[\r\n]/g, ''))) {
        yield {
          field,
          value: written,
          remedy: `encode it, = at the end included, or write the text itself as ${what}`,
        };
        continue;
      }
      const bytes = decoded(data).length;
      if (bytes <= INLINE_LIMIT) continue;
      yield {
        field: isOwn(data, vm) ? `cloudInit.${what}` : field,
        value: `${bytes} bytes`,
        remedy: remedyFor(data, vm),
      };
    }
  },
);

/** Whether data is what the construct wrote, and no patch. */
function isOwn({ what, written }: InlineData, { guest, rendering }: RenderedVm): boolean {
  return guest?.cloudInitTextsIn((text) => rendering.evaluate(text))?.[what] === written;
}

function remedyFor(data: InlineData, vm: RenderedVm): string {
  if (!isOwn(data, vm))
    return `put it into a Secret, and name that in ${data.what === 'userData' ? 'secretRef' : 'networkDataSecretRef'}`;
  return vm.guest?.cloudInit?.maySpill
    ? 'shorten the values of the group, or make the chart’s defaults as long, so that the data goes into a Secret'
    : "leave out secret: 'never', so that the data goes into a Secret, or shorten it";
}
