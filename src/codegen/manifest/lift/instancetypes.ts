import type { Json } from '../../../helm';
import type { ManifestObject } from '../objects';
import { library, make, Variable } from '../program';
import { at, boolean, either, fit, listOf, mapOf, number, object, type Shape, text } from '../shape';
import { hintsFor, type Lifted, type Scope } from './lifted';

const nothing = object({});
const amount = either(text, number);
const flag = object({ enabled: boolean });
const timer = object({ present: boolean, tickPolicy: text });

const GPU_OPTIONS = object({ display: object({ enabled: boolean, ramFB: flag }) });
const DEVICE = { 'name!': text, deviceName: text, claimName: text, requestName: text, tag: text };
const LAUNCH_SECURITY = object({
  sev: object({ attestation: nothing, dhCert: text, policy: object({ encryptedState: boolean }), session: text }),
  snp: nothing,
  tdx: nothing,
});

const SIZE = object({
  annotations: mapOf(text),
  'cpu!': object({
    dedicatedCPUPlacement: boolean,
    'guest!': number,
    isolateEmulatorThread: boolean,
    maxSockets: number,
    model: text,
    numa: object({ guestMappingPassthrough: nothing }),
    realtime: object({ mask: text }),
  }),
  gpus: listOf(object({ ...DEVICE, virtualGPUOptions: GPU_OPTIONS })),
  hostDevices: listOf(object(DEVICE)),
  ioThreads: object({ supplementalPoolThreadCount: number }),
  ioThreadsPolicy: text,
  launchSecurity: LAUNCH_SECURITY,
  'memory!': object({
    'guest!': amount,
    hugepages: object({ pageSize: text }),
    maxGuest: amount,
    overcommitPercent: number,
  }),
  nodeSelector: mapOf(text),
  schedulerName: text,
});

/** The members that are called alike but for their ends, all of one shape. */
function preferred(shape: Shape, ...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [`preferred${name}`, shape]));
}

const BLOCK_SIZE = object({
  custom: object({ discardGranularity: number, logical: number, physical: number }),
  matchVolume: flag,
});

const DEVICES = object({
  ...preferred(
    boolean,
    'AutoattachGraphicsDevice',
    'AutoattachInputDevice',
    'AutoattachMemBalloon',
    'AutoattachPodInterface',
    'AutoattachSerialConsole',
    'BlockMultiQueue',
    'DisableHotplug',
    'DiskDedicatedIoThread',
    'NetworkInterfaceMultiQueue',
    'UseVirtioTransitional',
  ),
  ...preferred(
    text,
    'CdromBus',
    'DiskBus',
    'DiskCache',
    'DiskIO',
    'InputBus',
    'InputType',
    'InterfaceModel',
    'LunBus',
    'PanicDeviceModel',
    'SoundModel',
    'VideoType',
  ),
  ...preferred(nothing, 'InterfaceMasquerade', 'Rng'),
  ...preferred(BLOCK_SIZE, 'DiskBlockSize'),
  ...preferred(object({ enabled: boolean, persistent: boolean }), 'TPM'),
  ...preferred(GPU_OPTIONS, 'VirtualGPUOptions'),
});

const HYPERV = object({
  ...Object.fromEntries(
    ['evmcs', 'frequencies', 'ipi', 'reenlightenment', 'relaxed', 'reset', 'runtime', 'synic', 'vapic', 'vpindex'].map(
      (name) => [name, flag],
    ),
  ),
  spinlocks: object({ enabled: boolean, spinlocks: number }),
  synictimer: object({ enabled: boolean, direct: flag }),
  tlbflush: object({ enabled: boolean, direct: flag, extended: flag }),
  vendorid: object({ enabled: boolean, vendorid: text }),
});

const PREFERENCE = object({
  annotations: mapOf(text),
  clock: object({
    preferredClockOffset: object({ timezone: text, utc: object({ offsetSeconds: number }) }),
    preferredTimer: object({
      hpet: timer,
      hyperv: object({ present: boolean }),
      kvm: object({ present: boolean }),
      pit: timer,
      rtc: object({ present: boolean, tickPolicy: text, track: text }),
    }),
  }),
  cpu: object({
    preferredCPUFeatures: listOf(object({ 'name!': text, policy: text })),
    preferredCPUTopology: text,
    spreadOptions: object({ across: text, ratio: number }),
  }),
  devices: DEVICES,
  features: object({
    ...preferred(flag, 'Acpi', 'Pvspinlock', 'Smm'),
    ...preferred(object({ enabled: boolean, endOfInterrupt: boolean }), 'Apic'),
    ...preferred(HYPERV, 'Hyperv'),
    ...preferred(object({ hidden: boolean }), 'Kvm'),
  }),
  firmware: object({
    ...preferred(boolean, 'UseBios', 'UseBiosSerial', 'UseEfi', 'UseSecureBoot'),
    ...preferred(object({ persistent: boolean, secureBoot: boolean }), 'Efi'),
  }),
  machine: object(preferred(text, 'MachineType')),
  preferSpreadSocketToCoreRatio: number,
  ...preferred(text, 'Architecture', 'Subdomain'),
  ...preferred(LAUNCH_SECURITY, 'LaunchSecurity'),
  ...preferred(number, 'TerminationGracePeriodSeconds'),
  requirements: object({
    architecture: text,
    cpu: object({ 'guest!': number }),
    memory: object({ 'guest!': amount }),
  }),
  volumes: object(preferred(text, 'StorageClassName')),
});

const SPECS: Readonly<Record<string, Shape>> = {
  VirtualMachineInstancetype: SIZE,
  VirtualMachineClusterInstancetype: SIZE,
  VirtualMachinePreference: PREFERENCE,
  VirtualMachineClusterPreference: PREFERENCE,
};

/** Kinds that a VM refers to for what it leaves unsaid. */
export const MATCHED_KINDS = Object.keys(SPECS);

/** An instance type or a preference, which is called like its construct. */
export function liftMatched(manifest: ManifestObject, { chart, id }: Scope): Lifted | undefined {
  const spec = fit<Json>(at(manifest.data, 'spec'), SPECS[manifest.kind] ?? nothing);
  if (spec === undefined || id !== manifest.name) return undefined;
  const variable = new Variable(hintsFor(manifest));
  return {
    statements: [{ variable, value: make(library(manifest.kind), chart, id, spec) }],
    object: variable,
    patched: variable,
    props: spec,
  };
}
