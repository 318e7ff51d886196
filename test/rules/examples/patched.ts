import { type App, JsonPatch } from 'cdk8s';
import { ClaimedNetwork, MultusNetwork, PodNetwork, SriovNetwork } from '../../../src/network';
import { VirtualMachine as VirtualMachineObject } from '../../../imports/kubevirt.io';
import { Platform } from '../../../src/platform';
import { Disk } from '../../../src/storage';
import {
  CloudInit,
  GuestCpu,
  GuestVolume,
  InstancetypeMatcher,
  KubeVirtConfiguration,
  type SizedVirtualMachineProps,
  VirtualMachine,
  VirtualMachinePreference,
} from '../../../src/vm';
import { chart, type Example, example, IMAGE, vm } from './example';

type Props = Partial<SizedVirtualMachineProps>;

const guest = (name: string, expected: string | readonly string[], bad: Props, good: Props): Example =>
  example(name, expected, (app: App, props: Props) => vm(chart(app), props), bad, good);

const SPEC = '/spec/template/spec';
const DISK = `${SPEC}/domain/devices/disks/0`;
const NIC = `${SPEC}/domain/devices/interfaces/0`;

/** What the types refuse and a patch can say all the same. */
const patched = (name: string, expected: string, bad: readonly JsonPatch[], good: readonly JsonPatch[]): Example =>
  example(
    name,
    expected,
    (app, patches: readonly JsonPatch[]) => {
      const firewall = vm(chart(app), {
        interfaces: [PodNetwork.attach()],
        cloudInit: CloudInit.noCloud(),
        clock: { offsetSeconds: 0 },
      });
      firewall.addJsonPatch(...patches);
    },
    bad,
    good,
  );

export const PATCHED = [
  patched(
    'run strategy',
    'VNF239',
    [JsonPatch.add('/spec/runStrategy', 'Never')],
    [JsonPatch.add('/spec/runStrategy', 'Manual')],
  ),
  patched('bus', 'VNF239', [JsonPatch.add(`${DISK}/disk/bus`, 'ide')], [JsonPatch.add(`${DISK}/disk/bus`, 'scsi')]),
  patched('cache', 'VNF239', [JsonPatch.add(`${DISK}/cache`, 'unsafe')], [JsonPatch.add(`${DISK}/cache`, 'writeback')]),
  patched('model', 'VNF239', [JsonPatch.add(`${NIC}/model`, 'vmxnet3')], [JsonPatch.add(`${NIC}/model`, 'igb')]),
  patched('eviction strategy', 'VNF239', [JsonPatch.add(`${SPEC}/evictionStrategy`, 'Migrate')], []),
  patched('pages', 'VNF239', [JsonPatch.add(`${SPEC}/domain/memory/hugepages`, { pageSize: '512Mi' })], []),
  patched('running beside its successor', 'VNF240', [JsonPatch.add('/spec/running', true)], []),
  patched('two bindings', 'VNF240', [JsonPatch.add(`${NIC}/bridge`, {})], []),
  patched('two sources of a volume', 'VNF240', [JsonPatch.add(`${SPEC}/volumes/0/emptyDisk`, { capacity: '1Gi' })], []),
  patched('disk of two kinds', 'VNF240', [JsonPatch.add(`${DISK}/cdrom`, { bus: 'sata' })], []),
  patched('two user data', 'VNF240', [JsonPatch.add(`${SPEC}/volumes/1/cloudInitNoCloud/userDataBase64`, 'eA==')], []),
  patched('probe of no kind', 'VNF240', [JsonPatch.add(`${SPEC}/livenessProbe`, { periodSeconds: 5 })], []),
  patched('clock in two zones', 'VNF240', [JsonPatch.add(`${SPEC}/domain/clock/timezone`, 'Europe/Paris')], []),
  patched(
    'disk without volume',
    'VNF241',
    [JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'data', disk: {} })],
    [],
  ),
  patched(
    'volume without disk',
    'VNF252',
    [JsonPatch.add(`${SPEC}/volumes/-`, { name: 'data', emptyDisk: { capacity: '1Gi' } })],
    [],
  ),
  patched(
    'network without interface',
    'VNF241',
    [JsonPatch.add(`${SPEC}/networks/-`, { name: 'lan', multus: { networkName: 'lan' } })],
    [],
  ),
  patched(
    'interface without network',
    'VNF241',
    [JsonPatch.add(`${SPEC}/domain/devices/interfaces/-`, { name: 'lan', bridge: {} })],
    [],
  ),
  patched(
    'logical unit of an image',
    'VNF241',
    [JsonPatch.replace(DISK, { name: 'rootdisk', lun: { bus: 'scsi' } })],
    [],
  ),
  example(
    'service account of another token',
    'VNF242',
    (app: App, serviceAccountName: string) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      vm(chart(app), { serviceAccountName, disks: [IMAGE, GuestVolume.serviceAccount('router')] });
    },
    'firewall',
    'router',
  ),
  guest(
    'claim twice',
    'VNF243',
    {
      resourceClaims: [
        { name: 'gpu', resourceClaimName: 'a' },
        { name: 'gpu', resourceClaimName: 'b' },
      ],
    },
    {
      resourceClaims: [
        { name: 'gpu', resourceClaimName: 'a' },
        { name: 'spare', resourceClaimName: 'b' },
      ],
    },
  ),
  guest(
    'claim that is not there',
    'VNF243',
    { devices: { gpus: [{ name: 'gpu', claim: { name: 'gpu', request: 'one' } }] } },
    {
      devices: { gpus: [{ name: 'gpu', claim: { name: 'gpu', request: 'one' } }] },
      resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'one-gpu' }],
    },
  ),
  guest(
    'image on the node by a relative path',
    'VNF244',
    { disks: [GuestVolume.hostDisk({ path: 'images/a.img' })] },
    { disks: [GuestVolume.hostDisk({ path: '/images/a.img' })] },
  ),
  example(
    'directory of KubeVirt itself',
    'VNF244',
    (app: App, path: string) => {
      new Platform({ kubevirt: '1.8' }).applyTo(app);
      vm(chart(app), { disks: [IMAGE, GuestVolume.containerPath(path, { device: 'directory', name: 'share' })] });
    },
    '/var/run/kubevirt/hotplug',
    '/var/run/share',
  ),
  guest('claim with namespace', 'VNF244', { disks: [Disk.fromClaim('vnf/disk')] }, { disks: [Disk.fromClaim('disk')] }),
  guest(
    'live migration with a host device',
    'VNF245',
    { evictionStrategy: 'LiveMigrate', devices: { hostDevices: [{ name: 'qat', resource: 'intel.com/qat' }] } },
    {
      evictionStrategy: 'LiveMigrateIfPossible',
      devices: { hostDevices: [{ name: 'qat', resource: 'intel.com/qat' }] },
    },
  ),
  guest(
    'live migration with the pod’s address',
    'VNF245',
    { evictionStrategy: 'LiveMigrate', interfaces: [PodNetwork.attach({ binding: 'bridge' })] },
    {
      evictionStrategy: 'LiveMigrate',
      interfaces: [PodNetwork.attach({ binding: 'bridge' })],
      annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': '' },
    },
  ),
  guest(
    'memory limit of the guest’s size',
    'VNF246',
    { resources: { limits: { memory: '2Gi' } } },
    { resources: { limits: { memory: '3Gi' } } },
  ),
  guest(
    'negative request',
    'VNF217',
    { resources: { requests: { cpu: '-1' } } },
    { resources: { requests: { cpu: '1' } } },
  ),
  guest(
    'two threads of a core on arm64',
    'VNF207',
    { architecture: 'arm64', cpu: GuestCpu.dedicated({ cores: 2, threads: 2 }) },
    { architecture: 'arm64', cpu: GuestCpu.dedicated({ cores: 4 }) },
  ),
  guest('empty pool of I/O threads', 'VNF207', { ioThreads: { pool: 0 } }, { ioThreads: { pool: 1 } }),
  guest(
    'option of DNS without name',
    'VNF215',
    { dnsConfig: { options: [{ name: '' }] } },
    { dnsConfig: { options: [{ name: 'ndots', value: '2' }] } },
  ),
  example(
    'VM below its preference',
    'VNF247',
    (app: App, memory: '1Gi' | '4Gi') => {
      const fw = chart(app);
      const preference = new VirtualMachinePreference(fw, 'windows', {
        requirements: { cpu: { guest: 1 }, memory: { guest: '4Gi' } },
      });
      vm(fw, { preference: preference.matcher, memory });
    },
    '1Gi',
    '4Gi',
  ),
  example(
    'GPU that the cluster’s KubeVirt does not permit',
    'VNF248',
    (app: App, resourceName: string) => {
      new KubeVirtConfiguration(chart(app, 'site'), 'kubevirt', {
        settings: { permittedHostDevices: { pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName }] } },
      });
      vm(chart(app), { devices: { gpus: [{ name: 'gpu', resource: 'nvidia.com/TU104GL' }] } });
    },
    'nvidia.com/GV100GL',
    'nvidia.com/TU104GL',
  ),
  example(
    'binding plugin that nobody registered',
    'VNF248',
    (app: App, plugin: string) => {
      new KubeVirtConfiguration(chart(app, 'site'), 'kubevirt', {
        settings: { network: { binding: { [plugin]: { domainAttachmentType: 'tap' } } } },
      });
      vm(chart(app), { interfaces: [MultusNetwork.fromDefinition('lan').attach({ binding: { plugin: 'macvtap' } })] });
    },
    'passt',
    'macvtap',
  ),
  example(
    'bridge on the pod network of a cluster that forbids it',
    'VNF248',
    (app: App, binding: 'bridge' | 'masquerade') => {
      new KubeVirtConfiguration(chart(app, 'site'), 'kubevirt', {
        settings: { network: { permitBridgeInterfaceOnPodNetwork: false } },
      });
      vm(chart(app), { interfaces: [binding === 'bridge' ? PodNetwork.attach({ binding }) : PodNetwork.attach()] });
    },
    'bridge',
    'masquerade',
  ),
  example(
    'size patched into a VM of an instance type',
    'VNF236',
    (app: App, isPatched: boolean) => {
      const typed = new VirtualMachine(chart(app), 'fw', {
        instancetype: InstancetypeMatcher.fromName('u1.small'),
        disks: [IMAGE],
      });
      if (isPatched) typed.addJsonPatch(JsonPatch.add(`${SPEC}/domain/memory`, { guest: '128Mi' }));
    },
    true,
    false,
  ),
  example(
    'pinned CPUs without their gate',
    'VNF602',
    (app: App, featureGates: readonly string[]) => {
      new Platform({ featureGates }).applyTo(app);
      vm(chart(app), { cpu: GuestCpu.dedicated({ cores: 2 }) });
    },
    ['Snapshot'],
    ['CPUManager', 'Snapshot'],
  ),
  example(
    'virtual function without the injector',
    'VNF603',
    (app: App, resourceInjector: boolean) => {
      new Platform({ kubevirt: '1.9', sriovOperator: { resourceInjector } }).applyTo(app);
      vm(chart(app), { interfaces: [new SriovNetwork(app, 'fast', { resourceName: 'vfs' }).attach()] });
    },
    false,
    true,
  ),
  example(
    'card of an unknown claim',
    'VNF243',
    (app: App, name: string) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      vm(chart(app), {
        resourceClaims: [{ name: 'cards', resourceClaimTemplateName: 'two-cards' }],
        interfaces: [ClaimedNetwork.fromClaim('wan', { name, request: 'first' }).attach()],
      });
    },
    'card',
    'cards',
  ),
  example(
    'cards by claim and by definition',
    'VNF243',
    (app: App, definitions: readonly string[]) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      vm(chart(app), {
        resourceClaims: [{ name: 'cards', resourceClaimTemplateName: 'two-cards' }],
        interfaces: [
          ClaimedNetwork.fromClaim('wan', { name: 'cards', request: 'first' }).attach(),
          ...definitions.map((definition) => MultusNetwork.fromDefinition(definition).attach()),
        ],
      });
    },
    ['lan'],
    [],
  ),
  example(
    'memory in bytes, in an object written out',
    'VNF205',
    (app: App, guest: '1024' | '1024Mi') =>
      new VirtualMachineObject(chart(app), 'fw', {
        spec: {
          runStrategy: 'Always',
          template: { spec: { domain: { devices: {}, memory: { guest } }, networks: [{ name: 'default', pod: {} }] } },
        },
      }).addJsonPatch(JsonPatch.add(`${SPEC}/domain/devices/interfaces`, [{ name: 'default', masquerade: {} }])),
    '1024',
    '1024Mi',
  ),
];
