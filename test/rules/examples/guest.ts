import { type App } from 'cdk8s';
import {
  type InterfacePortRange,
  type MasqueradeOptions,
  MultusNetwork,
  PodNetwork,
  SriovNetwork,
} from '../../../src/network';
import { Platform } from '../../../src/platform';
import { Disk, type DiskBlockSize } from '../../../src/storage';
import {
  AccessCredential,
  type Affinity,
  CloudInit,
  Firmware,
  GuestCpu,
  type GuestDnsConfig,
  type GuestMemoryProps,
  GuestProbe,
  GuestVolume,
  type HypervFeatures,
  type SizedVirtualMachineProps,
  type TopologySpread,
  VirtualMachine,
  VirtualMachineInstancetype,
  VirtualMachinePool,
} from '../../../src/vm';
import { chart, type Example, example, IMAGE, vm } from './example';

type Props = Partial<SizedVirtualMachineProps>;

/** A VM whose properties are wrong, and right. */
const guest = (name: string, expected: string, bad: Props, good: Props): Example =>
  example(name, expected, (app: App, props: Props) => vm(chart(app), props), bad, good);

const onPod = (name: string, expected: string, bad: MasqueradeOptions, good: MasqueradeOptions): Example =>
  guest(name, expected, { interfaces: [PodNetwork.attach(bad)] }, { interfaces: [PodNetwork.attach(good)] });

const dns = (name: string, bad: GuestDnsConfig, good: GuestDnsConfig): Example =>
  guest(name, 'VNF215', { dnsConfig: bad, dnsPolicy: 'None' }, { dnsConfig: good, dnsPolicy: 'None' });

const memory = (name: string, bad: GuestMemoryProps, good: GuestMemoryProps): Example =>
  guest(name, 'VNF211', { memory: bad }, { memory: good });

const blocks = (name: string, bad: DiskBlockSize, good: DiskBlockSize): Example =>
  guest(
    name,
    'VNF225',
    { disks: [Disk.empty('1Gi', { blockSize: bad })] },
    { disks: [Disk.empty('1Gi', { blockSize: good })] },
  );

const hyperv = (name: string, bad: HypervFeatures, good: HypervFeatures): Example =>
  guest(name, 'VNF223', { features: { hyperv: bad } }, { features: { hyperv: good } });

const preferred = (weight: number): Affinity => ({
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight, preference: { matchExpressions: [{ key: 'zone', operator: 'Exists' }] } },
    ],
  },
});

const spread = (topologyKey: string, maxSkew = 1): TopologySpread => ({
  topologyKey,
  maxSkew,
  whenUnsatisfiable: 'DoNotSchedule',
});

const gpu = (name: string, display: 'plain' | 'with-ramfb') => ({ name, display, resource: 'nvidia.com/T4' });
const pinned = GuestCpu.dedicated({ cores: 4 });
const numaCpu = GuestCpu.dedicated({ cores: 4, numaPassthrough: true });

export const GUEST: readonly Example[] = [
  guest(
    'sockets above the most',
    'VNF210',
    { cpu: GuestCpu.shared({ sockets: 4, maxSockets: 2 }) },
    { cpu: GuestCpu.shared({ sockets: 4, maxSockets: 4 }) },
  ),
  memory('memory that shrinks', { size: '4Gi', maxSize: '2Gi' }, { size: '4Gi', maxSize: '8Gi' }),
  memory('memory too small to grow', { size: '512Mi', maxSize: '2Gi' }, { size: '1Gi', maxSize: '2Gi' }),
  memory('memory in halves of pages', { size: '1025Mi', maxSize: '2Gi' }, { size: '1026Mi', maxSize: '2Gi' }),
  guest(
    'memory that grows on NUMA cells',
    'VNF211',
    { cpu: numaCpu, memory: { size: '4Gi', maxSize: '8Gi', hugepages: '1Gi' } },
    { cpu: numaCpu, memory: { size: '4Gi', hugepages: '1Gi' } },
  ),
  guest(
    'paused and probed',
    'VNF212',
    { startPaused: true, livenessProbe: GuestProbe.guestAgentPing() },
    { startPaused: true },
  ),
  guest(
    'probe without pod network',
    'VNF213',
    { readinessProbe: GuestProbe.tcpSocket(22) },
    { readinessProbe: GuestProbe.tcpSocket(22), interfaces: [PodNetwork.attach()] },
  ),
  guest('host name', 'VNF214', { hostname: 'Edge_1' }, { hostname: 'edge-1' }),
  guest('subdomain', 'VNF214', { subdomain: 'VNFs' }, { subdomain: 'vnfs.example' }),
  dns('no DNS server', {}, { nameservers: ['192.0.2.53'] }),
  dns('DNS server by name', { nameservers: ['dns.example'] }, { nameservers: ['192.0.2.53'] }),
  dns(
    'four DNS servers',
    { nameservers: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'] },
    { nameservers: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] },
  ),
  dns(
    'search domain',
    { nameservers: ['192.0.2.1'], searches: ['Not A Domain'] },
    { nameservers: ['192.0.2.1'], searches: ['vnf.example'] },
  ),
  dns(
    'seven search domains',
    { nameservers: ['192.0.2.1'], searches: [...'abcdefg'] },
    { nameservers: ['192.0.2.1'], searches: [...'abcdef'] },
  ),
  guest('weight', 'VNF216', { affinity: preferred(0) }, { affinity: preferred(100) }),
  guest('skew', 'VNF216', { topologySpread: [spread('zone', 0)] }, { topologySpread: [spread('zone', 1)] }),
  guest(
    'spread twice',
    'VNF216',
    { topologySpread: [spread('zone'), spread('zone')] },
    { topologySpread: [spread('zone'), spread('host')] },
  ),
  guest(
    'request above limit',
    'VNF217',
    { resources: { requests: { memory: '4Gi' }, limits: { memory: '3Gi' } } },
    { resources: { requests: { memory: '3Gi' }, limits: { memory: '3Gi' } } },
  ),
  guest(
    'memory in bytes',
    'VNF217',
    { resources: { requests: { memory: '1024' } } },
    { resources: { requests: { memory: '1024Mi' } } },
  ),
  guest(
    'half a pinned CPU',
    'VNF217',
    { cpu: pinned, resources: { requests: { cpu: '3500m' } } },
    { cpu: pinned, resources: { requests: { cpu: 4 } } },
  ),
  guest(
    'other CPUs than vCPUs',
    'VNF217',
    { cpu: pinned, resources: { requests: { cpu: 8 }, limits: { cpu: 8 } } },
    { cpu: pinned },
  ),
  guest(
    'NUMA without huge pages',
    'VNF218',
    { cpu: numaCpu },
    { cpu: numaCpu, memory: { size: '4Gi', hugepages: '1Gi' } },
  ),
  guest('machine type', 'VNF219', { machineType: 'pc-i440fx-2.10' }, { machineType: 'pc-q35-rhel9.4.0' }),
  guest(
    'machine of another architecture',
    'VNF219',
    { architecture: 'arm64', machineType: 'q35' },
    { architecture: 'arm64' },
  ),
  guest(
    'secure boot without SMM',
    'VNF220',
    { firmware: Firmware.secureBoot(), features: { smm: false } },
    { firmware: Firmware.secureBoot() },
  ),
  guest(
    'relative kernel',
    'VNF221',
    { kernelBoot: { image: 'registry.example/kernel:1', kernelPath: 'boot/vmlinuz' } },
    { kernelBoot: { image: 'registry.example/kernel:1', kernelPath: '/boot/vmlinuz' } },
  ),
  guest(
    'encryption on a BIOS',
    'VNF222',
    { launchSecurity: 'sev' },
    { launchSecurity: 'sev', firmware: Firmware.efi() },
  ),
  guest(
    'encryption with secure boot',
    'VNF222',
    { launchSecurity: 'sev', firmware: Firmware.secureBoot() },
    { launchSecurity: 'sev', firmware: Firmware.efi() },
  ),
  guest(
    'encryption and network boot',
    'VNF222',
    { launchSecurity: 'sev', firmware: Firmware.efi(), interfaces: [PodNetwork.attach({ bootOrder: 1 })] },
    { launchSecurity: 'sev', firmware: Firmware.efi(), interfaces: [PodNetwork.attach()] },
  ),
  guest(
    'measured launch of a VM that runs',
    'VNF222',
    { launchSecurity: { attested: 'sev' }, firmware: Firmware.efi() },
    { launchSecurity: { attested: 'sev' }, firmware: Firmware.efi(), startPaused: true },
  ),
  hyperv('synic without vpindex', { synic: true, vpindex: false }, { synic: true }),
  hyperv('timer without synic', { synictimer: true, synic: false }, { synictimer: true }),
  guest(
    'nested Hyper-V without its interrupts',
    'VNF223',
    { features: { hyperv: { evmcs: true, vapic: false } } },
    { features: { hyperv: { evmcs: true } } },
  ),
  onPod('PCI address', 'VNF224', { pciAddress: '81:01.0' }, { pciAddress: '0000:81:01.0' }),
  guest(
    'PCI address twice',
    'VNF224',
    { disks: [Disk.empty('1Gi', { pciAddress: '0000:81:01.0' }), Disk.empty('1Gi', { pciAddress: '0000:81:01.0' })] },
    { disks: [Disk.empty('1Gi', { pciAddress: '0000:81:01.0' }), Disk.empty('1Gi', { pciAddress: '0000:81:02.0' })] },
  ),
  blocks('block size', { logical: 500, physical: 4096 }, { logical: 512, physical: 4096 }),
  blocks('logical over physical', { logical: 4096, physical: 512 }, { logical: 512, physical: 4096 }),
  guest(
    'two service accounts',
    'VNF226',
    { disks: [IMAGE, GuestVolume.serviceAccount('a'), GuestVolume.serviceAccount('b')] },
    { disks: [IMAGE, GuestVolume.serviceAccount('a')] },
  ),
  guest(
    'keys without cloud-init',
    'VNF227',
    { accessCredentials: [AccessCredential.sshKeys('keys', 'noCloud')] },
    { accessCredentials: [AccessCredential.sshKeys('keys', 'noCloud')], cloudInit: CloudInit.noCloud() },
  ),
  guest(
    'keys for nobody',
    'VNF227',
    { accessCredentials: [AccessCredential.sshKeys('keys', { guestAgentUsers: [] })] },
    { accessCredentials: [AccessCredential.sshKeys('keys', { guestAgentUsers: ['admin'] })] },
  ),
  onPod('port', 'VNF228', { ports: [{ port: 70000 }] }, { ports: [{ port: 7000 }] }),
  onPod('port name', 'VNF228', { ports: [{ name: 'HTTP_Port', port: 80 }] }, { ports: [{ name: 'http', port: 80 }] }),
  onPod(
    'port name twice',
    'VNF228',
    {
      ports: [
        { name: 'http', port: 80 },
        { name: 'http', port: 8080 },
      ],
    },
    {
      ports: [
        { name: 'http', port: 80 },
        { name: 'http-alt', port: 8080 },
      ],
    },
  ),
  onPod(
    'DHCP option',
    'VNF229',
    { dhcpOptions: { privateOptions: [{ option: 66, value: 'x' }] } },
    { dhcpOptions: { privateOptions: [{ option: 240, value: 'x' }] } },
  ),
  onPod(
    'time server by name',
    'VNF229',
    { dhcpOptions: { ntpServers: ['ntp.example'] } },
    { dhcpOptions: { ntpServers: ['192.0.2.123'] } },
  ),
  example(
    'link of a virtual function',
    'VNF230',
    (app: App, state: 'down' | undefined) =>
      vm(chart(app), { interfaces: [MultusNetwork.fromDefinition('fast').attach({ binding: 'sriov', state })] }),
    'down',
    undefined,
  ),
  guest(
    'two displays before the driver',
    'VNF231',
    { devices: { gpus: [gpu('a', 'with-ramfb'), gpu('b', 'with-ramfb')] } },
    { devices: { gpus: [gpu('a', 'with-ramfb'), gpu('b', 'plain')] } },
  ),
  guest(
    'watchdog on arm64',
    'VNF232',
    { architecture: 'arm64', devices: { watchdog: 'reset' } },
    { architecture: 'arm64' },
  ),
  guest(
    'VGA on arm64',
    'VNF232',
    { architecture: 'arm64', devices: { graphics: 'vga' } },
    { architecture: 'arm64', devices: { graphics: 'virtio' } },
  ),
  guest(
    'SATA on arm64',
    'VNF232',
    { architecture: 'arm64', disks: [Disk.empty('1Gi', { bus: 'sata' })] },
    { architecture: 'arm64', disks: [Disk.empty('1Gi', { bus: 'scsi' })] },
  ),
  onPod('ACPI index', 'VNF233', { acpiIndex: 20000 }, { acpiIndex: 2000 }),
  guest(
    'ACPI index twice',
    'VNF233',
    { interfaces: [PodNetwork.attach({ acpiIndex: 1 }), MultusNetwork.fromDefinition('lan').attach({ acpiIndex: 1 })] },
    { interfaces: [PodNetwork.attach({ acpiIndex: 1 }), MultusNetwork.fromDefinition('lan').attach({ acpiIndex: 2 })] },
  ),
  guest(
    'queues of an old card',
    'VNF234',
    { devices: { networkMultiqueue: true }, interfaces: [PodNetwork.attach({ model: 'e1000' })] },
    { devices: { networkMultiqueue: true }, interfaces: [PodNetwork.attach()] },
  ),
  example(
    'names and MACs in a pool',
    ['VNF235', 'VNF235'],
    (app: App, own: MasqueradeOptions) =>
      new VirtualMachinePool(chart(app), 'fw', {
        replicas: 2,
        memory: '1Gi',
        disks: [IMAGE],
        interfaces: [PodNetwork.attach(own)],
      }),
    { mac: '52:54:00:12:34:56', guestName: 'eth1' },
    {},
  ),
  example(
    'instance type contradicted',
    'VNF236',
    (app: App, schedulerName: string | undefined) => {
      const fw = chart(app);
      const type = new VirtualMachineInstancetype(fw, 'size', {
        cpu: { guest: 2 },
        memory: { guest: '2Gi' },
        schedulerName: 'numa-aware',
      });
      new VirtualMachine(fw, 'fw', { instancetype: type.matcher, disks: [IMAGE], schedulerName });
    },
    'mine',
    undefined,
  ),
  example(
    'field of a later KubeVirt',
    'VNF237',
    (app: App, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app), { rebootPolicy: 'Terminate' });
    },
    '1.6',
    '1.8',
  ),
  example(
    'field of the VM of a later KubeVirt',
    'VNF237',
    (app: App, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app), { updateVolumesStrategy: 'Migration' });
    },
    '1.2',
    '1.3',
  ),
  example(
    'field of a disk of a later KubeVirt',
    'VNF237',
    (app: App, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app), { disks: [Disk.fromClaim('system', { changedBlockTracking: true })] });
    },
    '1.6',
    '1.7',
  ),
  example(
    'field of a list of a later KubeVirt',
    'VNF237',
    (app: App, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app), { interfaces: [new SriovNetwork(app, 'fast', { resourceName: 'nic' }).attach({ acpiIndex: 3 })] });
    },
    '0.58',
    '0.59',
  ),
  example(
    'firmware serial',
    'VNF238',
    (app: App, serial: string) => {
      new Platform({ kubevirt: '1.5' }).applyTo(app);
      vm(chart(app), { identity: { serial } });
    },
    'licence 7',
    'licence-7',
  ),
  ...(
    [
      ['range backwards', { start: 20, end: 10, protocol: 'TCP' }],
      ['range over another', { start: 150, end: 300, protocol: 'TCP' }],
    ] as const
  ).map(([name, range]) =>
    example(
      name,
      'VNF228',
      (app: App, second: InterfacePortRange) => {
        new Platform({ kubevirt: '1.9' }).applyTo(app);
        const portRanges = [{ start: 100, end: 200, protocol: 'TCP' } as const, second];
        vm(chart(app), { interfaces: [PodNetwork.attach({ portRanges })] });
      },
      range as InterfacePortRange,
      { start: 300, end: 400, protocol: 'TCP' },
    ),
  ),
  onPod('subnet behind the masquerade', 'VNF249', { subnet: '10.0.2.0' }, { subnet: '10.0.3.0/24' }),
  onPod('IPv6 subnet behind the masquerade', 'VNF249', { ipv6Subnet: '10.0.2.0/24' }, { ipv6Subnet: 'fd10::/120' }),
  guest(
    'two first networks',
    'VNF250',
    { interfaces: [PodNetwork.attach(), MultusNetwork.fromDefinition('lan').attach({ isPrimary: true })] },
    { interfaces: [MultusNetwork.fromDefinition('lan').attach({ isPrimary: true })] },
  ),
  guest(
    'table from no Secret',
    'VNF251',
    { acpiTables: { slic: 'rootdisk' } },
    { acpiTables: { slic: 'licence' }, disks: [IMAGE, GuestVolume.secret('slic', { name: 'licence' })] },
  ),
];
