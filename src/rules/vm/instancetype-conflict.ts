import { at } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

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
  function* ({ object, spec, rendering }): Generator<VmObservation> {
    const matcher = at(object, 'spec', 'instancetype');
    const type = rendering.objects.find(
      (one) => one.object.kind === at(matcher, 'kind') && at(one.object, 'metadata', 'name') === at(matcher, 'name'),
    )?.object;
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
