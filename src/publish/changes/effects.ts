import { coerce, lt } from 'semver';

/**
 * What it takes for a changed field to reach what is running: nothing (`live`), a restart, or a new object, because the
 * API refuses the change or nothing ever reads it again (`recreate`).
 */
export type Effect = 'live' | 'restart' | 'recreate';

/** A change of a field, as the table below tells changes apart. */
export interface FieldOfKind {
  /** `kubevirt.io/VirtualMachine`; objects of the core group have no group. */
  readonly kind: string;
  /** Keys, and items of lists as `[name]`. */
  readonly path: readonly string[];
  readonly change: 'added' | 'changed' | 'removed';
  /** The fields of what was added. */
  readonly content: readonly string[];
}

interface FieldEffect {
  /** `*` stands for one key or item, `**` at the end for anything. */
  readonly path: string;
  readonly effect: Effect;
  /** Only changes of this sort. @default - any */
  readonly change?: FieldOfKind['change'];
  /** Only what has one of these fields. @default - anything */
  readonly having?: readonly string[];
  /** KubeVirt before this waits for a restart: its rollout strategy was `Stage`, or it had not learnt it. */
  readonly since?: string;
  /** What else there is to know. */
  readonly note?: string;
}

const FIRST_BOOT = 'cloud-init reads it again only where firmware.uuid changes too';
const POD = 'spec/template/spec';

/**
 * First match counts. KubeVirt updates a running VM from 1.6 on (`vmRolloutStrategy` became `LiveUpdate`) where it says
 * so here; anything else in the template sets the condition RestartRequired.
 */
const VIRTUAL_MACHINE: readonly FieldEffect[] = [
  { path: 'metadata/**', effect: 'live' },
  { path: 'spec/runStrategy', effect: 'live' },
  { path: 'spec/running', effect: 'live' },
  { path: 'spec/updateVolumesStrategy', effect: 'live' },
  { path: 'spec/instancetype/**', effect: 'live', since: '1.6' },
  { path: `${POD}/domain/cpu/sockets`, effect: 'live', since: '1.6' },
  { path: `${POD}/domain/memory/guest`, effect: 'live', since: '1.6' },
  { path: `${POD}/nodeSelector/**`, effect: 'live', since: '1.6' },
  { path: `${POD}/affinity/**`, effect: 'live', since: '1.6' },
  { path: `${POD}/tolerations/**`, effect: 'live', since: '1.6' },
  { path: `${POD}/domain/devices/disks/*`, effect: 'live', change: 'added', since: '1.6' },
  {
    path: `${POD}/volumes/*`,
    effect: 'live',
    change: 'added',
    having: ['dataVolume/hotpluggable', 'persistentVolumeClaim/hotpluggable'],
    since: '1.6',
  },
  {
    path: `${POD}/domain/devices/interfaces/*`,
    effect: 'live',
    change: 'added',
    having: ['bridge', 'sriov'],
    since: '1.6',
  },
  { path: `${POD}/domain/devices/interfaces/*/state`, effect: 'live', since: '1.6' },
  { path: `${POD}/networks/*`, effect: 'live', change: 'added', having: ['multus'], since: '1.6' },
  { path: `${POD}/networks/*/multus/networkName`, effect: 'live', since: '1.9' },
  { path: `${POD}/volumes/*/cloudInitNoCloud/**`, effect: 'restart', note: FIRST_BOOT },
  // KubeVirt makes a DataVolume once and leaves it alone from then on.
  { path: 'spec/dataVolumeTemplates/*/**', effect: 'recreate', change: 'changed' },
];

const METADATA_LIVE: FieldEffect = { path: 'metadata/**', effect: 'live' };
const IMMUTABLE_SPEC: readonly FieldEffect[] = [METADATA_LIVE, { path: 'spec/**', effect: 'recreate' }];
const ROLLED_OUT: readonly FieldEffect[] = [
  { path: 'spec/selector/**', effect: 'recreate' },
  { path: 'spec/template/**', effect: 'restart' },
];

/** What the validation of CDI, KubeVirt and Kubernetes itself says of changes to objects that exist. */
const EFFECTS: Readonly<Record<string, readonly FieldEffect[]>> = {
  'kubevirt.io/VirtualMachine': VIRTUAL_MACHINE,
  'kubevirt.io/VirtualMachineInstance': IMMUTABLE_SPEC,
  'kubevirt.io/VirtualMachineInstanceReplicaSet': ROLLED_OUT,
  'pool.kubevirt.io/VirtualMachinePool': [
    { path: 'spec/selector/**', effect: 'recreate' },
    { path: 'spec/virtualMachineTemplate/**', effect: 'restart' },
  ],
  'snapshot.kubevirt.io/VirtualMachineSnapshot': IMMUTABLE_SPEC,
  'snapshot.kubevirt.io/VirtualMachineRestore': IMMUTABLE_SPEC,
  'export.kubevirt.io/VirtualMachineExport': IMMUTABLE_SPEC,
  'cdi.kubevirt.io/DataVolume': IMMUTABLE_SPEC,
  'cdi.kubevirt.io/DataImportCron': IMMUTABLE_SPEC,
  'cdi.kubevirt.io/VolumeImportSource': IMMUTABLE_SPEC,
  'cdi.kubevirt.io/VolumeUploadSource': IMMUTABLE_SPEC,
  PersistentVolumeClaim: [{ path: 'spec/resources/requests/storage', effect: 'live' }, ...IMMUTABLE_SPEC],
  Pod: IMMUTABLE_SPEC,
  Service: [{ path: 'spec/clusterIP', effect: 'recreate' }],
  Secret: [{ path: 'type', effect: 'recreate' }],
  'apps/Deployment': ROLLED_OUT,
  'apps/DaemonSet': ROLLED_OUT,
  'apps/StatefulSet': [
    { path: 'spec/volumeClaimTemplates/**', effect: 'recreate' },
    { path: 'spec/serviceName', effect: 'recreate' },
    { path: 'spec/podManagementPolicy', effect: 'recreate' },
    ...ROLLED_OUT,
  ],
  'batch/Job': [
    { path: 'spec/template/**', effect: 'recreate' },
    { path: 'spec/selector/**', effect: 'recreate' },
  ],
};

/** What the rest of a kind's fields takes. */
const OTHERWISE: Readonly<Record<string, Effect>> = { 'kubevirt.io/VirtualMachine': 'restart' };

/** What a change takes, and from which KubeVirt on where that matters. */
export interface EffectOfChange {
  readonly effect: Effect;
  readonly since?: string;
  readonly note?: string;
}

/**
 * What it takes for a changed field to reach what is running.
 *
 * @param kubevirt the version that runs the chart; without it the effect is that of versions that can do it live
 */
export function effectOf(field: FieldOfKind, kubevirt?: string): EffectOfChange {
  const found = EFFECTS[field.kind]?.find((row) => matches(row, field));
  const effect = found?.effect ?? OTHERWISE[field.kind] ?? 'live';
  const { since, note } = found ?? {};
  if (since === undefined || kubevirt === undefined) return { effect, since, note };
  return { effect: isBefore(kubevirt, since) ? 'restart' : effect, note };
}

function isBefore(version: string, since: string): boolean {
  const [one, other] = [coerce(version), coerce(since)];
  return one !== null && other !== null && lt(one, other);
}

function matches(row: FieldEffect, { path, change, content }: FieldOfKind): boolean {
  if (row.change !== undefined && row.change !== change) return false;
  if (row.having && !row.having.some((field) => content.includes(field))) return false;
  const pattern = row.path.split('/');
  const isOpen = pattern.at(-1) === '**';
  const fixed = isOpen ? pattern.slice(0, -1) : pattern;
  if (isOpen ? path.length < fixed.length : path.length !== fixed.length) return false;
  return fixed.every((step, index) => step === '*' || step === path[index]);
}
