import { at } from '../json';
import { instancetypeOf } from './instancetype';
import { vmRule, type VmObservation } from './vm-rule';

/** What every instance type states. */
const SIZES = [
  'domain.cpu.cores',
  'domain.cpu.sockets',
  'domain.cpu.threads',
  'domain.memory.guest',
  ...['requests', 'limits'].flatMap((kind) => ['cpu', 'memory'].map((what) => `domain.resources.${kind}.${what}`)),
];
/** Fields that both a VM and its instance type may state: the path in each, and how authors call it. */
const SHARED: readonly (readonly [type: string, vm: string, field: string])[] = [
  ...['model', 'isolateEmulatorThread', 'numa', 'realtime'].map(
    (name) => [`cpu.${name}`, `domain.cpu.${name}`, `cpu.${name}`] as const,
  ),
  ['cpu.dedicatedCPUPlacement', 'domain.cpu.dedicatedCpuPlacement', 'cpu.dedicatedCpuPlacement'],
  ['memory.hugepages', 'domain.memory.hugepages', 'memory.hugepages'],
  ['memory.maxGuest', 'domain.memory.maxGuest', 'memory.maxSize'],
  ['gpus', 'domain.devices.gpus', 'devices.gpus'],
  ['hostDevices', 'domain.devices.hostDevices', 'devices.hostDevices'],
  ['ioThreadsPolicy', 'domain.ioThreadsPolicy', 'ioThreads'],
  ['launchSecurity', 'domain.launchSecurity', 'launchSecurity'],
  ['nodeSelector', 'nodeSelector', 'nodeSelector'],
  ['schedulerName', 'schedulerName', 'schedulerName'],
];

export const instancetypeConflict = vmRule(
  {
    id: 'VNF236',
    severity: 'error',
    title: 'VM that contradicts its instance type',
    reason: 'KubeVirt refuses a VM that states what its instance type states too',
    source: 'KubeVirt pkg/instancetype, conflict and apply',
  },
  function* (vm): Generator<VmObservation> {
    const matcher = at(vm.vmSpec, 'instancetype');
    if (!matcher) return;
    const type = at(instancetypeOf(vm), 'spec');
    // A VM that may find no type has memory of its own for that case [pkg/instancetype/infer].
    const isSpare = at(matcher, 'inferFromVolumeFailurePolicy') === 'Ignore';
    const sizes = SIZES.filter((path) => !(isSpare && path === 'domain.memory.guest'));
    const shared = SHARED.filter(([path]) => at(type, ...path.split('.')) !== undefined);
    for (const [path, field] of [...sizes.map((size) => [size, size] as const), ...shared.map(([, ...own]) => own)]) {
      const value = at(vm.spec, ...path.split('.'));
      // 0, false and no text say nothing.
      if (value) yield { field, value, remedy: 'leave it to the instance type' };
    }
  },
);
