import { at } from '../json';
import { vmRule } from './vm-rule';

export const secureBoot = vmRule(
  {
    id: 'VNF220',
    severity: 'error',
    title: 'Secure boot without system management mode',
    reason: 'KubeVirt refuses secure boot on a guest whose SMM is off',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    const efi = at(spec, 'domain', 'firmware', 'bootloader', 'efi');
    if (efi === undefined || at(efi, 'secureBoot') === false) return;
    const smm = at(spec, 'domain', 'features', 'smm');
    if (
      (smm !== undefined && at(smm, 'enabled') !== false) ||
      at(spec, 'domain', 'launchSecurity', 'tdx') !== undefined
    )
      return;
    yield { field: 'features.smm', value: false, remedy: 'leave out features.smm, or use Firmware.efi()' };
  },
);
