import { type App, JsonPatch } from 'cdk8s';
import { HelmChart } from '../../../src/helm';
import { PodNetwork } from '../../../src/network';
import { Disk, ImportedClaim, ImportSource } from '../../../src/storage';
import {
  GuestCpu,
  type GuestDevices,
  type GuestMemoryProps,
  type GuestResources,
  type GuestScheduling,
  GuestVolume,
  type HypervFeatures,
  InstancetypeMatcher,
  type InstancetypeProps,
  KubeVirtConfiguration,
  type KubeVirtConfigurationProps,
  type PreferenceProps,
  VirtualMachine,
  VirtualMachineInstancetype,
  VirtualMachinePreference,
} from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly kubevirt: KubeVirtConfigurationProps['settings'];
  readonly instancetype: InstancetypeProps;
  readonly preference: PreferenceProps;
  readonly manager: {
    readonly scheduling: GuestScheduling;
    readonly devices: GuestDevices;
    readonly hyperv: HypervFeatures;
    readonly patches: readonly JsonPatch[];
  };
  /** A collector that states its own size and has disks and devices of its node. */
  readonly collector: {
    readonly memory: GuestMemoryProps;
    readonly resources: GuestResources | undefined;
    readonly evictionStrategy: 'None' | 'LiveMigrate' | undefined;
    readonly imagePath: string;
    readonly isMigratable: boolean;
  };
  /** Whether the archive's disk is one that KubeVirt waits for. */
  readonly waitsForArchive: boolean;
}

const patch = (path: string, value: unknown): readonly JsonPatch[] => [JsonPatch.add(`/spec/${path}`, value)];

/** An element manager on Windows, sized by an instance type of its chart, and the Linux collector beside it. */
export const ELEMENT_MANAGER: Vnf<Facts> = {
  name: 'element manager',
  facts: {
    kubevirt: {
      permittedHostDevices: {
        pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName: 'nvidia.com/TU104GL' }],
        usb: [{ resourceName: 'kubevirt.io/storage', selectors: [{ vendor: '46f4', product: '0001' }] }],
      },
    },
    instancetype: { cpu: { guest: 4 }, memory: { guest: '8Gi' }, schedulerName: 'default-scheduler' },
    preference: {
      requirements: { cpu: { guest: 2 }, memory: { guest: '4Gi' } },
      devices: { preferredDiskBus: 'sata', preferredInterfaceModel: 'e1000' },
    },
    manager: {
      scheduling: { priorityClassName: 'non-preemtible' },
      devices: { tpm: 'persistent', gpus: [{ name: 'screen', resource: 'nvidia.com/TU104GL' }] },
      hyperv: { relaxed: true, vapic: true, vpindex: false, spinlocks: 8191 },
      patches: [],
    },
    collector: {
      memory: { size: '4Gi' },
      resources: undefined,
      evictionStrategy: undefined,
      imagePath: '/var/lib/collector/disk.img',
      isMigratable: false,
    },
    waitsForArchive: true,
  },
  build: (app: App, { kubevirt, instancetype, preference, manager, collector, waitsForArchive }) => {
    const site = new HelmChart(app, 'site', { version: '1.0.0' });
    new KubeVirtConfiguration(site, 'kubevirt', { settings: kubevirt });
    const chart = new HelmChart(app, 'manager', { version: '1.0.0' });
    const type = new VirtualMachineInstancetype(chart, 'clarge', instancetype);
    const windows = new VirtualMachinePreference(chart, 'windows', preference);
    new VirtualMachine(chart, 'manager', {
      ...manager.scheduling,
      instancetype: InstancetypeMatcher.fromName(type.name, 'namespace'),
      preference: windows.matcher,
      devices: manager.devices,
      features: { hyperv: manager.hyperv },
      disks: [Disk.fromClaim('disk-windows', { name: 'disk1' })],
      interfaces: [PodNetwork.attach()],
    }).addJsonPatch(...manager.patches);
    const archive = waitsForArchive
      ? Disk.fromClaim('archive', { name: 'archive' })
      : Disk.fromClaim(
          new ImportedClaim(chart, 'archive', {
            source: ImportSource.http({ url: 'https://images.example/Fedora-Cloud-Base-33.raw.xz' }),
            size: '8Gi',
            storageClassName: 'manual',
          }),
          { name: 'archive' },
        );
    new VirtualMachine(chart, 'collector', {
      cpu: GuestCpu.shared({ cores: 2 }),
      memory: collector.memory,
      resources: collector.resources,
      evictionStrategy: collector.evictionStrategy,
      devices: collector.isMigratable ? {} : { hostDevices: [{ name: 'stick', resource: 'kubevirt.io/storage' }] },
      disks: [
        Disk.fromContainerImage('registry.example/collector:7.0'),
        ...(collector.isMigratable ? [] : [GuestVolume.hostDisk({ path: collector.imagePath, capacity: '10Gi' })]),
        archive,
      ],
      interfaces: [PodNetwork.attach()],
    });
  },
  broken: [
    {
      name: 'memory beside an instance type, as in KubeVirt’s own examples',
      cites: [
        'kubevirt/kubevirt:examples/vm-windows-clarge-windows.yaml',
        'cozystack/cozystack#2909',
        'hashicorp/packer-plugin-kubevirt#31',
      ],
      change: { manager: { patches: patch('template/spec/domain/memory', { guest: '128Mi' }) } },
      expected: ['VNF236'],
    },
    {
      name: 'CPUs beside an instance type',
      cites: ['hashicorp/packer-plugin-kubevirt#52'],
      change: { manager: { patches: patch('template/spec/domain/cpu', { cores: 2 }) } },
      expected: ['VNF236'],
    },
    {
      name: 'limit beside an instance type',
      cites: ['cozystack/cozystack#2909'],
      change: { manager: { patches: patch('template/spec/domain/resources', { limits: { cpu: '4' } }) } },
      expected: ['VNF236'],
    },
    {
      name: 'scheduler beside that of the instance type',
      change: { manager: { scheduling: { schedulerName: 'numa-aware' } } },
      expected: ['VNF236'],
    },
    {
      name: 'instance type below what the preference requires',
      change: { instancetype: { memory: { guest: '2Gi' } } },
      expected: ['VNF247'],
    },
    {
      name: 'running beside its successor',
      cites: ['kubevirt/user-guide#849'],
      change: { manager: { patches: patch('running', true) } },
      expected: ['VNF240'],
    },
    {
      name: 'run strategy in small letters',
      cites: ['kubevirt/user-guide#849'],
      change: { manager: { patches: patch('runStrategy', 'always') } },
      expected: ['VNF239'],
    },
    {
      name: 'bus of the last century',
      cites: ['kubevirt/kubevirt:examples/vmi-windows.yaml'],
      change: { manager: { patches: patch('template/spec/domain/devices/disks/0/disk', { bus: 'ide' }) } },
      expected: ['VNF239'],
    },
    {
      name: 'disk of two kinds',
      change: { manager: { patches: patch('template/spec/domain/devices/disks/0/cdrom', { bus: 'sata' }) } },
      expected: ['VNF240'],
    },
    {
      name: 'binding that KubeVirt gave up',
      cites: ['kubevirt/macvtap-cni#100'],
      change: {
        manager: {
          patches: [
            JsonPatch.replace('/spec/template/spec/domain/devices/interfaces/0', { name: 'default', macvtap: {} }),
          ],
        },
      },
      expected: ['VNF201', 'VNF262'],
    },
    {
      name: 'disk of which the volume was forgotten',
      cites: ['kubevirt/kubevirt:examples/vm-cirros-sata.yaml'],
      change: { manager: { patches: patch('template/spec/domain/devices/disks/-', { name: 'disk2', disk: {} }) } },
      expected: ['VNF241'],
    },
    {
      name: 'volume of which the disk was forgotten, which KubeVirt puts on SATA',
      cites: ['kubevirt/kubevirt:examples/vm-cirros-sata.yaml'],
      change: {
        manager: { patches: patch('template/spec/volumes/-', { name: 'disk2', emptyDisk: { capacity: '1Gi' } }) },
      },
      expected: ['VNF252'],
    },
    {
      name: 'Hyper-V interrupts without their CPU numbers',
      cites: ['kubevirt/kubevirt:examples/vmi-windows.yaml'],
      change: { manager: { hyperv: { ipi: true } } },
      expected: ['VNF223'],
    },
    {
      name: 'GPU that the cluster does not permit',
      cites: ['kubevirt/kubevirt:examples/vmi-gpu.yaml'],
      change: { manager: { devices: { gpus: [{ name: 'screen', resource: 'nvidia.com/GRID_T4-1Q' }] } } },
      expected: ['VNF248'],
    },
    {
      name: 'USB device that the cluster does not permit',
      cites: ['kubevirt/kubevirt:examples/vmi-usb.yaml'],
      change: { kubevirt: { permittedHostDevices: { usb: [] } } },
      expected: ['VNF248'],
    },
    {
      name: 'memory limit of the guest’s size',
      cites: [
        'kubevirt/kubevirt#10959',
        'kubevirt/kubevirt#4560',
        'kubevirt/kubevirt#18049',
        'kubevirt/kubevirt#8258',
        'kubevirt/kubevirt#5730',
      ],
      change: { collector: { resources: { limits: { memory: '4Gi' } } } },
      expected: ['VNF246'],
    },
    {
      name: 'live migration with a device and a disk of the node',
      cites: ['kubevirt/kubevirt:examples/vmi-host-disk.yaml', 'kubevirt/kubevirt:examples/vmi-usb.yaml'],
      change: { collector: { evictionStrategy: 'LiveMigrate' } },
      expected: ['VNF245'],
    },
    {
      name: 'image on the node by a relative path',
      cites: ['kubevirt/kubevirt:examples/vmi-host-disk.yaml'],
      change: { collector: { imagePath: 'data/disk.img' } },
      expected: ['VNF244'],
    },
    {
      name: 'VM that starts on half a disk',
      cites: ['kubevirt/kubevirt#7970'],
      change: { waitsForArchive: false },
      expected: ['VNF323'],
    },
  ],
  sound: [
    { name: 'limit above the guest’s memory', change: { collector: { resources: { limits: { memory: '5Gi' } } } } },
    { name: 'eviction by stopping', change: { collector: { evictionStrategy: 'None' } } },
    { name: 'collector without devices', change: { collector: { isMigratable: true } } },
    { name: 'instance type as large as required', change: { instancetype: { memory: { guest: '4Gi' } } } },
  ],
};
