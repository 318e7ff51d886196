import { type HelmChart } from '../../src/helm';
import { MultusNetwork, PodNetwork } from '../../src/network';
import { DataVolumeTemplate } from '../../src/vm';
import { Disk, ImportSource } from '../../src/storage';
import {
  CloudInit,
  Firmware,
  GuestCpu,
  type GuestProps,
  GuestVolume,
  InstancetypeMatcher,
  MigrationPolicy,
  NetworkData,
  PreferenceMatcher,
  type SizedVirtualMachineProps,
  VirtualMachine,
  VirtualMachineClusterInstancetype,
  VirtualMachineInstance,
  VirtualMachineInstanceMigration,
  VirtualMachineInstanceReplicaSet,
  VirtualMachineInstancetype,
  VirtualMachinePool,
  VirtualMachinePreference,
} from '../../src/vm';

/** One of KubeVirt's examples (`examples/<name>.yaml`), written with the library. */
export interface KubeVirtExample {
  readonly name: string;
  readonly build: (chart: HelmChart, name: string) => void;
  /** Kind of the object that is compared. */
  readonly kind: string;
  /** What the object's `spec` has, among others. */
  readonly spec: object;
}

const image = (name: string) => `registry.example/kubevirt/${name}:devel`;
const containerDisk = (name: string) => Disk.fromContainerImage(image(name), { name: 'containerdisk' });
const CIRROS = containerDisk('cirros-container-disk-demo');
const FEDORA = containerDisk('fedora-with-test-tooling-container-disk');
const script = (...lines: string[]) => CloudInit.noCloud({ userData: ['#!/bin/sh', ...lines, ''].join('\n') });
const GREETING = script("echo 'printed from cloud-init userdata'");
const NOW = { terminationGracePeriodSeconds: 0 };

function instance(name: string, props: Partial<GuestProps>, spec: object): KubeVirtExample {
  return {
    name,
    build: (chart) => new VirtualMachineInstance(chart, name, { memory: '128Mi', disks: [CIRROS], ...NOW, ...props }),
    kind: 'VirtualMachineInstance',
    spec: { terminationGracePeriodSeconds: 0, ...spec },
  };
}

function machine(name: string, props: Partial<SizedVirtualMachineProps>, spec: object): KubeVirtExample {
  const common = { memory: '128Mi', disks: [CIRROS], runStrategy: 'Halted', ...NOW } as const;
  return {
    name,
    build: (chart) => new VirtualMachine(chart, name, { ...common, ...props }),
    kind: 'VirtualMachine',
    spec: { runStrategy: 'Halted', ...spec },
  };
}

const guest = (spec: object) => ({ template: { spec: { terminationGracePeriodSeconds: 0, ...spec } } });
const devices = (spec: object, domain: object = {}) => ({ domain: { ...domain, devices: spec } });
const virtio = (name: string) => ({ name, disk: { bus: 'virtio' } });

const HOOK = {
  image: image('sidecar-shim'),
  args: ['--version', 'v1alpha2'],
  configMap: { name: 'my-config-map', key: 'my_script.sh', hookPath: '/usr/bin/onDefineDomain' },
} as const;

const WINDOWS_TIMERS = {
  hpet: false,
  hyperv: true,
  pit: { tickPolicy: 'delay' },
  rtc: { tickPolicy: 'catchup' },
} as const;
const WINDOWS_PREFERENCE = {
  clock: {
    preferredClockOffset: { utc: {} },
    preferredTimer: {
      hpet: { present: false },
      hyperv: {},
      pit: { tickPolicy: 'delay' },
      rtc: { tickPolicy: 'catchup' },
    },
  },
  cpu: { preferredCPUTopology: 'sockets' },
  devices: { preferredDiskBus: 'sata', preferredInterfaceModel: 'e1000', preferredTPM: {} },
  features: {
    preferredAcpi: {},
    preferredApic: {},
    preferredHyperv: { relaxed: {}, spinlocks: { spinlocks: 8191 }, vapic: {} },
    preferredSmm: {},
  },
  firmware: { preferredEfi: { secureBoot: true } },
};
const VIRTIO_PREFERENCE = { devices: { preferredDiskBus: 'virtio', preferredInterfaceModel: 'virtio' } };
const CLARGE = { cpu: { guest: 4 }, memory: { guest: '256Mi' } };
const CSMALL = { cpu: { guest: 1 }, memory: { guest: '128Mi' } };

const ptp = MultusNetwork.fromDefinition('ptp-conf');

export const KUBEVIRT_EXAMPLES: readonly KubeVirtExample[] = [
  machine(
    'vm-cirros',
    { cloudInit: GREETING, interfaces: [PodNetwork.attach()] },
    guest({
      ...devices({ disks: [virtio('containerdisk'), virtio('cloudinit')] }, { memory: { guest: '128Mi' } }),
      volumes: [
        { name: 'containerdisk', containerDisk: { image: image('cirros-container-disk-demo') } },
        { name: 'cloudinit', cloudInitNoCloud: { userData: expect.stringContaining('printed from cloud-init') } },
      ],
    }),
  ),
  machine(
    'vm-cirros-sata',
    { disks: [Disk.fromContainerImage(image('cirros'), { name: 'containerdisk', bus: 'sata' })] },
    guest(devices({ disks: [{ name: 'containerdisk', disk: { bus: 'sata' } }] })),
  ),
  machine('vm-priorityclass', { priorityClassName: 'non-preemtible' }, guest({ priorityClassName: 'non-preemtible' })),
  machine(
    'vm-alpine-datavolume',
    {
      disks: [
        new DataVolumeTemplate(
          {
            source: ImportSource.registry({ url: `docker://${image('alpine')}` }),
            size: '2Gi',
            storageClassName: 'local',
          },
          { name: 'datavolumedisk1' },
        ),
      ],
    },
    {
      dataVolumeTemplates: [
        {
          metadata: { name: 'vm-alpine-datavolume-datavolumedisk1' },
          spec: {
            source: { registry: { url: `docker://${image('alpine')}` } },
            storage: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'local',
              resources: { requests: { storage: '2Gi' } },
            },
          },
        },
      ],
      ...guest({
        volumes: [{ name: 'datavolumedisk1', dataVolume: { name: 'vm-alpine-datavolume-datavolumedisk1' } }],
      }),
    },
  ),
  machine(
    'vm-alpine-multipvc',
    {
      disks: [Disk.fromClaim('disk-alpine', { name: 'pvcdisk1' }), Disk.fromClaim('disk-custom', { name: 'pvcdisk2' })],
    },
    guest({
      volumes: [
        { name: 'pvcdisk1', persistentVolumeClaim: { claimName: 'disk-alpine' } },
        { name: 'pvcdisk2', persistentVolumeClaim: { claimName: 'disk-custom' } },
      ],
    }),
  ),
  machine(
    'vm-cirros-with-sidecar-hook-configmap',
    { hookSidecars: [HOOK] },
    { template: { metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': JSON.stringify([HOOK]) } } } },
  ),
  {
    name: 'vm-cirros-csmall',
    build: (chart, name) =>
      new VirtualMachine(chart, name, {
        instancetype: InstancetypeMatcher.fromName('csmall', 'namespace'),
        disks: [CIRROS],
        runStrategy: 'Halted',
        ...NOW,
      }),
    kind: 'VirtualMachine',
    spec: {
      runStrategy: 'Halted',
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'csmall' },
      ...guest(devices({ disks: [virtio('containerdisk')] })),
    },
  },
  {
    name: 'vm-cirros-cluster-csmall',
    build: (chart, name) =>
      new VirtualMachine(chart, name, {
        instancetype: InstancetypeMatcher.fromName('cluster-csmall'),
        disks: [CIRROS],
        runStrategy: 'Halted',
      }),
    kind: 'VirtualMachine',
    spec: { instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'cluster-csmall' } },
  },
  {
    name: 'vm-windows-clarge-windows',
    build: (chart, name) =>
      new VirtualMachine(chart, name, {
        instancetype: new VirtualMachineInstancetype(chart, 'clarge', CLARGE).matcher,
        preference: PreferenceMatcher.fromName('windows', 'namespace'),
        disks: [Disk.fromClaim('disk-windows', { name: 'disk1' })],
        runStrategy: 'Halted',
        ...NOW,
      }),
    kind: 'VirtualMachine',
    spec: {
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'vm-windows-clarge-windows-clarge' },
      preference: { kind: 'VirtualMachinePreference', name: 'windows' },
      ...guest(devices({ disks: [{ name: 'disk1', disk: {} }] })),
    },
  },
  {
    name: 'vm-pool-cirros',
    build: (chart, name) =>
      new VirtualMachinePool(chart, name, { replicas: 3, memory: '128Mi', disks: [CIRROS], ...NOW }),
    kind: 'VirtualMachinePool',
    spec: {
      replicas: 3,
      selector: { matchLabels: { 'app.kubernetes.io/component': 'vm-pool-cirros' } },
      virtualMachineTemplate: {
        metadata: { labels: { 'app.kubernetes.io/component': 'vm-pool-cirros' } },
        spec: {
          runStrategy: 'Always',
          ...guest(devices({ disks: [virtio('containerdisk')] }, { memory: { guest: '128Mi' } })),
        },
      },
    },
  },
  instance('vmi-ephemeral', {}, devices({ disks: [virtio('containerdisk')] }, { memory: { guest: '128Mi' } })),
  instance(
    'vmi-sata',
    { disks: [Disk.fromContainerImage(image('alpine'), { name: 'containerdisk', bus: 'sata' })] },
    devices({ disks: [{ name: 'containerdisk', disk: { bus: 'sata' } }] }),
  ),
  instance(
    'vmi-nocloud',
    { cloudInit: GREETING, disks: [CIRROS, Disk.empty('2Gi', { name: 'emptydisk' })] },
    {
      ...devices({ disks: [virtio('containerdisk'), virtio('emptydisk'), virtio('cloudinit')] }),
      volumes: [
        { name: 'containerdisk' },
        { name: 'emptydisk', emptyDisk: { capacity: '2Gi' } },
        { name: 'cloudinit' },
      ],
    },
  ),
  instance(
    'vmi-arm',
    { architecture: 'arm64', disks: [CIRROS, Disk.empty('2Gi', { name: 'emptydisk' })], cloudInit: GREETING },
    { architecture: 'arm64', domain: { machine: { type: 'virt' } } },
  ),
  instance(
    'vmi-fedora',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { rng: true },
      interfaces: [PodNetwork.attach()],
      cloudInit: CloudInit.noCloud({ userData: { ssh_pwauth: true } }),
    },
    {
      ...devices({ rng: {}, interfaces: [{ name: 'default', masquerade: {} }] }, { memory: { guest: '1024M' } }),
      networks: [{ name: 'default', pod: {} }],
    },
  ),
  instance(
    'vmi-migratable',
    { interfaces: [PodNetwork.attach()] },
    { ...devices({ interfaces: [{ name: 'default', masquerade: {} }] }), networks: [{ name: 'default', pod: {} }] },
  ),
  instance(
    'vmi-masquerade',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { rng: true },
      interfaces: [PodNetwork.attach({ ports: [{ name: 'http', port: 80, protocol: 'TCP' }] })],
      cloudInit: CloudInit.noCloud({
        userData: '#!/bin/bash\nsystemctl enable --now nginx\n',
        networkData: NetworkData.raw(
          'version: 2\nethernets:\n  eth0:\n    addresses: [fd10:0:2::2/120]\n    dhcp4: true\n    routes: [{ to: ::/0, via: fd10:0:2::1 }]\n',
        ),
      }),
    },
    {
      ...devices({
        interfaces: [{ name: 'default', masquerade: {}, ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }],
      }),
      volumes: [{}, { cloudInitNoCloud: { networkData: expect.stringContaining('fd10:0:2::2/120') } }],
    },
  ),
  instance(
    'vmi-multus-ptp',
    { interfaces: [ptp.attach({ guestName: 'eth0' })], cloudInit: CloudInit.noCloud() },
    {
      ...devices({ interfaces: [{ name: 'ptp-conf', bridge: {} }] }),
      networks: [{ name: 'ptp-conf', multus: { networkName: 'ptp-conf' } }],
    },
  ),
  instance(
    'vmi-multus-multiple-net',
    {
      interfaces: [PodNetwork.attach({ binding: 'bridge' }), ptp.attach({ guestName: 'eth1' })],
      cloudInit: CloudInit.noCloud(),
    },
    {
      ...devices({
        interfaces: [
          { name: 'default', bridge: {} },
          { name: 'ptp-conf', bridge: {} },
        ],
      }),
      volumes: [{}, { cloudInitNoCloud: { networkData: expect.stringMatching(/set-name: "?eth1/) } }],
    },
  ),
  instance(
    'vmi-sriov',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { rng: true },
      interfaces: [
        PodNetwork.attach(),
        MultusNetwork.fromDefinition('sriov/sriov-network').attach({ binding: 'sriov', guestName: 'eth1' }),
      ],
      cloudInit: CloudInit.noCloud(),
    },
    {
      ...devices({
        interfaces: [
          { name: 'default', masquerade: {} },
          { name: 'sriov-network', sriov: {} },
        ],
      }),
      networks: [
        { name: 'default', pod: {} },
        { name: 'sriov-network', multus: { networkName: 'sriov/sriov-network' } },
      ],
    },
  ),
  instance(
    'vmi-fedora-isolated',
    {
      memory: '1024M',
      disks: [FEDORA],
      cpu: GuestCpu.dedicated({ cores: 1, sockets: 1, threads: 1, isolateEmulatorThread: true }),
      devices: { rng: true },
    },
    devices(
      { rng: {} },
      { cpu: { cores: 1, sockets: 1, threads: 1, dedicatedCpuPlacement: true, isolateEmulatorThread: true } },
    ),
  ),
  instance(
    'vmi-alpine-efi',
    { memory: '1Gi', firmware: Firmware.efi() },
    { domain: { firmware: { bootloader: { efi: { secureBoot: false } } } } },
  ),
  instance(
    'vmi-secureboot',
    { memory: '1Gi', features: { acpi: true }, firmware: Firmware.secureBoot() },
    {
      domain: {
        features: { acpi: { enabled: true }, smm: { enabled: true } },
        firmware: { bootloader: { efi: { secureBoot: true } } },
      },
    },
  ),
  instance(
    'vmi-kernel-boot',
    {
      memory: '1Gi',
      disks: [],
      kernelBoot: {
        image: image('alpine-ext-kernel-boot-demo'),
        kernelPath: '/boot/vmlinuz-virt',
        initrdPath: '/boot/initramfs-virt',
        kernelArgs: 'console=ttyS0',
      },
    },
    {
      domain: {
        firmware: {
          kernelBoot: {
            kernelArgs: 'console=ttyS0',
            container: {
              image: image('alpine-ext-kernel-boot-demo'),
              kernelPath: '/boot/vmlinuz-virt',
              initrdPath: '/boot/initramfs-virt',
            },
          },
        },
      },
    },
  ),
  instance(
    'vmi-windows',
    {
      cpu: GuestCpu.shared({ cores: 2 }),
      memory: '2Gi',
      clock: { timers: WINDOWS_TIMERS },
      features: { acpi: true, apic: true, smm: true, hyperv: { relaxed: true, vapic: true, spinlocks: 8191 } },
      firmware: Firmware.secureBoot(),
      identity: { uuid: '5d307ca9-b3ef-428c-8861-06e72d69f223' },
      devices: { tpm: 'ephemeral' },
      disks: [Disk.fromClaim('disk-windows', { name: 'pvcdisk', bus: 'sata' })],
      interfaces: [PodNetwork.attach({ model: 'e1000' })],
    },
    {
      domain: {
        clock: {
          utc: {},
          timer: {
            hpet: { present: false },
            hyperv: { present: true },
            pit: { tickPolicy: 'delay' },
            rtc: { tickPolicy: 'catchup' },
          },
        },
        cpu: { cores: 2 },
        features: {
          acpi: { enabled: true },
          apic: { enabled: true },
          smm: { enabled: true },
          hyperv: { relaxed: { enabled: true }, vapic: { enabled: true }, spinlocks: { spinlocks: 8191 } },
        },
        firmware: { uuid: '5d307ca9-b3ef-428c-8861-06e72d69f223' },
        devices: {
          tpm: {},
          disks: [{ name: 'pvcdisk', disk: { bus: 'sata' } }],
          interfaces: [{ name: 'default', masquerade: {}, model: 'e1000' }],
        },
      },
    },
  ),
  instance(
    'vmi-pvc',
    { disks: [Disk.fromClaim('disk-alpine', { name: 'pvcdisk' })] },
    { volumes: [{ name: 'pvcdisk', persistentVolumeClaim: { claimName: 'disk-alpine' } }] },
  ),
  instance(
    'vmi-gpu',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { gpus: [{ name: 'gpu1', resource: 'nvidia.com/TU104GL_Tesla_T4' }] },
    },
    devices({ gpus: [{ name: 'gpu1', deviceName: 'nvidia.com/TU104GL_Tesla_T4' }] }),
  ),
  instance(
    'vmi-dra-pgpu',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { rng: true, gpus: [{ name: 'example-gpu', claim: { name: 'pgpu-resource-claim', request: 'pgpu' } }] },
      resourceClaims: [{ name: 'pgpu-resource-claim', resourceClaimTemplateName: 'pgpu-resource-claim-tmpl' }],
    },
    {
      ...devices({ gpus: [{ name: 'example-gpu', claimName: 'pgpu-resource-claim', requestName: 'pgpu' }] }),
      resourceClaims: [{ name: 'pgpu-resource-claim', resourceClaimTemplateName: 'pgpu-resource-claim-tmpl' }],
    },
  ),
  instance(
    'vmi-usb',
    {
      memory: '1024M',
      disks: [FEDORA],
      devices: { rng: true, hostDevices: [{ name: 'node-usb-to-vmi-storage', resource: 'kubevirt.io/storage' }] },
    },
    devices({ hostDevices: [{ name: 'node-usb-to-vmi-storage', deviceName: 'kubevirt.io/storage' }] }),
  ),
  instance(
    'vmi-host-disk',
    { disks: [GuestVolume.hostDisk({ path: '/data/disk.img', capacity: '1Gi' }, { name: 'host-disk' })] },
    { volumes: [{ name: 'host-disk', hostDisk: { path: '/data/disk.img', type: 'DiskOrCreate', capacity: '1Gi' } }] },
  ),
  instance(
    'vmi-with-sidecar-hook',
    {
      memory: '1024M',
      disks: [FEDORA],
      hookSidecars: [{ image: image('example-hook-sidecar'), args: ['--version', 'v1alpha2'] }],
      annotations: { 'smbios.vm.kubevirt.io/baseBoardManufacturer': 'Radical Edward' },
    },
    {},
  ),
  instance('vmi-with-sidecar-hook-configmap', { memory: '1024M', disks: [FEDORA], hookSidecars: [HOOK] }, {}),
  {
    name: 'vmi-replicaset-cirros',
    build: (chart, name) =>
      new VirtualMachineInstanceReplicaSet(chart, name, { replicas: 3, memory: '128Mi', disks: [CIRROS], ...NOW }),
    kind: 'VirtualMachineInstanceReplicaSet',
    spec: {
      replicas: 3,
      selector: { matchLabels: { 'app.kubernetes.io/component': 'vmi-replicaset-cirros' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/component': 'vmi-replicaset-cirros' } },
        spec: { domain: { memory: { guest: '128Mi' } } },
      },
    },
  },
  {
    name: 'windows',
    build: (chart, name) => new VirtualMachinePreference(chart, name, WINDOWS_PREFERENCE),
    kind: 'VirtualMachinePreference',
    spec: WINDOWS_PREFERENCE,
  },
  {
    name: 'virtio',
    build: (chart, name) => new VirtualMachinePreference(chart, name, VIRTIO_PREFERENCE),
    kind: 'VirtualMachinePreference',
    spec: VIRTIO_PREFERENCE,
  },
  {
    name: 'clarge',
    build: (chart, name) => new VirtualMachineInstancetype(chart, name, CLARGE),
    kind: 'VirtualMachineInstancetype',
    spec: CLARGE,
  },
  {
    name: 'csmall',
    build: (chart, name) => new VirtualMachineInstancetype(chart, name, CSMALL),
    kind: 'VirtualMachineInstancetype',
    spec: CSMALL,
  },
  {
    name: 'cluster-csmall',
    build: (chart, name) => new VirtualMachineClusterInstancetype(chart, name, CSMALL),
    kind: 'VirtualMachineClusterInstancetype',
    spec: CSMALL,
  },
  {
    name: 'example-migration-policy',
    build: (chart, name) =>
      new MigrationPolicy(chart, name, {
        allowAutoConverge: false,
        allowPostCopy: false,
        bandwidthPerMigration: '2000Mi',
        completionTimeoutPerGiB: 123456789,
        namespaceLabels: { 'namespace-key': 'namespace-value' },
        vmLabels: { 'vmi-key': 'vmi-value' },
      }),
    kind: 'MigrationPolicy',
    spec: {
      allowAutoConverge: false,
      allowPostCopy: false,
      bandwidthPerMigration: '2000Mi',
      completionTimeoutPerGiB: 123456789,
      selectors: {
        namespaceSelector: { 'namespace-key': 'namespace-value' },
        virtualMachineInstanceSelector: { 'vmi-key': 'vmi-value' },
      },
    },
  },
  {
    name: 'migration-job',
    build: (chart, name) => new VirtualMachineInstanceMigration(chart, name, { vm: 'vmi-migratable' }),
    kind: 'VirtualMachineInstanceMigration',
    spec: { vmiName: 'vmi-migratable' },
  },
];
