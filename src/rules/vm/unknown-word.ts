import { enumerate } from '../text';
import { everyAt } from '../json';
import { vmRule } from './vm-rule';

const DEVICES = 'domain.devices';
const DISKS = `${DEVICES}.disks.*`;
const DISK_BUSES = ['virtio', 'sata', 'scsi', 'usb'];
const FAILURE_POLICIES = ['Reject', 'Ignore'];

/** Fields of which KubeVirt knows every word, although its schema takes any text; below `vm` those of the VM itself. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'vm.runStrategy': ['Always', 'RerunOnFailure', 'Manual', 'Halted', 'Once', 'WaitAsReceiver'],
  'vm.instancetype.inferFromVolumeFailurePolicy': FAILURE_POLICIES,
  'vm.preference.inferFromVolumeFailurePolicy': FAILURE_POLICIES,
  architecture: ['amd64', 'arm64', 's390x'],
  evictionStrategy: ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'],
  startStrategy: ['Paused'],
  dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'topologySpreadConstraints.*.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'domain.ioThreadsPolicy': ['shared', 'auto', 'supplementalPool'],
  // KubeVirt takes any size here, but nodes have pages of these two.
  'domain.memory.hugepages.pageSize': ['2Mi', '1Gi'],
  'domain.rebootPolicy': ['Reboot', 'Terminate'],
  [`${DISKS}.disk.bus`]: DISK_BUSES,
  [`${DISKS}.lun.bus`]: DISK_BUSES,
  [`${DISKS}.cdrom.bus`]: ['sata', 'scsi', 'usb'],
  [`${DISKS}.cache`]: ['none', 'writethrough', 'writeback'],
  [`${DISKS}.io`]: ['native', 'threads'],
  [`${DISKS}.errorPolicy`]: ['stop', 'ignore', 'report', 'enospace'],
  [`${DEVICES}.interfaces.*.model`]: ['virtio', 'e1000', 'e1000e', 'igb', 'rtl8139', 'ne2k_pci', 'pcnet'],
  [`${DEVICES}.interfaces.*.state`]: ['up', 'down', 'absent'],
  [`${DEVICES}.interfaces.*.ports.*.protocol`]: ['TCP', 'UDP'],
  [`${DEVICES}.inputs.*.bus`]: ['virtio', 'usb'],
  [`${DEVICES}.inputs.*.type`]: ['tablet'],
  [`${DEVICES}.sound.model`]: ['ich9', 'ac97'],
  [`${DEVICES}.panicDevices.*.model`]: ['hyperv', 'isa', 'pvpanic'],
  'volumes.*.hostDisk.type': ['Disk', 'DiskOrCreate'],
};

export const unknownWord = vmRule(
  {
    id: 'VNF239',
    severity: 'error',
    title: 'Word that KubeVirt does not know',
    reason: 'KubeVirt’s schema takes any text, and its webhook refuses what it does not know',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters; pkg/storage/admitters; pkg/network/admitter',
  },
  function* ({ spec, vmSpec }) {
    const fields = { ...(spec as object), vm: vmSpec };
    for (const [path, words] of Object.entries(WORDS)) {
      for (const { path: field, value } of everyAt(fields, path)) {
        if (words.includes(String(value)) || value === '') continue;
        yield { field, value, remedy: `write ${enumerate(words).replace(/ and (?=[^ ]*$)/, ' or ')}, or leave it out` };
      }
    }
  },
);
