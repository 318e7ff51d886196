import { at } from '../json';
import { vmRule } from './vm-rule';

export const secureBoot = vmRule(
  {
    id: 'VNF220',
    severity: 'error',
    title: 'Secure boot without system management mode',
    reason: 'KubeVirt refuses secure boot on a guest whose SMM is off, and EFI boots securely unless it says otherwise',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    const domain = at(spec, 'domain');
    const efi = at(domain, 'firmware', 'bootloader', 'efi');
    if (efi === undefined || at(efi, 'secureBoot') === false) return;
    const smm = at(domain, 'features', 'smm');
    const isOn = smm !== undefined && at(smm, 'enabled') !== false;
    if (isOn || at(domain, 'launchSecurity', 'tdx') !== undefined) return;
    const remedy = 'switch features.smm on, or write secureBoot: false, as Firmware.efi() does';
    yield { field: 'features.smm', value: smm === undefined ? '(none)' : false, remedy };
  },
);
