import { at, everyAt } from '../json';
import { podTemplateOf } from '../pod-template';
import { enumerate } from '../text';
import { vmRule } from './vm-rule';

const ALLOW_BRIDGE = 'kubevirt.io/allow-pod-bridge-network-live-migration';
const DEVICES = 'domain.devices';

/** What keeps a VM on its node, by where it stands. */
const HINDRANCES: readonly (readonly [path: string, what: string])[] = [
  [`${DEVICES}.hostDevices.*`, 'a host device'],
  [`${DEVICES}.gpus.*`, 'a GPU'],
  [`${DEVICES}.disks.*.lun.reservation`, 'a reserved logical unit'],
  ['domain.launchSecurity', 'encrypted memory'],
  ['domain.features.hypervPassthrough', 'all Hyper-V features of its host'],
];

export const migrationHindered = vmRule(
  {
    id: 'VNF245',
    severity: 'warning',
    title: 'Live migration of a VM that cannot move',
    reason: 'KubeVirt neither migrates nor stops the VM, so that its node is never drained',
    source: 'KubeVirt pkg/virt-handler/vm.go; pkg/network/vmispec/interface.go; kubevirt#7238',
  },
  function* ({ object, spec, rendering }) {
    if (at(spec, 'evictionStrategy') !== 'LiveMigrate') return;
    const found = HINDRANCES.flatMap(([path, what]) => (everyAt(spec, path).length > 0 ? [what] : []));
    const pod = everyAt(spec, 'networks.*').find(({ value }) => at(value, 'pod') !== undefined)?.value;
    const isBridged = everyAt(spec, `${DEVICES}.interfaces.*`).some(
      ({ value }) => at(value, 'name') === at(pod, 'name') && at(value, 'bridge') !== undefined,
    );
    const isAllowed = at(podTemplateOf(object), 'metadata', 'annotations', ALLOW_BRIDGE) !== undefined;
    if (isBridged && !isAllowed) found.push('the pod’s address, by a bridge');
    for (const { value } of everyAt(spec, 'volumes.*')) {
      if (at(value, 'hostDisk') !== undefined && at(value, 'hostDisk', 'shared') !== true)
        found.push('a disk of its node');
      const name = at(value, 'dataVolume', 'name');
      const volume =
        name === undefined ? undefined : claimOf(name, [...rendering.objects.map((one) => one.object), object]);
      if (volume !== undefined && !volume.includes('ReadWriteMany'))
        found.push(`the disk ${String(at(value, 'name'))}, which one node writes at a time`);
    }
    if (found.length === 0) return;
    yield {
      field: 'evictionStrategy',
      value: 'LiveMigrate',
      reason: `the VM has ${enumerate([...new Set(found)])}: ${migrationHindered.reason}`,
      remedy: "write 'LiveMigrateIfPossible' or 'None', or take away what holds it",
    };
  },
);

/** Access modes that a DataVolume of the chart states; undefined where it states none, or is none of the chart's. */
function claimOf(name: unknown, objects: readonly unknown[]): readonly unknown[] | undefined {
  const volumes = [
    ...objects.filter((object) => at(object, 'kind') === 'DataVolume'),
    ...objects.flatMap((object) => everyAt(object, 'spec.dataVolumeTemplates.*').map(({ value }) => value)),
  ];
  const spec = at(
    volumes.find((volume) => at(volume, 'metadata', 'name') === name),
    'spec',
  );
  const modes = at(spec, 'storage', 'accessModes') ?? at(spec, 'pvc', 'accessModes');
  return Array.isArray(modes) ? (modes as readonly unknown[]) : undefined;
}
