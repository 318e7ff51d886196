import { Platform } from '../../platform';
import { at } from '../json';
import { vmRule } from './vm-rule';

export const firmwareSerial = vmRule(
  {
    id: 'VNF238',
    severity: 'error',
    title: 'Firmware serial number that KubeVirt refuses',
    reason: 'up to 1.5 KubeVirt takes letters, digits and _ . + -, at most 256',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go, up to 1.5',
  },
  function* ({ vm, spec }) {
    const serial = at(spec, 'domain', 'firmware', 'serial');
    if (serial === undefined || /^[A-Za-z0-9_.+-]{1,256}$/.test(String(serial))) return;
    if (Platform.of(vm).isAtLeast('kubevirt', '1.6.0')) return;
    yield {
      field: 'identity.serial',
      value: serial,
      remedy: `write ${String(serial).replace(/[^A-Za-z0-9_.+-]+/g, '-')}`,
    };
  },
);
