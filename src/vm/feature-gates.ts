import type { IConstruct } from 'constructs';
import { Platform, type Requirement, Requirements } from '../platform';

type Tree = Readonly<Record<string, unknown>>;

/** When a workload needs a gate of KubeVirt's. */
interface FeatureGate {
  readonly gate: string;
  /** First release that knows the gate. @default - older than 0.49 */
  readonly since?: string;
  /** First release that needs it no more: the feature is on by default or for good, or the gate is gone. @default - still needed */
  readonly until?: string;
  /** What needs it, for the person who switches it on. */
  readonly reason: string;
  /** Whether a guest (`metadata` and `spec` of its template) needs it. */
  readonly neededBy: (guest: Tree) => boolean;
}

/** The value at a path, through every item of the lists on it. */
function valuesAt(data: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (values, key) => values.flatMap((value) => [(value as Tree | null | undefined)?.[key]].flat()),
      [data],
    )
    .filter((value) => value !== undefined);
}

const has =
  (path: string) =>
  (guest: Tree): boolean =>
    valuesAt(guest, path).some((value) => value !== false);

const oneOf =
  (path: string, ...allowed: readonly string[]) =>
  (guest: Tree): boolean =>
    valuesAt(guest, path).some((value) => allowed.includes(String(value)));

const annotated =
  (key: string) =>
  (guest: Tree): boolean =>
    (guest as { readonly metadata?: { readonly annotations?: Tree } }).metadata?.annotations?.[key] !== undefined;

const DOMAIN = 'spec.domain';
const DEVICES = `${DOMAIN}.devices`;
const migrates = oneOf('spec.evictionStrategy', 'LiveMigrate', 'LiveMigrateIfPossible');

function sharedVolumes(guest: Tree): unknown[] {
  const names = valuesAt(guest, `${DEVICES}.filesystems.name`);
  return valuesAt(guest, 'spec.volumes').filter((volume) => names.includes((volume as Tree | undefined)?.name));
}

function isClaim(volume: unknown): boolean {
  return ['persistentVolumeClaim', 'dataVolume'].some((source) => (volume as Tree)[source] !== undefined);
}

/** Gates that guests need [kubevirt pkg/virt-config/featuregate; histories in the release notes]. */
const GATES: readonly FeatureGate[] = [
  { gate: 'CPUManager', reason: 'has dedicated CPUs', neededBy: has(`${DOMAIN}.cpu.dedicatedCpuPlacement`) },
  {
    gate: 'CPUNodeDiscovery',
    until: '1.2.0',
    reason: 'asks for CPU features',
    neededBy: has(`${DOMAIN}.cpu.features`),
  },
  { gate: 'NUMA', until: '1.4.0', reason: 'sees NUMA cells', neededBy: has(`${DOMAIN}.cpu.numa`) },
  { gate: 'LiveMigration', until: '1.2.0', reason: 'is migrated when its node is drained', neededBy: migrates },
  {
    gate: 'SRIOVLiveMigration',
    until: '1.2.0',
    reason: 'is migrated with a virtual function',
    neededBy: (guest) => migrates(guest) && has(`${DEVICES}.interfaces.sriov`)(guest),
  },
  {
    gate: 'VMLiveUpdateFeatures',
    since: '1.0.0',
    until: '1.5.0',
    reason: 'gets CPUs or memory while it runs',
    neededBy: (guest) => has(`${DOMAIN}.cpu.maxSockets`)(guest) || has(`${DOMAIN}.memory.maxGuest`)(guest),
  },
  {
    gate: 'ReservedOverheadMemlock',
    since: '1.8.0',
    reason: 'reserves overhead',
    neededBy: has(`${DOMAIN}.memory.reservedOverhead`),
  },
  { gate: 'GPU', until: '1.4.0', reason: 'has a GPU', neededBy: has(`${DEVICES}.gpus.deviceName`) },
  { gate: 'HostDevices', reason: 'has a host device', neededBy: has(`${DEVICES}.hostDevices.deviceName`) },
  {
    gate: 'GPUsWithDRA',
    since: '1.6.0',
    until: '1.9.0',
    reason: 'has a GPU by claim',
    neededBy: has(`${DEVICES}.gpus.claimName`),
  },
  {
    gate: 'HostDevicesWithDRA',
    since: '1.6.0',
    until: '1.9.0',
    reason: 'has a host device by claim',
    neededBy: has(`${DEVICES}.hostDevices.claimName`),
  },
  { gate: 'HostDisk', reason: "has a disk in the host's file system", neededBy: has('spec.volumes.hostDisk') },
  {
    gate: 'ContainerPathVolumes',
    since: '1.8.0',
    reason: 'sees a directory of its pod',
    neededBy: has('spec.volumes.containerPath'),
  },
  {
    gate: 'ExperimentalVirtiofsSupport',
    until: '1.5.0',
    reason: 'mounts a volume as a directory',
    neededBy: (guest) => sharedVolumes(guest).length > 0,
  },
  {
    gate: 'EnableVirtioFsConfigVolumes',
    since: '1.5.0',
    until: '1.8.0',
    reason: 'mounts a ConfigMap or Secret as a directory',
    neededBy: (guest) => sharedVolumes(guest).some((volume) => !isClaim(volume)),
  },
  {
    gate: 'EnableVirtioFsStorageVolumes',
    since: '1.5.0',
    reason: 'mounts a claim as a directory',
    neededBy: (guest) => sharedVolumes(guest).some(isClaim),
  },
  {
    gate: 'DownwardMetrics',
    reason: 'reads metrics of the host',
    neededBy: (guest) => has(`${DEVICES}.downwardMetrics`)(guest) || has('spec.volumes.downwardMetrics')(guest),
  },
  { gate: 'VSOCK', since: '0.59.0', reason: 'has a socket to the host', neededBy: has(`${DEVICES}.autoattachVSOCK`) },
  {
    gate: 'VMPersistentState',
    since: '1.0.0',
    until: '1.6.0',
    reason: 'keeps the state of its TPM or EFI',
    neededBy: (guest) =>
      has(`${DEVICES}.tpm.persistent`)(guest) || has(`${DOMAIN}.firmware.bootloader.efi.persistent`)(guest),
  },
  {
    gate: 'PersistentReservation',
    since: '1.0.0',
    until: '1.9.0',
    reason: 'reserves a LUN',
    neededBy: has(`${DEVICES}.disks.lun.reservation`),
  },
  {
    gate: 'PanicDevices',
    since: '1.6.0',
    until: '1.9.0',
    reason: 'has a panic device',
    neededBy: has(`${DEVICES}.panicDevices`),
  },
  {
    gate: 'VideoConfig',
    since: '1.6.0',
    until: '1.9.0',
    reason: 'states its graphics adapter',
    neededBy: has(`${DEVICES}.video`),
  },
  {
    gate: 'RebootPolicy',
    since: '1.8.0',
    until: '1.9.0',
    reason: 'states its reboot policy',
    neededBy: has(`${DOMAIN}.rebootPolicy`),
  },
  {
    gate: 'WorkloadEncryptionSEV',
    until: '1.9.0',
    reason: 'encrypts its memory',
    neededBy: has(`${DOMAIN}.launchSecurity.sev`),
  },
  {
    gate: 'WorkloadEncryptionSEV',
    since: '1.7.0',
    until: '1.9.0',
    reason: 'encrypts its memory',
    neededBy: has(`${DOMAIN}.launchSecurity.snp`),
  },
  {
    gate: 'WorkloadEncryptionTDX',
    since: '1.7.0',
    reason: 'encrypts its memory',
    neededBy: has(`${DOMAIN}.launchSecurity.tdx`),
  },
  {
    gate: 'NetworkBindingPlugins',
    since: '1.1.0',
    until: '1.5.0',
    reason: 'has a binding plugin',
    neededBy: has(`${DEVICES}.interfaces.binding`),
  },
  {
    gate: 'PasstBinding',
    since: '1.8.0',
    until: '1.9.0',
    reason: 'is bound by passt',
    neededBy: has(`${DEVICES}.interfaces.passtBinding`),
  },
  {
    gate: 'HotplugNICs',
    since: '1.0.0',
    until: '1.4.0',
    reason: 'has an interface unplugged',
    neededBy: oneOf(`${DEVICES}.interfaces.state`, 'absent'),
  },
  {
    gate: 'NetworkDevicesWithDRA',
    since: '1.9.0',
    reason: 'has a network card by claim',
    neededBy: has('spec.networks.resourceClaim'),
  },
  {
    gate: 'PortRangesSpec',
    since: '1.9.0',
    reason: 'lets in ranges of ports',
    neededBy: has(`${DEVICES}.interfaces.portRanges`),
  },
  { gate: 'Sidecar', reason: 'has hooks', neededBy: annotated('hooks.kubevirt.io/hookSidecars') },
  {
    gate: 'ExperimentalIgnitionSupport',
    reason: 'is set up by Ignition',
    neededBy: annotated('kubevirt.io/ignitiondata'),
  },
];

/** Gates that other objects need. */
const OBJECT_GATES = {
  Snapshot: { since: '0.44.0', until: '1.9.0' },
  VMExport: { since: '0.57.0', until: '1.9.0' },
} as const;

/** The feature gates that a guest needs on its platform. */
export function featureGatesOf(workload: IConstruct, guest: object): Requirement[] {
  const platform = Platform.of(workload);
  return GATES.filter((gate) => isNeeded(platform, gate) && gate.neededBy(guest as Tree)).map(({ gate, reason }) => ({
    featureGate: gate,
    reason: `${workload.node.path} ${reason}`,
    of: workload,
  }));
}

/** Puts in the gate that an object beside VMs needs. */
export function gateFor(object: IConstruct, gate: keyof typeof OBJECT_GATES, reason: string): void {
  const needed = { featureGate: gate, reason: `${object.node.path} ${reason}`, of: object };
  Requirements.of(object).collect(() => (isNeeded(Platform.of(object), OBJECT_GATES[gate]) ? [needed] : []));
}

function isNeeded(platform: Platform, { since, until }: Pick<FeatureGate, 'since' | 'until'>): boolean {
  return (
    (since === undefined || platform.isAtLeast('kubevirt', since)) &&
    (until === undefined || !platform.isAtLeast('kubevirt', until))
  );
}
