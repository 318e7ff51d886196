import { App } from 'cdk8s';
import { HelmChart, type KubernetesObject } from '../../src/helm';
import { ClaimedNetwork, MultusNetwork, NodusNetwork, PodNetwork } from '../../src/network';
import { Disk, ImportSource } from '../../src/storage';
import {
  AccessCredential,
  CloudInit,
  DataVolumeTemplate,
  Firmware,
  GuestCpu,
  GuestProbe,
  GuestProfile,
  GuestVolume,
  PreferenceMatcher,
  type SizedVirtualMachineProps,
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineInstanceReplicaSet,
  VirtualMachinePool,
} from '../../src/vm';
import { expectGolden } from '../support/golden';

const IMAGE = Disk.fromContainerImage('registry.example/vnf:1.0');

function chartOf(): HelmChart {
  return new HelmChart(new App(), 'vnf', { version: '1.0.0' });
}

function one(chart: HelmChart, kind: string): KubernetesObject {
  return chart.render().find((object) => object.kind === kind) as KubernetesObject;
}

function specOf(props: Partial<SizedVirtualMachineProps>): object {
  const chart = chartOf();
  new VirtualMachine(chart, 'vnf', { memory: '1Gi', disks: [IMAGE], ...props });
  return (one(chart, 'VirtualMachine') as unknown as { spec: { template: { spec: object } } }).spec.template.spec;
}

const domainOf = (props: Partial<SizedVirtualMachineProps>): object =>
  (specOf(props) as { readonly domain: object }).domain;
const devicesOf = (props: Partial<SizedVirtualMachineProps>): object =>
  (domainOf(props) as { readonly devices: object }).devices;

test('everything a guest can have', () => {
  const chart = chartOf();
  new VirtualMachine(chart, 'vnf', {
    cpu: GuestCpu.dedicated({
      cores: 4,
      threads: 2,
      model: 'host-passthrough',
      isolateEmulatorThread: true,
      numaPassthrough: true,
      realtime: { mask: '0-3' },
    }),
    memory: { size: '8Gi', hugepages: '1Gi' },
    resources: { requests: { 'vnf.example/dongle': 1 }, limits: { 'vnf.example/dongle': 1 } },
    machineType: 'q35',
    firmware: Firmware.secureBoot({ persistent: true }),
    identity: { uuid: '5d307ca9-b3ef-428c-8861-06e72d69f223', serial: 'licence-7', chassis: { asset: 'rack-4' } },
    clock: { timezone: 'Europe/Paris', timers: { hpet: false, rtc: { tickPolicy: 'catchup', track: 'guest' } } },
    features: { acpi: true, apic: 'end-of-interrupt', kvmVisible: false, pvspinlock: false },
    devices: {
      tpm: 'persistent',
      rng: true,
      watchdog: 'poweroff',
      gpus: [{ name: 'gpu', resource: 'nvidia.com/T4', display: 'none', tag: 'compute' }],
      hostDevices: [{ name: 'qat', resource: 'intel.com/qat' }],
      graphics: 'virtio',
      tablet: 'usb',
      sound: 'ich9',
      panicDevice: 'pvpanic',
      serialConsole: 'logged',
      memBalloon: false,
      vsock: true,
      hotplug: false,
      virtioTransitional: false,
      usbRedirection: true,
      downwardMetrics: true,
      networkMultiqueue: true,
      blockMultiqueue: true,
    },
    ioThreads: { pool: 4 },
    disks: [
      Disk.fromClaim('system', {
        bootOrder: 1,
        cache: 'none',
        io: 'native',
        dedicatedIoThread: true,
        errorPolicy: 'stop',
      }),
      Disk.fromClaim('shared', {
        bus: 'scsi',
        readOnly: true,
        shareable: true,
        blockSize: 'match-volume',
        tag: 'data',
      }),
      Disk.fromClaim('raw', { device: 'lun', reservation: true }),
      GuestVolume.secret('licence', { device: 'cdrom', tray: 'closed', optional: true }),
      GuestVolume.configMap('files', { device: 'directory', name: 'files' }),
      GuestVolume.downwardApi([{ path: 'role', label: 'vnf.example/role' }], { name: 'facts' }),
      new DataVolumeTemplate({ source: ImportSource.blank(), size: '10Gi' }, { name: 'logs' }),
    ],
    interfaces: [
      PodNetwork.attach({
        ports: [{ name: 'ssh', port: 22 }],
        pciAddress: '0000:81:01.0',
        acpiIndex: 101,
        bootOrder: 2,
        tag: 'management',
        dhcpOptions: { ntpServers: ['192.0.2.123'], privateOptions: [{ option: 240, value: 'site-4' }] },
      }),
      MultusNetwork.fromDefinition('lan').attach({ model: 'e1000e', state: 'down' }),
      MultusNetwork.fromDefinition('wan').attach({ binding: { plugin: 'macvtap' } }),
    ],
    cloudInit: CloudInit.noCloud(),
    accessCredentials: [AccessCredential.sshKeys('keys', 'noCloud'), AccessCredential.passwords('passwords')],
    livenessProbe: GuestProbe.exec(['true'], { failureThreshold: 5 }),
    readinessProbe: GuestProbe.httpGet(8080, { path: '/ready', headers: { accept: 'text/plain' } }),
    hostname: 'edge',
    subdomain: 'vnfs',
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['192.0.2.53'], searches: ['vnf.example'] },
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { role: 'edge' } } },
        ],
      },
    },
    tolerations: [{ key: 'vnf', operator: 'Exists' }],
    topologySpread: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    priorityClassName: 'vnf',
    schedulerName: 'numa-aware',
    evictionStrategy: 'External',
    updateVolumesStrategy: 'Migration',
    terminationGracePeriodSeconds: 120,
    labels: { role: 'edge' },
    annotations: { 'vnf.example/owner': 'noc' },
  });
  expectGolden('vm/everything.json', `${JSON.stringify(chart.render(), undefined, 2)}\n`);
});

test('says nothing that nobody said', () => {
  expect(Object.keys(specOf({}))).toEqual(['architecture', 'domain', 'volumes']);
  expect(Object.keys(domainOf({}))).toEqual(['devices', 'firmware', 'machine', 'memory']);
  expect(devicesOf({})).toEqual({
    autoattachPodInterface: false,
    disks: [{ name: 'rootdisk', disk: { bus: 'virtio' } }],
  });
});

test.each([
  ['amd64', 'q35', { i6300esb: { action: 'reset' } }],
  ['s390x', 's390-ccw-virtio', { diag288: { action: 'reset' } }],
] as const)('machine and watchdog of %s', (architecture, type, watchdog) => {
  expect(domainOf({ architecture, devices: { watchdog: 'reset' } })).toMatchObject({
    machine: { type },
    devices: { watchdog: { name: 'watchdog', ...watchdog } },
  });
});

test('Hyper-V features bring those that they need', () => {
  expect(domainOf({ features: { hyperv: { synictimer: true, evmcs: true } } })).toMatchObject({
    features: {
      hyperv: {
        synictimer: { enabled: true },
        synic: { enabled: true },
        vpindex: { enabled: true },
        vapic: { enabled: true },
      },
    },
  });
  expect(domainOf({ features: { hyperv: 'passthrough' } })).toMatchObject({
    features: { hypervPassthrough: { enabled: true } },
  });
});

test.each([
  ['sev', { sev: {} }],
  ['sev-es', { sev: { policy: { encryptedState: true } } }],
  ['snp', { snp: {} }],
  ['tdx', { tdx: {} }],
  [{ attested: 'sev' }, { sev: { attestation: {} } }],
  [
    { attested: 'sev-es', dhCert: 'Y2VydA==', session: 'c2Vzc2lvbg==' },
    { sev: { policy: { encryptedState: true }, attestation: {}, dhCert: 'Y2VydA==', session: 'c2Vzc2lvbg==' } },
  ],
] as const)('memory encrypted by %j', (launchSecurity, spec) => {
  expect(domainOf({ launchSecurity, firmware: Firmware.efi() })).toMatchObject({ launchSecurity: spec });
});

test('devices that a preference would give or take', () => {
  expect(domainOf({ devices: { tpm: false, graphics: true, serialConsole: true } })).toMatchObject({
    devices: { tpm: { enabled: false }, autoattachGraphicsDevice: true, autoattachSerialConsole: true },
  });
  expect(domainOf({ devices: { tpm: 'ephemeral', graphics: false, serialConsole: false } })).toMatchObject({
    devices: { tpm: {}, autoattachGraphicsDevice: false, autoattachSerialConsole: false },
  });
});

test('disks and interfaces keep order and names when more are added', () => {
  const chart = chartOf();
  const vm = new VirtualMachine(chart, 'vnf', { memory: '1Gi', disks: [IMAGE], interfaces: [PodNetwork.attach()] });
  vm.addDisk(Disk.empty('1Gi'));
  vm.addDisk(Disk.empty('1Gi', { name: 'logs' }));
  vm.addDisk(Disk.empty('1Gi'));
  vm.addInterface(MultusNetwork.fromDefinition('lan').attach());
  expect(one(chart, 'VirtualMachine')).toMatchObject({
    spec: {
      template: {
        spec: {
          domain: {
            devices: {
              disks: [{ name: 'rootdisk' }, { name: 'disk1' }, { name: 'logs' }, { name: 'disk3' }],
              interfaces: [{ name: 'default' }, { name: 'lan' }],
            },
          },
        },
      },
    },
  });
});

test('a preference decides buses and machine where the author says nothing', () => {
  expect(
    domainOf({
      preference: PreferenceMatcher.fromName('windows.11'),
      disks: [IMAGE, Disk.empty('1Gi', { bus: 'scsi' })],
    }),
  ).toMatchObject({ devices: { disks: [{ disk: {} }, { disk: { bus: 'scsi' } }] } });
  expect(domainOf({ preference: PreferenceMatcher.fromVolume('rootdisk') })).not.toHaveProperty('machine');
});

test('an instance carries what its networks need on itself, later ones too', () => {
  const chart = chartOf();
  const lan = new NodusNetwork(chart.node.root, 'lan', { subnet: '192.0.2.0/24' });
  const vmi = new VirtualMachineInstance(chart, 'vnf', { memory: '1Gi', disks: [IMAGE], labels: { role: 'edge' } });
  vmi.addInterface(lan.attach({ address: '192.0.2.9' }));
  expect(one(chart, 'VirtualMachineInstance')).toMatchObject({
    metadata: {
      labels: { role: 'edge' },
      annotations: { 'k8s.plugin.opnfv.org/nfn-network': expect.stringContaining('"192.0.2.9"') },
    },
    spec: { domain: { devices: { interfaces: [{ name: 'lan', macAddress: expect.stringMatching(/^02:/) }] } } },
  });
});

test.each([
  ['VirtualMachinePool', VirtualMachinePool],
  ['VirtualMachineInstanceReplicaSet', VirtualMachineInstanceReplicaSet],
] as const)('guests of a %s have no identity of their own here', (kind, Workload) => {
  const chart = chartOf();
  new Workload(chart, 'vnf', {
    replicas: 3,
    memory: '1Gi',
    disks: [IMAGE],
    interfaces: [PodNetwork.attach()],
    cloudInit: CloudInit.noCloud(),
  });
  const text = JSON.stringify(one(chart, kind));
  expect(text).not.toMatch(/macAddress|uuid|networkData/);
  expect(text).toContain('"replicas":3');
});

test('VMs of a pool have disks of their own', () => {
  const chart = chartOf();
  new VirtualMachinePool(chart, 'vnf', {
    memory: '1Gi',
    disks: [new DataVolumeTemplate({ source: ImportSource.blank(), size: '10Gi' })],
    indexedReferences: ['Secret'],
    statePreservation: 'Offline',
    scaleIn: 'opportunistic',
    update: 'unmanaged',
  });
  expect(one(chart, 'VirtualMachinePool')).toMatchObject({
    spec: {
      nameGeneration: { appendIndexToConfigMapRefs: false, appendIndexToSecretRefs: true },
      scaleInStrategy: { opportunistic: { statePreservation: 'Offline' } },
      updateStrategy: { unmanaged: {} },
      virtualMachineTemplate: {
        spec: {
          dataVolumeTemplates: [{ metadata: { name: 'vnf-rootdisk' } }],
          template: { spec: { volumes: [{ name: 'rootdisk', dataVolume: { name: 'vnf-rootdisk' } }] } },
        },
      },
    },
  });
});

describe('profiles', () => {
  test('data plane', () => {
    expect(domainOf(GuestProfile.dataPlane({ cores: 4, memory: '4Gi', realtime: true }))).toMatchObject({
      cpu: {
        cores: 4,
        dedicatedCpuPlacement: true,
        isolateEmulatorThread: true,
        numa: { guestMappingPassthrough: {} },
        realtime: {},
      },
      memory: { guest: '4Gi', hugepages: { pageSize: '1Gi' } },
      devices: { networkInterfaceMultiqueue: true, autoattachMemBalloon: false },
    });
  });

  test('Windows', () => {
    expect(domainOf(GuestProfile.windows({ timezone: 'Europe/Paris' }))).toMatchObject({
      clock: { timezone: 'Europe/Paris', timer: { hyperv: { present: true }, hpet: { present: false } } },
      features: { smm: { enabled: true }, hyperv: { spinlocks: { spinlocks: 8191 } } },
      firmware: { bootloader: { efi: { secureBoot: true, persistent: true } } },
      devices: { tpm: { persistent: true }, inputs: [{ name: 'tablet', type: 'tablet', bus: 'usb' }] },
    });
  });

  test('Linux', () => {
    expect(devicesOf(GuestProfile.linux())).toMatchObject({ rng: {}, autoattachGraphicsDevice: false });
  });
});

test('the rarer settings of images, memory, firmware and Hyper-V', () => {
  const image = { imagePullSecret: 'registry', imagePullPolicy: 'Never', path: '/images/vnf.qcow2' } as const;
  expect(
    specOf({
      disks: [
        Disk.fromContainerImage('registry.example/vnf:1.0', image),
        GuestVolume.secret('slic-table', { name: 'licence' }),
      ],
      memory: { size: '1Gi', memLock: 'Required' },
      acpiTables: { slic: 'licence' },
      features: { hyperv: { tlbflush: 'extended' } },
    }),
  ).toMatchObject({
    volumes: [{ containerDisk: { image: 'registry.example/vnf:1.0', ...image } }, { name: 'licence' }],
    domain: {
      memory: { guest: '1Gi', reservedOverhead: { memLock: 'Required' } },
      firmware: { acpi: { slicNameRef: 'licence' } },
      features: { hyperv: { tlbflush: { enabled: true, extended: { enabled: true } }, vpindex: { enabled: true } } },
    },
  });
});

test('masquerade in a subnet of its own, letting in ranges of ports', () => {
  const portRanges = [{ start: 5000, end: 5100, protocol: 'UDP' }] as const;
  expect(
    specOf({ interfaces: [PodNetwork.attach({ subnet: '10.9.0.0/24', ipv6Subnet: 'fd09::/120', portRanges })] }),
  ).toMatchObject({
    networks: [{ name: 'default', pod: { vmNetworkCIDR: '10.9.0.0/24', vmIPv6NetworkCIDR: 'fd09::/120' } }],
    domain: { devices: { interfaces: [{ name: 'default', masquerade: {}, portRanges }] } },
  });
});

test('a network in place of the pod network', () => {
  expect(specOf({ interfaces: [MultusNetwork.fromDefinition('vnf/lan').attach({ isPrimary: true })] })).toMatchObject({
    networks: [{ name: 'lan', multus: { networkName: 'vnf/lan', default: true } }],
  });
});

test('a card by claim', () => {
  const wan = ClaimedNetwork.fromClaim('wan', { name: 'cards', request: 'first' });
  expect(specOf({ interfaces: [wan.attach({ mac: '52:54:00:00:00:01' })] })).toMatchObject({
    networks: [{ name: 'wan', resourceClaim: { claimName: 'cards', requestName: 'first' } }],
    domain: { devices: { interfaces: [{ name: 'wan', sriov: {}, macAddress: '52:54:00:00:00:01' }] } },
  });
});
