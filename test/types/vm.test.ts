import { type Mistake, testMistakes } from './mistakes';

/** What stands before every program. */
const PRELUDE = `
import { App } from 'cdk8s';
import {
  AccessCredential, type Affinity, Disk, Firmware, GuestCpu, GuestProbe, GuestVolume, HelmChart, InstancetypeMatcher, MultusNetwork, NodusNetwork,
  PodNetwork, type SizedVirtualMachineProps, SriovNetwork, VirtualMachine, VirtualMachineExport, VirtualMachinePool,
  type VirtualMachinePoolProps, VirtualMachineSnapshot,
} from 'cdk8s-vnf';
const app = new App();
const chart = new HelmChart(app, 'a', { version: '1.0.0' });
const lan = new NodusNetwork(app, 'lan', { subnet: '192.0.2.0/24' });
const fast = new SriovNetwork(app, 'fast', { resourceName: 'nic' });
const vm = new VirtualMachine(chart, 'vm', { memory: '1Gi', disks: [] });
declare function guest(props: Partial<SizedVirtualMachineProps>): void;
declare function pool(props: Partial<VirtualMachinePoolProps>): void;
`;

const NOT_ASSIGNABLE = 2322;
const NOT_AN_ARGUMENT = 2345;
const UNKNOWN_KEY = 2353;
const MISSPELT_KEY = 2561;
const NO_OVERLOAD = 2769;
const DID_YOU_MEAN = 2820;

const MISTAKES: readonly Mistake[] = [
  [
    `guest({ cpu: GuestCpu.shared({ isolateEmulatorThread: true }) });`,
    `guest({ cpu: GuestCpu.dedicated({ isolateEmulatorThread: true }) });`,
    UNKNOWN_KEY,
  ],
  [
    `GuestCpu.dedicated({ realtime: true });`,
    `GuestCpu.dedicated({ realtime: true, numaPassthrough: true });`,
    NOT_AN_ARGUMENT,
  ],
  [`GuestCpu.shared({ numaPassthrough: true });`, `GuestCpu.dedicated({ numaPassthrough: true });`, UNKNOWN_KEY],
  [`GuestCpu.dedicated({ threads: 4 });`, `GuestCpu.shared({ threads: 4 });`, NOT_ASSIGNABLE],
  [
    `GuestCpu.shared({ features: { aes: 'required' } });`,
    `GuestCpu.shared({ features: { aes: 'require' } });`,
    DID_YOU_MEAN,
  ],
  [
    `guest({ memory: { size: '4Gi', hugepages: '4Mi' } });`,
    `guest({ memory: { size: '4Gi', hugepages: '2Mi' } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ memory: { size: '4Gi', hugePages: '2Mi' } });`,
    `guest({ memory: { size: '4Gi', hugepages: '2Mi' } });`,
    UNKNOWN_KEY,
  ],
  [`guest({ memory: '4 GB' });`, `guest({ memory: '4G' });`, NOT_ASSIGNABLE],
  [
    `new VirtualMachine(chart, 'a', { disks: [] });`,
    `new VirtualMachine(chart, 'a', { disks: [], memory: '1Gi' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `new VirtualMachine(chart, 'a', { disks: [], memory: '1Gi', instancetype: InstancetypeMatcher.fromName('n1.large') });`,
    `new VirtualMachine(chart, 'a', { disks: [], instancetype: InstancetypeMatcher.fromName('n1.large') });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `new VirtualMachine(chart, 'a', { disks: [], cpu: GuestCpu.shared(), instancetype: InstancetypeMatcher.fromName('n1.large') });`,
    `new VirtualMachine(chart, 'a', { disks: [], instancetype: InstancetypeMatcher.fromName('n1.large') });`,
    NOT_AN_ARGUMENT,
  ],
  [`guest({ runStrategy: 'Running' });`, `guest({ runStrategy: 'Always' });`, NOT_ASSIGNABLE],
  [`guest({ running: true });`, `guest({ runStrategy: 'Always' });`, UNKNOWN_KEY],
  [`guest({ evictionStrategy: 'Migrate' });`, `guest({ evictionStrategy: 'LiveMigrate' });`, NOT_ASSIGNABLE],
  [`guest({ dnsPolicy: 'Cluster' });`, `guest({ dnsPolicy: 'ClusterFirst' });`, NOT_ASSIGNABLE],
  [`guest({ architecture: 'ppc64le' });`, `guest({ architecture: 'arm64' });`, NOT_ASSIGNABLE],
  [
    `guest({ launchSecurity: { session: 'x' } });`,
    `guest({ launchSecurity: { attested: 'sev', session: 'x' } });`,
    NOT_ASSIGNABLE,
  ],
  [`guest({ launchSecurity: 'sgx' });`, `guest({ launchSecurity: 'snp' });`, NOT_ASSIGNABLE],
  [`guest({ rebootPolicy: 'Stop' });`, `guest({ rebootPolicy: 'Terminate' });`, NOT_ASSIGNABLE],
  [`guest({ ioThreads: 'supplementalPool' });`, `guest({ ioThreads: { pool: 2 } });`, NOT_ASSIGNABLE],
  [`guest({ firmware: { efi: true } });`, `guest({ firmware: Firmware.efi() });`, UNKNOWN_KEY],
  [`Firmware.bios({ persistent: true });`, `Firmware.efi({ persistent: true });`, UNKNOWN_KEY],
  [
    `guest({ kernelBoot: { image: 'a/b:1' } });`,
    `guest({ kernelBoot: { image: 'a/b:1', kernelPath: '/vmlinuz' } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ clock: { timezone: 'Europe/Paris', offsetSeconds: 3600 } });`,
    `guest({ clock: { timezone: 'Europe/Paris' } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ clock: { timers: { rtc: { tickPolicy: 'merge' } } } });`,
    `guest({ clock: { timers: { hpet: { tickPolicy: 'merge' } } } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ features: { hyperv: { vpIndex: true } } });`,
    `guest({ features: { hyperv: { vpindex: true } } });`,
    MISSPELT_KEY,
  ],
  [`guest({ features: { hyperv: 'all' } });`, `guest({ features: { hyperv: 'passthrough' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { tpm: true } });`, `guest({ devices: { tpm: 'ephemeral' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { watchdog: 'restart' } });`, `guest({ devices: { watchdog: 'reset' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { graphics: 'cga' } });`, `guest({ devices: { graphics: 'vga' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { tablet: 'ps2' } });`, `guest({ devices: { tablet: 'usb' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { sound: 'ich6' } });`, `guest({ devices: { sound: 'ich9' } });`, NOT_ASSIGNABLE],
  [`guest({ devices: { panicDevice: 'xen' } });`, `guest({ devices: { panicDevice: 'pvpanic' } });`, NOT_ASSIGNABLE],
  [
    `guest({ devices: { networkInterfaceMultiqueue: true } });`,
    `guest({ devices: { networkMultiqueue: true } });`,
    UNKNOWN_KEY,
  ],
  [
    `guest({ devices: { hostDevices: [{ name: 'qat' }] } });`,
    `guest({ devices: { hostDevices: [{ name: 'qat', resource: 'intel.com/qat' }] } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ devices: { gpus: [{ name: 'g', resource: 'a/b', claim: { name: 'c', request: 'r' } }] } });`,
    `guest({ devices: { gpus: [{ name: 'g', claim: { name: 'c', request: 'r' } }] } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ resourceClaims: [{ name: 'a', resourceClaimName: 'b', resourceClaimTemplateName: 'c' }] });`,
    `guest({ resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] });`,
    NOT_ASSIGNABLE,
  ],
  [`Disk.empty('1Gi', { bus: 'ide' });`, `Disk.empty('1Gi', { bus: 'sata' });`, NOT_ASSIGNABLE],
  [
    `Disk.empty('1Gi', { device: 'cdrom', bus: 'virtio' });`,
    `Disk.empty('1Gi', { device: 'cdrom', bus: 'sata' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `Disk.empty('1Gi', { bus: 'sata', readOnly: true });`,
    `Disk.empty('1Gi', { bus: 'scsi', readOnly: true });`,
    UNKNOWN_KEY,
  ],
  [
    `Disk.empty('1Gi', { bus: 'scsi', dedicatedIoThread: true });`,
    `Disk.empty('1Gi', { bus: 'virtio', dedicatedIoThread: true });`,
    UNKNOWN_KEY,
  ],
  [
    `Disk.empty('1Gi', { bus: 'usb', pciAddress: '0000:01:00.0' });`,
    `Disk.empty('1Gi', { pciAddress: '0000:01:00.0' });`,
    UNKNOWN_KEY,
  ],
  [`Disk.fromContainerImage('a/b:1', { device: 'lun' });`, `Disk.fromClaim('a', { device: 'lun' });`, NOT_ASSIGNABLE],
  [
    `Disk.empty('1Gi', { device: 'directory', name: 'a' });`,
    `GuestVolume.configMap('a', { device: 'directory', name: 'a' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `GuestVolume.configMap('a', { device: 'directory' });`,
    `GuestVolume.configMap('a', { device: 'directory', name: 'a' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `Disk.fromClaim('a', { device: 'lun', dedicatedIoThread: true });`,
    `Disk.fromClaim('a', { dedicatedIoThread: true });`,
    UNKNOWN_KEY,
  ],
  [`Disk.empty('1Gi', { cache: 'unsafe' });`, `Disk.empty('1Gi', { cache: 'writeback' });`, NOT_ASSIGNABLE],
  [`Disk.empty('1Gi', { io: 'default' });`, `Disk.empty('1Gi', { io: 'native' });`, NOT_ASSIGNABLE],
  [`Disk.empty('1Gi', { errorPolicy: 'retry' });`, `Disk.empty('1Gi', { errorPolicy: 'report' });`, NOT_ASSIGNABLE],
  [
    `Disk.empty('1Gi', { blockSize: { logical: 512 } });`,
    `Disk.empty('1Gi', { blockSize: { logical: 512, physical: 512 } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `Disk.fromVolume({ emptyDisk: { capacity: '1Gi' }, configMap: { name: 'a' } });`,
    `Disk.fromVolume({ emptyDisk: { capacity: '1Gi' } });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `GuestVolume.containerPath('/a', {});`,
    `GuestVolume.containerPath('/a', { device: 'directory', name: 'a' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `GuestVolume.downwardApi([{ path: 'a', label: 'x', annotation: 'y' }]);`,
    `GuestVolume.downwardApi([{ path: 'a', label: 'x' }]);`,
    NOT_ASSIGNABLE,
  ],
  [`PodNetwork.attach({ binding: 'sriov' });`, `PodNetwork.attach({ binding: 'bridge' });`, NOT_ASSIGNABLE],
  [
    `PodNetwork.attach({ binding: 'bridge', ports: [{ port: 80 }] });`,
    `PodNetwork.attach({ ports: [{ port: 80 }] });`,
    UNKNOWN_KEY,
  ],
  [`PodNetwork.attach({ state: 'absent' });`, `PodNetwork.attach({ state: 'down' });`, NOT_ASSIGNABLE],
  [`PodNetwork.attach({ model: 'vmxnet3' });`, `PodNetwork.attach({ model: 'e1000' });`, NOT_ASSIGNABLE],
  [
    `PodNetwork.attach({ ports: [{ port: 80, protocol: 'SCTP' }] });`,
    `PodNetwork.attach({ ports: [{ port: 80, protocol: 'UDP' }] });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `PodNetwork.attach({ ports: [{ port: 80 }], portRanges: [{ start: 1, end: 9, protocol: 'TCP' }] });`,
    `PodNetwork.attach({ portRanges: [{ start: 1, end: 9, protocol: 'TCP' }] });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `PodNetwork.attach({ binding: 'bridge', subnet: '10.0.3.0/24' });`,
    `PodNetwork.attach({ subnet: '10.0.3.0/24' });`,
    UNKNOWN_KEY,
  ],
  [`lan.attach({ isPrimary: true });`, `MultusNetwork.fromDefinition('lan').attach({ isPrimary: true });`, NO_OVERLOAD],
  [
    `Disk.fromContainerImage('a', { imagePullPolicy: 'Often' });`,
    `Disk.fromContainerImage('a', { imagePullPolicy: 'Always' });`,
    NOT_ASSIGNABLE,
  ],
  [`lan.attach({ binding: 'masquerade' });`, `lan.attach({});`, NO_OVERLOAD],
  [`fast.attach({ state: 'down' });`, `lan.attach({ state: 'down' });`, UNKNOWN_KEY],
  [`GuestProbe.httpGet(80, { timeout: 3 });`, `GuestProbe.httpGet(80, { timeoutSeconds: 3 });`, UNKNOWN_KEY],
  [
    `guest({ livenessProbe: { tcpSocket: { port: 80 } } });`,
    `guest({ livenessProbe: GuestProbe.tcpSocket(80) });`,
    UNKNOWN_KEY,
  ],
  [`AccessCredential.sshKeys('keys', 'cloudInit');`, `AccessCredential.sshKeys('keys', 'noCloud');`, NOT_AN_ARGUMENT],
  [
    `AccessCredential.sshKeys('keys', { users: ['a'] });`,
    `AccessCredential.sshKeys('keys', { guestAgentUsers: ['a'] });`,
    UNKNOWN_KEY,
  ],
  [
    `guest({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] });`,
    `guest({ tolerations: [{ key: 'a', operator: 'Equal', value: 'b' }] });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ tolerations: [{ key: 'a', operator: 'Exists', effect: 'Never' }] });`,
    `guest({ tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }] });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ topologySpread: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }] });`,
    `guest({ topologySpread: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 }] });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'z', matchLabelKeys: ['a'] }] } } });`,
    `guest({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'z', matchLabelKeys: ['a'], labelSelector: {} }] } } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } };`,
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [] }] } } };`,
    NOT_ASSIGNABLE,
  ],
  [
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'z', operator: 'In', values: [] }] }] } } };`,
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'z', operator: 'In', values: ['a'] }] }] } } };`,
    NOT_ASSIGNABLE,
  ],
  [
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] }] } } };`,
    `const affinity: Affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }] } } };`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ topologySpread: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'Fail' }] });`,
    `guest({ topologySpread: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' }] });`,
    NOT_ASSIGNABLE,
  ],
  [
    `guest({ hookSidecars: [{ configMap: { name: 'a', key: 'b', hookPath: '/usr/bin/other' } }] });`,
    `guest({ hookSidecars: [{ configMap: { name: 'a', key: 'b', hookPath: '/usr/bin/onDefineDomain' } }] });`,
    NOT_ASSIGNABLE,
  ],
  [`pool({ identity: { serial: 'a' } });`, `pool({ replicas: 2 });`, UNKNOWN_KEY],
  [`pool({ maxUnavailable: 'half' });`, `pool({ maxUnavailable: '50%' });`, NOT_ASSIGNABLE],
  [`pool({ scaleIn: 'newest' });`, `pool({ scaleIn: { proactive: 'Newest' } });`, NOT_ASSIGNABLE],
  [
    `new VirtualMachineSnapshot(chart, 's', { source: vm, deletionPolicy: 'Keep' });`,
    `new VirtualMachineSnapshot(chart, 's', { source: vm, deletionPolicy: 'Retain' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `new VirtualMachineExport(chart, 'e', { source: 'vm' });`,
    `new VirtualMachineExport(chart, 'e', { source: vm });`,
    NOT_ASSIGNABLE,
  ],
];

testMistakes(PRELUDE, MISTAKES);
