import { Platform } from '../../platform';
import { everyAt } from '../json';
import { vmRule } from './vm-rule';

/**
 * First release of KubeVirt whose API has a field of a guest, or of a VM below `vm`; `*` stands for every item of a list
 * [CRDs by release].
 */
const SINCE: readonly (readonly [release: string, path: string, field: string])[] = [
  ['0.54.0', 'vm.preference', 'preference'],
  ['0.54.0', 'domain.devices.tpm', 'devices.tpm'],
  ['0.54.0', 'domain.devices.disks.*.shareable', 'disks.shareable'],
  ['0.59.0', 'vm.instancetype', 'instancetype'],
  ['0.59.0', 'domain.devices.autoattachVSOCK', 'devices.vsock'],
  ['0.59.0', 'domain.devices.interfaces.*.acpiIndex', 'interfaces.acpiIndex'],
  ['0.59.0', 'topologySpreadConstraints', 'topologySpread'],
  ['1.0.0', 'domain.cpu.maxSockets', 'cpu.maxSockets'],
  ['1.0.0', 'domain.devices.disks.*.lun.reservation', 'disks.reservation'],
  ['1.0.0', 'domain.devices.interfaces.*.state', 'interfaces.state'],
  ['1.0.0', 'domain.devices.tpm.persistent', 'devices.tpm'],
  ['1.1.0', 'domain.devices.interfaces.*.binding', 'interfaces.binding'],
  ['1.1.0', 'domain.devices.disks.*.errorPolicy', 'disks.errorPolicy'],
  ['1.1.0', 'domain.devices.downwardMetrics', 'devices.downwardMetrics'],
  ['1.1.0', 'domain.devices.logSerialConsole', 'devices.serialConsole'],
  ['1.1.0', 'domain.firmware.bootloader.efi.persistent', 'firmware.persistent'],
  ['1.1.0', 'domain.memory.maxGuest', 'memory.maxSize'],
  ['1.1.0', 'accessCredentials.*.sshPublicKey.propagationMethod.noCloud', 'accessCredentials'],
  ['1.1.0', 'domain.launchSecurity.sev.attestation', 'launchSecurity'],
  ['1.2.0', 'domain.firmware.acpi', 'acpiTables'],
  ['1.3.0', 'vm.updateVolumesStrategy', 'updateVolumesStrategy'],
  ['1.3.0', 'domain.features.hypervPassthrough', 'features.hyperv'],
  ['1.5.0', 'domain.ioThreads', 'ioThreads'],
  ['1.6.0', 'domain.firmware.acpi.msdmNameRef', 'acpiTables.msdm'],
  ['1.6.0', 'resourceClaims', 'resourceClaims'],
  ['1.6.0', 'domain.devices.gpus.*.claimName', 'devices.gpus.claim'],
  ['1.6.0', 'domain.devices.hostDevices.*.claimName', 'devices.hostDevices.claim'],
  ['1.6.0', 'domain.devices.panicDevices', 'devices.panicDevice'],
  ['1.6.0', 'domain.devices.tpm.enabled', 'devices.tpm'],
  ['1.6.0', 'domain.devices.video', 'devices.graphics'],
  ['1.7.0', 'domain.devices.disks.*.blockSize.custom.discardGranularity', 'disks.blockSize.discardGranularity'],
  ['1.7.0', 'domain.devices.disks.*.changedBlockTracking', 'disks.changedBlockTracking'],
  ['1.7.0', 'domain.launchSecurity.snp', 'launchSecurity'],
  ['1.7.0', 'domain.launchSecurity.tdx', 'launchSecurity'],
  ['1.8.0', 'domain.devices.interfaces.*.passtBinding', 'interfaces.binding'],
  ['1.8.0', 'domain.memory.reservedOverhead', 'memory.reservedOverhead'],
  ['1.8.0', 'domain.features.hyperv.tlbflush.direct', 'features.hyperv.tlbflush'],
  ['1.8.0', 'domain.features.hyperv.tlbflush.extended', 'features.hyperv.tlbflush'],
  ['1.8.0', 'domain.rebootPolicy', 'rebootPolicy'],
  ['1.8.0', 'volumes.*.containerPath', 'disks'],
  ['1.9.0', 'domain.devices.interfaces.*.portRanges', 'interfaces.portRanges'],
  ['1.9.0', 'networks.*.resourceClaim', 'interfaces'],
  ['1.9.0', 'serviceAccountName', 'serviceAccountName'],
];

export const unknownField = vmRule(
  {
    id: 'VNF237',
    severity: 'error',
    title: 'Field that the platform’s KubeVirt does not know',
    reason: 'the API server drops fields that it does not know, without a word',
    source: 'KubeVirt CRDs of the releases 0.49 to 1.9',
  },
  function* ({ vm, vmSpec, spec }) {
    const platform = Platform.of(vm);
    const fields = { ...(spec as object), vm: vmSpec };
    for (const [release, path, field] of SINCE) {
      if (platform.isAtLeast('kubevirt', release) || everyAt(fields, path).length === 0) continue;
      const known = release.replace(/\.0$/, '');
      yield {
        field,
        value: `since KubeVirt ${known}`,
        reason: `the platform runs KubeVirt ${platform.kubevirt}: ${unknownField.reason}`,
        remedy: `leave it out, or state a platform with KubeVirt ${known}`,
      };
    }
  },
);
