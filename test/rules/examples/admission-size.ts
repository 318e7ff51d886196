import type { App } from 'cdk8s';
import {
  type Configuration,
  type Domain,
  VirtualMachine as VirtualMachineObject,
  type VirtualMachineInstanceSpec,
  type VirtualMachineSpec,
} from '../../../imports/kubevirt.io';
import { VirtualMachinePool as VirtualMachinePoolObject } from '../../../imports/pool.kubevirt.io';
import type { HelmChart } from '../../../src/helm';
import { Platform } from '../../../src/platform';
import { Disk } from '../../../src/storage';
import {
  GuestCpu,
  type GuestCpuProps,
  InstancetypeMatcher,
  type InstancetypeProps,
  KubeVirtConfiguration,
  type PreferenceProps,
  VirtualMachine,
  VirtualMachineClusterInstancetype,
  VirtualMachineClusterPreference,
  VirtualMachineInstancetype,
  VirtualMachinePreference,
} from '../../../src/vm';
import { chart, type Example, example, vm } from './example';

type Guest = Omit<VirtualMachineInstanceSpec, 'domain'> & { readonly domain?: Partial<Domain> };
type Machine = Pick<VirtualMachineSpec, 'instancetype' | 'preference'>;

/** The template of a VM as KubeVirt takes it, with its size or without. */
const template = ({ domain, ...guest }: Guest): VirtualMachineSpec['template'] => ({
  spec: {
    architecture: 'amd64',
    networks: [{ name: 'default', pod: {} }],
    ...guest,
    domain: { devices: { interfaces: [{ name: 'default', masquerade: {} }] }, ...domain },
  },
});

function writtenOut(scope: HelmChart, guest: Guest, machine: Machine = {}): void {
  new VirtualMachineObject(scope, 'fw', { spec: { runStrategy: 'Always', ...machine, template: template(guest) } });
}

const memory = { guest: '2Gi' };

/** An object that somebody wrote out, whose `domain` is wrong, and right. */
const domain = (
  name: string,
  expected: string | readonly string[],
  bad: Partial<Domain>,
  good: Partial<Domain>,
): Example =>
  example(
    name,
    expected,
    (app, own: Partial<Domain>) => writtenOut(chart(app), { domain: { memory, ...own } }),
    bad,
    good,
  );

/** Two ways to name an instance type or a preference. */
const matched = (name: string, bad: Machine, good: Machine): Example =>
  example(
    name,
    'VNF253',
    (app, machine: Machine) => {
      const volumes = [{ name: 'system', persistentVolumeClaim: { claimName: 'system' } }];
      const disks = [{ name: 'system', disk: {} }];
      writtenOut(
        chart(app),
        { volumes, domain: { devices: { disks, interfaces: [{ name: 'default', masquerade: {} }] } } },
        { instancetype: { name: 'u1.small' }, ...machine },
      );
    },
    bad,
    good,
  );

/** Pinned CPUs of an instance type, with all that hangs on them. */
const PINNED: InstancetypeProps = {
  cpu: {
    guest: 2,
    model: 'host-passthrough',
    dedicatedCPUPlacement: true,
    isolateEmulatorThread: true,
    numa: { guestMappingPassthrough: {} },
    realtime: {},
  },
  memory: { guest: '2Gi', hugepages: { pageSize: '1Gi' } },
  nodeSelector: { rack: 'one' },
};

/** A VM that an instance type of its chart sizes. */
const typed = (
  name: string,
  bad: Guest,
  good: Guest = {},
  size: InstancetypeProps = PINNED,
  expected = 'VNF236',
): Example =>
  example(
    name,
    expected,
    (app, guest: Guest) => {
      const fw = chart(app);
      const type = new VirtualMachineInstancetype(fw, 'size', size);
      writtenOut(fw, guest, { instancetype: { kind: 'VirtualMachineInstancetype', name: type.name } });
    },
    bad,
    good,
  );

const four = { requirements: { cpu: { guest: 4 } } };

/** A VM held to a preference of its chart. */
const preferred = (name: string, preference: PreferenceProps, bad: GuestCpuProps, good: GuestCpuProps): Example =>
  example(
    name,
    'VNF247',
    (app, cpu: GuestCpuProps) => {
      const fw = chart(app);
      const { matcher } = new VirtualMachinePreference(fw, 'wide', preference);
      vm(fw, { preference: matcher, cpu: GuestCpu.shared(cpu) });
    },
    bad,
    good,
  );

/** What a KubeVirt CR of the app says. */
const configured = (
  name: string,
  expected: string,
  own: Partial<Domain>,
  bad: Configuration,
  good: Configuration,
): Example =>
  example(
    name,
    expected,
    (app, settings: Configuration) => {
      new KubeVirtConfiguration(chart(app, 'site'), 'kubevirt', { settings });
      writtenOut(chart(app), { domain: { memory, ...own } });
    },
    bad,
    good,
  );

const dedicated = { cores: 2, dedicatedCpuPlacement: true };
const numa = { guestMappingPassthrough: {} };
const paged = { guest: '2Gi', hugepages: { pageSize: '1Gi' } };
const efi = { bootloader: { efi: { secureBoot: false } } };

/** What KubeVirt refuses of sizes, in objects that somebody wrote out above all. */
export const ADMISSION_SIZE: readonly Example[] = [
  example(
    'instance type of a volume that is not there',
    'VNF253',
    (app, volume: string) => {
      const disks = [Disk.fromClaim('system', { name: 'system' })];
      new VirtualMachine(chart(app), 'fw', { instancetype: InstancetypeMatcher.fromVolume(volume), disks });
    },
    'nope',
    'system',
  ),
  example(
    'instance type of an image, which has no labels',
    'VNF253',
    (app, onFailure: 'Reject' | 'Ignore') => {
      const disks = [Disk.fromContainerImage('registry.example/vnf:1.0', { name: 'system' })];
      const instancetype = InstancetypeMatcher.fromVolume('system', { onFailure });
      new VirtualMachine(chart(app), 'fw', { instancetype, disks });
    },
    'Reject',
    'Ignore',
  ),
  matched(
    'kind beside the volume that states it',
    { instancetype: { inferFromVolume: 'system', kind: 'VirtualMachineInstancetype' } },
    { instancetype: { inferFromVolume: 'system' } },
  ),
  matched(
    'instance type by name and by volume',
    { instancetype: { inferFromVolume: 'system', name: 'u1.large' } },
    { instancetype: { inferFromVolume: '', name: 'u1.large' } },
  ),
  matched('preference without name', { preference: { name: '' } }, { preference: { name: 'windows.11' } }),
  matched('preference of nothing', { preference: {} }, { preference: { inferFromVolume: 'system' } }),
  typed('pages of the instance type’s own', { domain: { memory: { hugepages: { pageSize: '2Mi' } } } }),
  typed('CPU model of the instance type’s own', { domain: { cpu: { model: 'host-model' } } }),
  typed('pinned as the instance type pins', { domain: { cpu: { dedicatedCpuPlacement: true } } }),
  typed('emulator thread that the instance type isolates', { domain: { cpu: { isolateEmulatorThread: true } } }),
  typed('NUMA cells that the instance type shows', { domain: { cpu: { numa } } }),
  typed('real time of the instance type’s own', { domain: { cpu: { realtime: {} } } }),
  typed('nodes beside those of the instance type', { nodeSelector: { zone: 'two' } }),
  typed('cores beside the instance type’s', { domain: { cpu: { cores: 2 } } }, { domain: { cpu: { cores: 0 } } }),
  typed(
    'growth beside the instance type’s',
    { domain: { memory: { maxGuest: '4Gi' } } },
    {},
    { cpu: { guest: 2 }, memory: { guest: '2Gi', maxGuest: '8Gi' } },
  ),
  typed(
    'growth past the size of the instance type',
    { domain: { memory: { maxGuest: '1Gi' } } },
    { domain: { memory: { maxGuest: '4Gi' } } },
    { cpu: { guest: 2 }, memory: { guest: '2Gi' } },
    'VNF211',
  ),
  typed(
    'pages that the instance type’s memory is no multiple of',
    { domain: { memory: { hugepages: { pageSize: '1Gi' } } } },
    { domain: { memory: { hugepages: { pageSize: '2Mi' } } } },
    { cpu: { guest: 2 }, memory: { guest: '1536Mi' } },
    'VNF206',
  ),
  example(
    'memory beside an instance type that is surely found',
    'VNF236',
    (app, inferFromVolumeFailurePolicy: 'Reject' | 'Ignore') =>
      writtenOut(
        chart(app),
        {
          volumes: [{ name: 'system', persistentVolumeClaim: { claimName: 'system' } }],
          domain: {
            memory,
            devices: {
              disks: [{ name: 'system', disk: {} }],
              interfaces: [{ name: 'default', masquerade: {} }],
            },
          },
        },
        { instancetype: { inferFromVolume: 'system', inferFromVolumeFailurePolicy } },
      ),
    'Reject',
    'Ignore',
  ),
  ...(
    [
      ['instance type without kind', VirtualMachineClusterInstancetype, undefined],
      ['instance type of a kind in small letters', VirtualMachineInstancetype, 'virtualmachineinstancetypes'],
    ] as const
  ).map(([name, type, kind]) =>
    example(
      `scheduler beside that of an ${name}`,
      'VNF236',
      (app: App, schedulerName: string | undefined) => {
        const fw = chart(app);
        const size = new type(fw, 'size', { ...PINNED, schedulerName: 'numa-aware' });
        writtenOut(fw, { schedulerName }, { instancetype: { kind, name: size.name } });
      },
      'mine',
      undefined,
    ),
  ),
  example(
    'emulator thread isolated on shared CPUs of an instance type',
    'VNF207',
    (app, dedicatedCPUPlacement: boolean) => {
      const fw = chart(app);
      const type = new VirtualMachineInstancetype(fw, 'size', { ...PINNED, cpu: { guest: 2, dedicatedCPUPlacement } });
      writtenOut(
        fw,
        { domain: { cpu: { isolateEmulatorThread: true } } },
        { instancetype: { kind: 'VirtualMachineInstancetype', name: type.name } },
      );
    },
    false,
    true,
  ),
  example(
    'NUMA cells of the host beside an instance type without huge pages',
    'VNF218',
    (app, hugepages: { readonly pageSize: string } | undefined) => {
      const fw = chart(app);
      const type = new VirtualMachineInstancetype(fw, 'size', {
        cpu: { guest: 2, dedicatedCPUPlacement: true },
        memory: { guest: '2Gi', hugepages },
      });
      writtenOut(
        fw,
        { domain: { cpu: { numa } } },
        { instancetype: { kind: 'VirtualMachineInstancetype', name: type.name } },
      );
    },
    undefined,
    { pageSize: '1Gi' },
  ),
  example(
    'NUMA cells of the host without an instance type that may have what they need',
    ['VNF218', 'VNF218'],
    (app, machine: Machine) =>
      writtenOut(chart(app), { domain: { ...(machine.instancetype ? {} : { memory }), cpu: { numa } } }, machine),
    {},
    { instancetype: { name: 'cx1.large' } },
  ),
  preferred('cores where the preference counts sockets', four, { cores: 4 }, { sockets: 4 }),
  preferred(
    'sockets where the preference counts cores',
    { ...four, cpu: { preferredCPUTopology: 'preferCores' } },
    { sockets: 4 },
    { cores: 4 },
  ),
  preferred(
    'threads where the preference spreads over sockets and cores',
    { ...four, cpu: { preferredCPUTopology: 'spread' } },
    { sockets: 2, threads: 2 },
    { sockets: 2, cores: 2 },
  ),
  example(
    'sockets and cores that the preference does not multiply',
    'VNF247',
    (app, preferredCPUTopology: 'sockets' | 'any') => {
      const fw = chart(app);
      const { matcher } = new VirtualMachinePreference(fw, 'wide', { ...four, cpu: { preferredCPUTopology } });
      vm(fw, { preference: matcher, cpu: GuestCpu.shared({ sockets: 2, cores: 2, threads: 1 }) });
    },
    'sockets',
    'any',
  ),
  example(
    'CPUs and memory of the request below a preference without kind',
    ['VNF247', 'VNF247'],
    (app, requests: { readonly cpu: string; readonly memory: string }) => {
      const fw = chart(app);
      const { name } = new VirtualMachineClusterPreference(fw, 'wide', {
        requirements: { cpu: { guest: 4 }, memory: { guest: '4Gi' } },
      });
      writtenOut(fw, { domain: { resources: { requests } } }, { preference: { name } });
    },
    { cpu: '2', memory: '2Gi' },
    { cpu: '4', memory: '4Gi' },
  ),
  example(
    'other architecture than the preference requires',
    'VNF247',
    (app, architecture: 'arm64' | undefined) => {
      const fw = chart(app);
      const { name } = new VirtualMachineClusterPreference(fw, 'wide', { requirements: { architecture: 'amd64' } });
      writtenOut(fw, { architecture, domain: { memory } }, { preference: { name } });
    },
    'arm64',
    undefined,
  ),
  domain(
    'limit of more CPUs than sockets',
    'VNF210',
    { cpu: { maxSockets: 2 }, resources: { limits: { cpu: '4' } } },
    { cpu: { maxSockets: 2 }, resources: { limits: { cpu: '1500m' } } },
  ),
  domain(
    'sockets above the most, written out',
    'VNF210',
    { cpu: { sockets: 4, maxSockets: 2 } },
    { cpu: { sockets: 4, maxSockets: 0 } },
  ),
  domain('part of a core, written out', 'VNF207', { cpu: { cores: 1.5 } }, { cpu: { cores: 0 } }),
  domain('pages of no size', 'VNF206', { memory: { ...memory, hugepages: {} } }, { memory: paged }),
  domain('pages of an empty size', 'VNF206', { memory: { ...memory, hugepages: { pageSize: '' } } }, { memory: paged }),
  domain(
    'limit that is no multiple of its pages',
    'VNF206',
    { memory: { hugepages: { pageSize: '1Gi' } }, resources: { limits: { memory: '1536Mi' } } },
    { memory: { hugepages: { pageSize: '1Gi' } }, resources: { limits: { memory: '2Gi' } } },
  ),
  domain(
    'pages beside a request of nothing',
    'VNF206',
    { memory: { ...paged, guest: '1536Mi' }, resources: { requests: { memory: '0' } } },
    { memory: paged, resources: { requests: { memory: '0' } } },
  ),
  domain(
    'NUMA cells of the host on shared CPUs',
    'VNF218',
    { memory: paged, cpu: { cores: 2, numa } },
    { memory: paged, cpu: { ...dedicated, numa } },
  ),
  domain(
    'real time without NUMA cells',
    'VNF218',
    { memory: paged, cpu: { ...dedicated, realtime: {} } },
    { memory: paged, cpu: { ...dedicated, numa, realtime: {} } },
  ),
  domain(
    'real time on shared CPUs',
    'VNF218',
    { memory: paged, cpu: { cores: 2, numa, realtime: {} } },
    { memory: paged, cpu: { ...dedicated, numa, realtime: {} } },
  ),
  domain(
    'request in halves of pages that is to grow',
    'VNF211',
    { memory: { maxGuest: '4Gi' }, resources: { requests: { memory: '1025Mi' } } },
    { memory: { maxGuest: '4Gi' }, resources: { requests: { memory: '1026Mi' } } },
  ),
  configured(
    'memory too small to grow while the VM runs',
    'VNF211',
    { memory: { guest: '512Mi', maxGuest: '4Gi' } },
    { vmRolloutStrategy: 'LiveUpdate' },
    { vmRolloutStrategy: 'Stage' },
  ),
  example(
    'memory too small to grow on a KubeVirt that lets it',
    'VNF211',
    (app, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app), { memory: { size: '512Mi', maxSize: '4Gi' } });
    },
    '1.6',
    '1.5',
  ),
  example(
    'memory that grows on another architecture',
    'VNF211',
    (app, architecture: 'arm64' | undefined) =>
      writtenOut(chart(app), { architecture, domain: { memory: { guest: '2Gi', maxGuest: '4Gi' } } }),
    'arm64',
    undefined,
  ),
  example(
    'pool without memory',
    'VNF205',
    (app, instancetype: { readonly name: string } | undefined) =>
      new VirtualMachinePoolObject(chart(app), 'fw', {
        spec: {
          selector: { matchLabels: { app: 'fw' } },
          virtualMachineTemplate: {
            metadata: { labels: { app: 'fw' } },
            spec: { runStrategy: 'Always', instancetype, template: template({}) },
          },
        },
      }),
    undefined,
    { name: 'u1.small' },
  ),
  domain('memory in words', 'VNF205', { memory: { guest: '2 gigabytes' } }, { memory: { guest: '2e9' } }),
  domain(
    'request below a megabyte',
    'VNF217',
    { resources: { requests: { memory: '900k' } } },
    { resources: { requests: { memory: '1M' } } },
  ),
  domain(
    'limit of half a pinned CPU',
    'VNF217',
    { cpu: dedicated, resources: { limits: { cpu: '2500m' } } },
    { cpu: dedicated, resources: { limits: { cpu: '2000m' } } },
  ),
  domain(
    'request of other CPUs than are pinned',
    'VNF217',
    { cpu: dedicated, resources: { requests: { cpu: '4' } } },
    { cpu: dedicated, resources: { requests: { cpu: '0' } } },
  ),
  configured(
    'machine that the app’s KubeVirt does not allow',
    'VNF219',
    { machine: { type: 'pc-i440fx-6.2' } },
    { architectureConfiguration: { amd64: { emulatedMachines: ['q35*'] } } },
    { architectureConfiguration: { amd64: { emulatedMachines: ['q35*', 'pc-i440fx*'] } } },
  ),
  configured(
    'machine of a shorter list',
    'VNF219',
    { machine: { type: 'pc-q35-rhel9.4.0' } },
    { emulatedMachines: ['pc-q35-rhel8*'] },
    { emulatedMachines: ['pc-q35-rhel9*'] },
  ),
  domain(
    'EFI that boots securely because nobody said otherwise',
    'VNF220',
    { firmware: { bootloader: { efi: {} } } },
    { firmware: { bootloader: { efi: {} } }, features: { smm: {} } },
  ),
  domain('EFI without system management mode', 'VNF220', { firmware: { bootloader: { efi: {} } } }, { firmware: efi }),
  example(
    'encryption of no kind',
    'VNF222',
    (app, architecture: 'amd64' | 's390x') =>
      writtenOut(chart(app), { architecture, domain: { memory, launchSecurity: {} } }),
    'amd64',
    's390x',
  ),
  example(
    'encryption on arm64',
    'VNF222',
    (app, architecture: 'arm64' | undefined) =>
      writtenOut(chart(app), { architecture, domain: { memory, firmware: efi, launchSecurity: { sev: {} } } }),
    'arm64',
    undefined,
  ),
  domain(
    'timer of Hyper-V without the numbers of its CPUs',
    'VNF223',
    { features: { hyperv: { synictimer: {}, vpindex: { enabled: false } } } },
    { features: { hyperv: { synictimer: {} } } },
  ),
];
