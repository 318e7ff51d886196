import { at } from '../json';
import { matchedBy } from './specs';
import { vmRule, type VmObservation } from './vm-rule';

/** What every instance type states. */
const SIZES = [
  'domain.cpu.cores',
  'domain.cpu.sockets',
  'domain.cpu.threads',
  'domain.memory.guest',
  ...['requests', 'limits'].flatMap((kind) => ['cpu', 'memory'].map((what) => `domain.resources.${kind}.${what}`)),
];
const DOMAIN = ['domain'];
const DEVICES = ['domain', 'devices'];
/** Fields that both a VM and its instance type may state, by the path in each. */
const SHARED = [
  { type: ['gpus'], vm: [...DEVICES, 'gpus'], field: 'devices.gpus' },
  { type: ['hostDevices'], vm: [...DEVICES, 'hostDevices'], field: 'devices.hostDevices' },
  { type: ['ioThreadsPolicy'], vm: [...DOMAIN, 'ioThreadsPolicy'], field: 'ioThreads' },
  { type: ['launchSecurity'], vm: [...DOMAIN, 'launchSecurity'], field: 'launchSecurity' },
  { type: ['schedulerName'], vm: ['schedulerName'], field: 'schedulerName' },
] as const;

export const instancetypeConflict = vmRule(
  {
    id: 'VNF236',
    severity: 'error',
    title: 'VM that contradicts its instance type',
    reason: 'KubeVirt refuses a VM that states what its instance type states too',
    source: 'KubeVirt pkg/instancetype, conflict and apply',
  },
  function* ({ vmSpec, spec, rendering }): Generator<VmObservation> {
    const matcher = at(vmSpec, 'instancetype');
    if (matcher === undefined) return;
    for (const path of SIZES) {
      const value = at(spec, ...path.split('.'));
      if (value !== undefined) yield { field: path, value, remedy: 'leave it to the instance type' };
    }
    const type = matchedBy(matcher, rendering);
    for (const shared of SHARED) {
      const value = at(spec, ...shared.vm);
      if (value === undefined || at(type, 'spec', ...shared.type) === undefined) continue;
      yield { field: shared.field, value, remedy: 'leave it to the instance type' };
    }
    for (const key of Object.keys(at(type, 'spec', 'nodeSelector') ?? {})) {
      const value = at(spec, 'nodeSelector', key);
      if (value !== undefined) yield { field: `nodeSelector[${key}]`, value, remedy: 'leave it to the instance type' };
    }
  },
);
