import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const launchSecurity = vmRule(
  {
    id: 'VNF222',
    severity: 'error',
    title: 'Encrypted memory with what it excludes',
    reason:
      'SEV, SNP and TDX exist on amd64, need EFI, take no boot order of interfaces, and exclude secure boot, state or SMM; attestation happens to a paused VM',
    source: 'KubeVirt pkg/virt-api/webhooks/amd64.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const security = at(spec, 'domain', 'launchSecurity');
    if (!security) return;
    const architecture = at(spec, 'architecture');
    const kind = ['sev', 'snp', 'tdx'].find((name) => at(security, name) !== undefined);
    const efi = at(spec, 'domain', 'firmware', 'bootloader', 'efi');
    const wrong = (field: string, value: unknown, remedy: string): VmObservation => ({ field, value, remedy });
    // No kind is Secure Execution on s390x, which may be the cluster's own architecture.
    if (kind === undefined && (architecture ?? 's390x') === 's390x') return;
    if ((architecture ?? 'amd64') !== 'amd64') {
      yield wrong('architecture', architecture, 'leave out launchSecurity');
      return;
    }
    if (kind === undefined) {
      yield wrong('launchSecurity', '(none)', 'write sev, snp or tdx');
      return;
    }
    if (efi === undefined) yield wrong('firmware', '(none)', 'use Firmware.efi()');
    if (kind !== 'tdx' && efi !== undefined && at(efi, 'secureBoot') !== false)
      yield wrong('firmware', 'secure boot', 'use Firmware.efi()');
    if (kind !== 'sev' && at(efi, 'persistent') === true) yield wrong('firmware.persistent', true, 'leave it out');
    const smm = at(spec, 'domain', 'features', 'smm');
    if (kind === 'tdx' && smm !== undefined && at(smm, 'enabled') !== false)
      yield wrong('features.smm', true, 'use Firmware.efi(), and leave out features.smm');
    const isPaused = at(spec, 'startStrategy') === 'Paused';
    if (at(security, 'sev', 'attestation') !== undefined && !isPaused)
      yield wrong('startPaused', '(none)', 'start the VM paused, so that its launch can be measured before it runs');
    for (const [index, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      const order = at(device, 'bootOrder');
      if (order !== undefined) yield wrong(`interfaces[${index}].bootOrder`, order, 'leave it out');
    }
  },
);
