import { type App, JsonPatch } from 'cdk8s';
import { VirtualMachine as VirtualMachineObject } from '../../../imports/kubevirt.io';
import { ClaimedNetwork, PodNetwork } from '../../../src/network';
import { Platform } from '../../../src/platform';
import {
  AccessCredential,
  CloudInit,
  type ResourceClaimProps,
  type SizedVirtualMachineProps,
  VirtualMachinePool,
} from '../../../src/vm';
import { chart, type Example, example, IMAGE, vm } from './example';

type Props = Partial<SizedVirtualMachineProps>;
type Members = Readonly<Record<string, unknown>>;

const SPEC = '/spec/template/spec';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** A VM of KubeVirt 1.9, its members patched: no type stands in between. */
function patch(app: App, members: Members, kubevirt = '1.9'): void {
  new Platform({ kubevirt }).applyTo(app);
  vm(chart(app), { interfaces: [PodNetwork.attach()], cloudInit: CloudInit.noCloud() }).addJsonPatch(
    ...Object.entries(members).map(([path, value]) => JsonPatch.add(`${SPEC}/${path}`, value)),
  );
}

const patched = (name: string, expected: string | readonly string[], bad: Members, good: Members): Example =>
  example(name, expected, (app, members: Members) => patch(app, members), bad, good);

const under = (place: string, members: Members): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [`${place}/${name}`, value]));

const devices = (name: string, expected: string | readonly string[], bad: Members, good: Members): Example =>
  patched(name, expected, under('domain/devices', bad), under('domain/devices', good));

const onPod = (name: string, expected: string | readonly string[], bad: Members, good: Members): Example =>
  devices(name, expected, under('interfaces/0', bad), under('interfaces/0', good));

/** A VM as its author wrote it out. */
function writtenOut(app: App, spec: Members, { kubevirt = '1.9', labels = {} } = {}): void {
  new Platform({ kubevirt }).applyTo(app);
  new VirtualMachineObject(chart(app), 'fw', {
    spec: { runStrategy: 'Always', template: { metadata: { labels }, spec: { domain: { devices: {} } } } },
  }).addJsonPatch(
    JsonPatch.add(SPEC, {
      architecture: 'amd64',
      domain: { devices: {}, memory: { guest: '1Gi' } },
      ...spec,
    }),
  );
}

interface Nic {
  readonly name: string;
  readonly binding: Members;
  readonly network: Members;
}

const POD: Nic = { name: 'default', binding: { masquerade: {} }, network: { pod: {} } };
const lan = (
  name: string,
  binding: Members = { bridge: {} },
  network: Members = { multus: { networkName: 'lan' } },
): Nic => ({
  name,
  binding,
  network,
});

function withNics(app: App, nics: readonly Nic[], kubevirt?: string): void {
  const interfaces = nics.map(({ name, binding }) => ({ name, ...binding }));
  writtenOut(
    app,
    {
      domain: { devices: { interfaces }, memory: { guest: '1Gi' } },
      networks: nics.map(({ name, network }) => ({ name, ...network })),
      ...(nics.some(({ network }) => 'resourceClaim' in network) ? { resourceClaims: [CLAIM] } : {}),
    },
    { kubevirt },
  );
}

const CLAIM = { name: 'cards', resourceClaimName: 'cards' };
const CARD = lan('wan', { sriov: {} }, { resourceClaim: { claimName: 'cards', requestName: 'one' } });

const nics = (name: string, expected: string | readonly string[], bad: readonly Nic[], good: readonly Nic[]): Example =>
  example(name, expected, (app, given: readonly Nic[]) => withNics(app, given), bad, good);

const nodes = (name: string, bad: Members, good: Members): Example =>
  patched(
    name,
    'VNF261',
    { affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [bad] } } } },
    { affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [good] } } } },
  );
const labelled = (name: string, bad: Members, good: Members): Example =>
  nodes(name, { matchExpressions: [bad] }, { matchExpressions: [good] });

const near = (name: string, expected: string, bad: Members, good: Members): Example =>
  patched(
    name,
    expected,
    { affinity: { podAntiAffinity: { [REQUIRED]: [bad] } } },
    { affinity: { podAntiAffinity: { [REQUIRED]: [good] } } },
  );
const HOST = { topologyKey: 'kubernetes.io/hostname' };

const spread = (name: string, expected: string, bad: Members, good: Members): Example =>
  patched(name, expected, { topologySpreadConstraints: [bad] }, { topologySpreadConstraints: [good] });
const EVENLY = { ...HOST, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' };

const claimed = (name: string, bad: Props, good: Props): Example =>
  example(
    name,
    'VNF243',
    (app: App, props: Props) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      vm(chart(app), { resourceClaims: [CLAIM], ...props });
    },
    bad,
    good,
  );
const claimOf = (name: string, bad: ResourceClaimProps, good: ResourceClaimProps): Example =>
  claimed(name, { resourceClaims: [bad] }, { resourceClaims: [good] });
const gpu = (name: string, request = name) => ({ name, claim: { name: 'cards', request } });

const SECRET = { source: { secret: { secretName: 'keys' } } };
const credential = (name: string, expected: string, bad: Members, good: Members): Example =>
  patched(name, expected, { accessCredentials: [bad] }, { accessCredentials: [good] });

/** What KubeVirt's webhook refuses of networks, devices, placement and credentials. */
export const ADMISSION_DEVICES = [
  nodes(
    'node by another field than its name',
    { matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] },
    { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] },
  ),
  nodes(
    'node whose name exists',
    { matchFields: [{ key: 'metadata.name', operator: 'Exists' }] },
    { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }] },
  ),
  patched(
    'no node selector term',
    'VNF261',
    { affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [] } } } },
    { affinity: { nodeAffinity: {} } },
  ),
  patched(
    'preferred nodes by nothing',
    'VNF261',
    {
      affinity: {
        nodeAffinity: {
          [PREFERRED]: [{ weight: 1, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: [] }] } }],
        },
      },
    },
    {
      affinity: {
        nodeAffinity: {
          [PREFERRED]: [
            { weight: 1, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] } },
          ],
        },
      },
    },
  ),
  labelled(
    'operator that there is not',
    { key: 'zone', operator: 'Equals', values: ['a'] },
    { key: 'zone', operator: 'In', values: ['a'] },
  ),
  labelled('none of no values', { key: 'zone', operator: 'NotIn' }, { key: 'zone', operator: 'NotIn', values: ['a'] }),
  labelled(
    'label that exists with a value',
    { key: 'zone', operator: 'Exists', values: ['a'] },
    { key: 'zone', operator: 'Exists' },
  ),
  labelled(
    'more than two numbers',
    { key: 'cores', operator: 'Gt', values: ['1', '2'] },
    { key: 'cores', operator: 'Gt', values: ['2'] },
  ),
  labelled('key with a blank', { key: 'edge zone', operator: 'Exists' }, { key: 'edge/zone', operator: 'Exists' }),
  near(
    'pods by a number',
    'VNF261',
    { ...HOST, labelSelector: { matchExpressions: [{ key: 'tier', operator: 'Gt', values: ['1'] }] } },
    { ...HOST, labelSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['1'] }] } },
  ),
  near(
    'pods by a label that cannot be',
    'VNF261',
    { ...HOST, labelSelector: { matchLabels: { 'the tier': 'edge' } } },
    { ...HOST, labelSelector: { matchLabels: { tier: 'edge' } } },
  ),
  near('pods around nothing', 'VNF216', { labelSelector: {} }, { ...HOST, labelSelector: {} }),
  near('pods around a label that cannot be', 'VNF216', { topologyKey: 'host name' }, HOST),
  near(
    'pods of a namespace that cannot be',
    'VNF216',
    { ...HOST, namespaces: ['VNF_1'] },
    { ...HOST, namespaces: ['vnf-1'] },
  ),
  spread('spread over nothing', 'VNF216', { ...EVENLY, topologyKey: '' }, EVENLY),
  spread('spread that says not what else', 'VNF216', { ...HOST, maxSkew: 1 }, EVENLY),
  spread(
    'spread of pods by an unknown operator',
    'VNF261',
    { ...EVENLY, labelSelector: { matchExpressions: [{ key: 'tier', operator: 'Is' }] } },
    { ...EVENLY, labelSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } },
  ),
  example(
    'interface with a blank in its name',
    'VNF263',
    (app: App, id: string) => vm(chart(app), { interfaces: [PodNetwork.attach({ id })] }),
    'l an',
    'l-an',
  ),
  nics('interface with a dot in its name', 'VNF263', [POD, lan('l.an')], [POD, lan('LAN_1')]),
  nics('Multus without definition', 'VNF263', [POD, lan('lan', { bridge: {} }, { multus: {} })], [POD, lan('lan')]),
  nics('two interfaces of one name', 'VNF263', [POD, lan('lan'), lan('lan')], [POD, lan('lan'), lan('lan2')]),
  nics('masquerade off the pod network', 'VNF264', [lan('lan', { masquerade: {} })], [lan('lan')]),
  nics(
    'passt off the pod network',
    'VNF264',
    [POD, lan('lan', { passtBinding: {} })],
    [{ ...POD, binding: { passtBinding: {} } }],
  ),
  nics(
    'MAC of eight octets',
    'VNF407',
    [{ ...POD, binding: { masquerade: {}, macAddress: '52:54:00:00:00:00:00:01' } }],
    [{ ...POD, binding: { masquerade: {}, macAddress: '52-54-00-AB-CD-01' } }],
  ),
  nics(
    'MAC of KubeVirt’s bridge',
    'VNF407',
    [{ ...POD, binding: { masquerade: {}, macAddress: '02:00:00:00:00:00' } }],
    [{ ...POD, binding: { masquerade: {}, macAddress: '5254.00ab.cd01' } }],
  ),
  example(
    'binding that was given up',
    'VNF262',
    (app: App, kubevirt: string) => withNics(app, [{ ...POD, binding: { slirp: {} } }], kubevirt),
    '1.3',
    '0.49',
  ),
  nics(
    'binding that was given up beside another',
    ['VNF240', 'VNF262'],
    [{ ...POD, binding: { masquerade: {}, macvtap: {} } }],
    [POD],
  ),
  nics(
    'port ranges over a bridge',
    'VNF228',
    [{ ...POD, binding: { bridge: {}, portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] } }],
    [{ ...POD, binding: { masquerade: {}, portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] } }],
  ),
  onPod(
    'port range of a protocol that is not forwarded',
    'VNF228',
    { portRanges: [{ protocol: 'SCTP', start: 1, end: 2 }] },
    { portRanges: [{ protocol: 'UDP', start: 1, end: 2 }] },
  ),
  onPod(
    'port range of no protocol',
    'VNF228',
    { portRanges: [{ start: 1, end: 2 }] },
    { portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] },
  ),
  onPod(
    'empty ports beside port ranges',
    'VNF228',
    { ports: [], portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] },
    { portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] },
  ),
  nics(
    'ports that KubeVirt looks at',
    'VNF228',
    [{ ...POD, binding: { bridge: {}, ports: [{ port: 80, protocol: 'SCTP' }] } }],
    [POD, lan('lan', { bridge: {}, ports: [{ port: 80, protocol: 'SCTP' }, { port: 0 }] })],
  ),
  nics(
    'first interface unplugged',
    'VNF230',
    [lan('lan', { bridge: {}, state: 'absent' }, { multus: { networkName: 'lan', default: true } })],
    [POD, lan('lan', { bridge: {}, state: 'absent' })],
  ),
  onPod(
    'DHCP option without number',
    'VNF229',
    { dhcpOptions: { privateOptions: [{ value: 'a' }] } },
    { dhcpOptions: { privateOptions: [{ option: 224, value: 'a' }] } },
  ),
  claimed(
    'request that two GPUs share',
    { devices: { gpus: [gpu('one'), gpu('two', 'one')] } },
    { devices: { gpus: [gpu('one'), gpu('two')] } },
  ),
  claimed(
    'request that GPU and network share',
    {
      devices: { gpus: [gpu('one')] },
      interfaces: [ClaimedNetwork.fromClaim('wan', { name: 'cards', request: 'one' }).attach()],
    },
    {
      devices: { gpus: [gpu('one')] },
      interfaces: [ClaimedNetwork.fromClaim('wan', { name: 'cards', request: 'two' }).attach()],
    },
  ),
  claimed('request without name', { devices: { gpus: [gpu('one', '')] } }, { devices: { gpus: [gpu('one')] } }),
  claimed(
    'GPUs by claim and by plugin',
    { devices: { gpus: [gpu('one'), { name: 'two', resource: 'nvidia.com/TU104GL' }] } },
    { devices: { gpus: [gpu('one')], hostDevices: [{ name: 'two', resource: 'intel.com/qat' }] } },
  ),
  claimOf('claim of another namespace', { name: 'cards', resourceClaimName: 'vnf/cards' }, CLAIM),
  claimOf('claim from a template without name', { name: 'cards', resourceClaimTemplateName: '' }, CLAIM),
  ...(
    [
      ['network of a claim without name', { sriov: {} }, { requestName: 'one' }],
      ['network of a claim by an empty request', { sriov: {} }, { claimName: 'cards', requestName: '' }],
      ['claimed card over a bridge', { bridge: {} }, { claimName: 'cards', requestName: 'one' }],
    ] as const
  ).map(([name, binding, resourceClaim]) => nics(name, 'VNF243', [lan('wan', binding, { resourceClaim })], [CARD])),
  devices(
    'GPU from nowhere',
    'VNF240',
    { gpus: [{ name: 'gpu' }] },
    { gpus: [{ name: 'gpu', deviceName: 'nvidia.com/TU104GL' }] },
  ),
  patched(
    'host device by claim and by plugin',
    'VNF240',
    {
      resourceClaims: [CLAIM],
      'domain/devices/hostDevices': [
        { name: 'qat', deviceName: 'intel.com/qat', claimName: 'cards', requestName: 'one' },
      ],
    },
    {
      resourceClaims: [CLAIM],
      'domain/devices/hostDevices': [{ name: 'qat', claimName: 'cards', requestName: 'one' }],
    },
  ),
  devices(
    'video without graphics',
    'VNF265',
    { video: { type: 'virtio' }, autoattachGraphicsDevice: false },
    { video: { type: 'virtio' } },
  ),
  devices('sound without name', 'VNF265', { sound: { model: 'ich9' } }, { sound: { name: 'sound', model: 'ich9' } }),
  devices('video of no type', 'VNF232', { video: {} }, { video: { type: 'vga' } }),
  devices(
    'watchdog without timer',
    'VNF232',
    { watchdog: { name: 'dog' } },
    { watchdog: { name: 'dog', i6300esb: {} } },
  ),
  devices(
    'watchdog of another architecture',
    'VNF232',
    { watchdog: { name: 'dog', diag288: { action: 'reset' } } },
    { watchdog: { name: 'dog', i6300esb: { action: 'reset' } } },
  ),
  example(
    'watchdog of PCs on s390x',
    'VNF232',
    (app: App, timer: string) => patch(app, { ...s390x(), 'domain/devices/watchdog': { name: 'dog', [timer]: {} } }),
    'i6300esb',
    'diag288',
  ),
  devices(
    'watchdog of two timers',
    'VNF232',
    { watchdog: { name: 'dog', diag288: {}, i6300esb: {} } },
    { watchdog: { name: 'dog', i6300esb: {} } },
  ),
  devices(
    'action of a watchdog',
    'VNF239',
    { watchdog: { name: 'dog', i6300esb: { action: 'explode' } } },
    { watchdog: { name: 'dog', i6300esb: { action: 'poweroff' } } },
  ),
  example(
    'panic device on s390x',
    'VNF232',
    (app: App, panicDevices: readonly unknown[]) =>
      patch(app, { ...s390x(), 'domain/devices/panicDevices': panicDevices }),
    [{}],
    [],
  ),
  example(
    'CPU model on arm64',
    'VNF232',
    (app: App, model: string) =>
      patch(app, { architecture: 'arm64', 'domain/machine': { type: 'virt' }, 'domain/cpu': { model } }),
    'host-model',
    '',
  ),
  ...(
    [
      ['evictionStrategy', 'None'],
      ['startStrategy', 'Paused'],
      ['domain/ioThreadsPolicy', 'auto'],
      ['domain/devices/disks/0/errorPolicy', 'stop'],
    ] as const
  ).map(([path, word]) => patched(`empty ${path}`, 'VNF239', { [path]: '' }, { [path]: word })),
  devices(
    'input of no type',
    'VNF239',
    { inputs: [{ name: 'a', type: '' }] },
    { inputs: [{ name: 'a', type: 'tablet' }] },
  ),
  devices(
    'panic device of no model',
    'VNF239',
    { panicDevices: [{ model: '' }] },
    { panicDevices: [{ model: 'isa' }] },
  ),
  example(
    'no run strategy in the text of one',
    'VNF239',
    (app: App, runStrategy: string) => {
      vm(chart(app)).addJsonPatch(JsonPatch.add('/spec/runStrategy', runStrategy));
    },
    '',
    'Halted',
  ),
  example(
    'kind of I/O that was given up',
    'VNF239',
    (app: App, kubevirt: string) => {
      new Platform({ kubevirt }).applyTo(app);
      vm(chart(app)).addJsonPatch(JsonPatch.add(`${SPEC}/domain/devices/disks/0/io`, 'default'));
    },
    '1.6',
    '0.49',
  ),
  credential(
    'keys from nowhere',
    'VNF227',
    { sshPublicKey: { source: {}, propagationMethod: { noCloud: {} } } },
    { sshPublicKey: { ...SECRET, propagationMethod: { noCloud: {} } } },
  ),
  credential(
    'keys that go no way',
    'VNF240',
    { sshPublicKey: SECRET },
    { sshPublicKey: { ...SECRET, propagationMethod: { noCloud: {} } } },
  ),
  credential(
    'password that goes no way',
    'VNF240',
    { userPassword: { ...SECRET, propagationMethod: {} } },
    { userPassword: { ...SECRET, propagationMethod: { qemuGuestAgent: {} } } },
  ),
  example(
    'keys of a secret without name',
    'VNF227',
    (app: App, secret: string) =>
      vm(chart(app), {
        cloudInit: CloudInit.noCloud(),
        accessCredentials: [AccessCredential.sshKeys(secret, 'noCloud')],
      }),
    '',
    'keys',
  ),
  example(
    'label of KubeVirt in a VM written out',
    'VNF209',
    (app: App, labels: Readonly<Record<string, string>>) => writtenOut(app, {}, { labels }),
    { 'kubevirt.io/nodeName': 'edge-1' },
    { 'vnf.example/nodeName': 'edge-1' },
  ),
  patched(
    'DNS server in a zone',
    'VNF215',
    { dnsConfig: { nameservers: ['fe80::1%eth0'] } },
    { dnsConfig: { nameservers: ['fd00::53'] } },
  ),
  example(
    'probe of a VM without any network',
    'VNF213',
    (app: App, autoattachPodInterface: boolean) =>
      writtenOut(app, {
        domain: { devices: { autoattachPodInterface }, memory: { guest: '1Gi' } },
        readinessProbe: { tcpSocket: { port: 22 } },
      }),
    false,
    true,
  ),
  patched('service account that cannot be', 'VNF242', { serviceAccountName: 'Router_1' }, { serviceAccountName: '' }),
  patched(
    'host and subdomain',
    ['VNF214', 'VNF214'],
    { hostname: 'A_1', subdomain: 'A_1' },
    { hostname: '', subdomain: '' },
  ),
  onPod(
    'malformed address and name',
    ['VNF224', 'VNF228'],
    { pciAddress: '81:01.0', ports: [{ port: 80, name: 'A_b' }] },
    { pciAddress: '', ports: [{ port: 80, name: '' }] },
  ),
  nics(
    'state of a virtual function',
    'VNF230',
    [POD, lan('lan', { sriov: {}, state: 'up' })],
    [POD, lan('lan', { sriov: {}, state: '' })],
  ),
  example(
    'pool with the pod’s address',
    'VNF245',
    (app: App, annotations: Readonly<Record<string, string>>) =>
      new VirtualMachinePool(chart(app), 'fw', {
        memory: '2Gi',
        disks: [IMAGE],
        evictionStrategy: 'LiveMigrate',
        interfaces: [PodNetwork.attach({ binding: 'bridge' })],
        annotations,
      }),
    {},
    { 'kubevirt.io/allow-pod-bridge-network-live-migration': '' },
  ),
  nics(
    'subnet behind a masquerade that is none',
    'VNF249',
    [{ ...POD, network: { pod: { vmNetworkCIDR: '10.0.2.0/33' } } }],
    [{ ...POD, network: { pod: { vmNetworkCIDR: '' } } }],
  ),
];

function s390x(): Members {
  return { architecture: 's390x', 'domain/machine': { type: 's390-ccw-virtio' } };
}
