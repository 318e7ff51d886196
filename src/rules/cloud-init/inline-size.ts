import { INLINE_LIMIT } from '../../vm';
import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { renderedVms } from '../vm/specs';

export const inlineSize: Rule = {
  id: 'VNF310',
  severity: 'error',
  title: 'Inline cloud-init data over 2,048 bytes',
  reason: `KubeVirt refuses user data or network data of more than ${INLINE_LIMIT} bytes in the VM`,
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, guest, spec, rendering } of renderedVms(model)) {
      for (const volume of listAt(spec, 'volumes')) {
        for (const field of ['userData', 'networkData']) {
          const text = at(volume, 'cloudInitNoCloud', field) ?? at(volume, 'cloudInitConfigDrive', field);
          const bytes = typeof text === 'string' ? Buffer.byteLength(text) : 0;
          if (bytes <= INLINE_LIMIT) continue;
          const remedy = guest?.cloudInit?.maySpill
            ? 'shorten the values of the group, or make the chart’s defaults as long, so that the data goes into a Secret'
            : "leave out secret: 'never', so that the data goes into a Secret, or shorten it";
          yield { at: vm, field: `cloudInit.${field}`, value: `${bytes} bytes`, remedy, rendering };
        }
      }
    }
  },
};
