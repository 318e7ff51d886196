import type { IConstruct } from 'constructs';
import { Platform } from '../../platform';
import { everyAt } from '../json';
import { enumerate } from '../text';
import { vmRule } from './vm-rule';

/** Empty text, where KubeVirt takes it for nothing. */
const UNSET = '';
const DEVICES = 'domain.devices';
const DISKS = `${DEVICES}.disks.*`;
const DISK_BUSES = [UNSET, 'virtio', 'sata', 'scsi', 'usb'];
const WATCHDOG_ACTIONS = [UNSET, 'reset', 'poweroff', 'shutdown'];
const FAILURE_POLICIES = ['Reject', 'Ignore'];

/** Fields of which KubeVirt knows every word, although its schema takes any text; below `vm` those of the VM itself. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'vm.runStrategy': ['Always', 'RerunOnFailure', 'Manual', 'Halted', 'Once', 'WaitAsReceiver'],
  'vm.instancetype.inferFromVolumeFailurePolicy': FAILURE_POLICIES,
  'vm.preference.inferFromVolumeFailurePolicy': FAILURE_POLICIES,
  architecture: [UNSET, 'amd64', 'arm64', 's390x'],
  evictionStrategy: ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'],
  startStrategy: ['Paused'],
  dnsPolicy: [UNSET, 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'topologySpreadConstraints.*.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'domain.ioThreadsPolicy': ['shared', 'auto', 'supplementalPool'],
  // KubeVirt takes any size here, but nodes have pages of these two.
  'domain.memory.hugepages.pageSize': [UNSET, '2Mi', '1Gi'],
  'domain.rebootPolicy': ['Reboot', 'Terminate'],
  [`${DISKS}.disk.bus`]: DISK_BUSES,
  [`${DISKS}.lun.bus`]: DISK_BUSES,
  [`${DISKS}.cdrom.bus`]: [UNSET, 'sata', 'scsi', 'usb'],
  [`${DISKS}.cache`]: [UNSET, 'none', 'writethrough', 'writeback'],
  [`${DISKS}.io`]: [UNSET, 'native', 'threads'],
  [`${DISKS}.errorPolicy`]: ['stop', 'ignore', 'report', 'enospace'],
  [`${DEVICES}.interfaces.*.model`]: [UNSET, 'virtio', 'e1000', 'e1000e', 'igb', 'rtl8139', 'ne2k_pci', 'pcnet'],
  [`${DEVICES}.interfaces.*.state`]: [UNSET, 'up', 'down', 'absent'],
  [`${DEVICES}.inputs.*.bus`]: [UNSET, 'virtio', 'usb'],
  [`${DEVICES}.inputs.*.type`]: ['tablet'],
  [`${DEVICES}.sound.model`]: [UNSET, 'ich9', 'ac97'],
  // The actions that KubeVirt's API names [api/core/v1/schema.go].
  [`${DEVICES}.watchdog.i6300esb.action`]: WATCHDOG_ACTIONS,
  [`${DEVICES}.watchdog.diag288.action`]: WATCHDOG_ACTIONS,
  [`${DEVICES}.panicDevices.*.model`]: ['hyperv', 'isa', 'pvpanic'],
  'volumes.*.hostDisk.type': ['Disk', 'DiskOrCreate'],
};

/** Fields that cannot be left out. */
const NEEDED = [
  'vm.runStrategy',
  'topologySpreadConstraints.*.whenUnsatisfiable',
  'volumes.*.hostDisk.type',
  `${DEVICES}.inputs.*.type`,
];

/** Words that KubeVirt takes and no remedy names: WaitAsReceiver is behind a feature gate. */
const UNNAMED = [UNSET, 'WaitAsReceiver'];

export const unknownWord = vmRule(
  {
    id: 'VNF239',
    severity: 'error',
    title: 'Word that KubeVirt does not know',
    reason: 'KubeVirt’s schema takes any text, and its webhook refuses what it does not know',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters; pkg/storage/admitters; pkg/network/admitter',
  },
  function* ({ vm, spec, vmSpec }) {
    const fields = { ...(spec as object), vm: vmSpec };
    for (const [path, words] of Object.entries(WORDS)) {
      for (const { path: field, value } of everyAt(fields, path)) {
        if (words.includes(String(value)) || isOfOldDisks(path, value, vm)) continue;
        const named = enumerate(words.filter((word) => !UNNAMED.includes(word))).replace(/ and (?=[^ ]*$)/, ' or ');
        const remedy = NEEDED.includes(path) ? `write ${named}` : `write ${named}, or leave it out`;
        yield { field, value: value === '' ? '(empty)' : value, remedy };
      }
    }
  },
);

/** KubeVirt 0.49 knows the kind of I/O called default, later ones do not [vmi-create-admitter.go of 0.49]. */
function isOfOldDisks(path: string, value: unknown, vm: IConstruct): boolean {
  return path === `${DISKS}.io` && value === 'default' && !Platform.of(vm).isAtLeast('kubevirt', '0.54.0');
}
