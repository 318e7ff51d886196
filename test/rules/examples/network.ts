import { JsonPatch } from 'cdk8s';
import { Deployment, DeploymentStrategy, ImagePullPolicy } from 'cdk8s-plus-27';
import {
  type Attachment,
  MultusNetwork,
  NFN_NETWORK_ANNOTATION,
  type NodusAttachOptions,
  PodAttachments,
  PodNetwork,
  type Route,
  SriovNetwork,
  SriovNodePolicy,
} from '../../../src/network';
import type { HelmChart } from '../../../src/helm';
import { ATTACHMENT_DEFINITIONS } from './attachment-definitions';
import { chart, example, network, oneVm, provider, vm } from './example';
import { NODUS } from './nodus';
import { SRIOV } from './sriov';

const onLeft = (name: string, id: string, bad: NodusAttachOptions, good: NodusAttachOptions) =>
  example(
    name,
    id,
    (app, options: NodusAttachOptions) =>
      oneVm(app, network(app, 'left', { reserved: ['192.168.10.100..192.168.10.120'] }).attach(options)),
    bad,
    good,
  );

const mac = (last: string): string => `52:54:00:00:00:${last}`;

function deployment(
  scope: HelmChart,
  interfaces: readonly Attachment[],
  replicas = 1,
  strategy = DeploymentStrategy.recreate(),
): void {
  const sink = new Deployment(scope, 'sink', {
    replicas,
    strategy,
    containers: [
      {
        image: 'registry.example/sink:1.0',
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        securityContext: { user: 1000 },
      },
    ],
  });
  new PodAttachments(sink, 'networks', { interfaces });
}

const routes = (name: string, id: string, bad: readonly Route[], good: readonly Route[]) =>
  example(
    name,
    id,
    (app, given: readonly Route[]) => oneVm(app, network(app).attach({ address: '192.168.10.5', routes: given })),
    bad,
    good,
  );

export const NETWORK = [
  ...ATTACHMENT_DEFINITIONS,
  ...NODUS,
  ...SRIOV,
  onLeft('malformed address', 'VNF401', { address: '192.168.10' }, { address: '192.168.10.2' }),
  onLeft('address outside', 'VNF402', { address: '10.0.0.5' }, { address: '192.168.10.2' }),
  onLeft('address of the gateway', 'VNF403', { address: '192.168.10.1' }, { address: '192.168.10.2' }),
  onLeft('broadcast address', 'VNF404', { address: '192.168.10.255' }, { address: '192.168.10.2' }),
  onLeft('network address', 'VNF404', { address: '192.168.10.0' }, { address: '192.168.10.2' }),
  onLeft('reserved address', 'VNF406', { address: '192.168.10.101' }, { address: '192.168.10.2' }),
  onLeft(
    'multicast MAC',
    'VNF407',
    { address: '192.168.10.5', mac: '01:00:5e:00:00:01' },
    { address: '192.168.10.5', mac: '52:54:00:12:34:56' },
  ),
  onLeft(
    'malformed MAC',
    'VNF407',
    { address: '192.168.10.5', mac: '52-54-00-12-34-56' },
    { address: '192.168.10.5', mac: '52:54:00:12:34:56' },
  ),
  onLeft('zero MAC', 'VNF407', { address: '192.168.10.5', mac: '00:00:00:00:00:00' }, { address: '192.168.10.5' }),
  onLeft(
    'MAC of KubeVirt',
    'VNF407',
    { address: '192.168.10.5', mac: '02:00:00:00:00:00' },
    { address: '192.168.10.5' },
  ),
  onLeft(
    'MAC of Nodus',
    'VNF408',
    { address: '192.168.10.5', mac: '00:00:00:12:34:56' },
    { address: '192.168.10.5', mac: '52:54:00:12:34:56' },
  ),
  onLeft('MAC without address', 'VNF410', { mac: mac('01') }, { mac: mac('01'), address: '192.168.10.2' }),
  onLeft('guest name on a dynamic interface', 'VNF411', { guestName: 'eth1' }, {}),
  onLeft(
    'long guest name',
    'VNF415',
    { address: '192.168.10.5', guestName: 'unprotected-side' },
    { address: '192.168.10.5', guestName: 'unprotectedside' },
  ),
  onLeft(
    'guest name with a slash',
    'VNF415',
    { address: '192.168.10.5', guestName: 'eth/1' },
    { address: '192.168.10.5', guestName: 'eth1' },
  ),
  onLeft(
    'guest name with a blank',
    'VNF415',
    { address: '192.168.10.5', guestName: 'eth 1' },
    { address: '192.168.10.5', guestName: 'eth1' },
  ),
  onLeft(
    'name server',
    'VNF459',
    { address: '192.168.10.5', nameservers: ['dns.example'] },
    { address: '192.168.10.5', nameservers: ['192.0.2.53'] },
  ),
  example(
    'address twice',
    'VNF405',
    (app, address: string) => {
      const left = network(app);
      vm(chart(app, 'a'), { interfaces: [left.attach({ address: '192.168.10.5' })] });
      vm(chart(app, 'b'), { interfaces: [left.attach({ address })] });
    },
    '192.168.10.5',
    '192.168.10.2',
  ),
  example(
    'MAC twice',
    'VNF409',
    (app, given: string | undefined) => {
      const left = network(app);
      vm(chart(app, 'a'), { interfaces: [left.attach({ address: '192.168.10.5', mac: mac('01') })] });
      vm(chart(app, 'b'), { interfaces: [left.attach({ address: '192.168.10.6', mac: given })] });
    },
    '52:54:00:00:00:01',
    undefined,
  ),
  example(
    'static beside dynamic',
    'VNF412',
    (app, address: string | undefined) =>
      oneVm(
        app,
        network(app).attach({ address: '192.168.10.5' }),
        network(app, 'right', { subnet: '192.168.20.0/24' }).attach({ address }),
      ),
    undefined,
    '192.168.20.2',
  ),
  example(
    'MACs of a pod in part',
    'VNF413',
    (app, given: string | undefined) =>
      deployment(chart(app, 'sink'), [
        network(app).attach({ address: '192.168.10.5', mac: mac('01') }),
        network(app, 'right', { subnet: '192.168.20.0/24' }).attach({ address: '192.168.20.5', mac: given }),
      ]),
    undefined,
    mac('02'),
  ),
  example(
    'MACs of a VM in part',
    'VNF414',
    (app, given: string | undefined) =>
      oneVm(
        app,
        PodNetwork.attach(),
        network(app).attach({ address: '192.168.10.5', mac: mac('01') }),
        network(app, 'right', { subnet: '192.168.20.0/24' }).attach({ address: '192.168.20.5', mac: given }),
      ),
    undefined,
    mac('02'),
  ),
  example(
    'guest name twice',
    'VNF416',
    (app, guestName: string) =>
      oneVm(
        app,
        network(app).attach({ address: '192.168.10.5', guestName: 'eth1' }),
        network(app, 'right', { subnet: '192.168.20.0/24' }).attach({ address: '192.168.20.5', guestName }),
      ),
    'eth1',
    'eth2',
  ),
  example(
    'guest name of an unnamed interface',
    'VNF416',
    (app, guestName: string) =>
      oneVm(app, PodNetwork.attach(), network(app).attach({ address: '192.168.10.5', guestName })),
    'enp1s0',
    'eth1',
  ),
  example(
    'network twice',
    'VNF417',
    (app, second: string) => {
      const networks: Record<string, ReturnType<typeof network>> = {
        left: network(app),
        right: network(app, 'right', { subnet: '192.168.20.0/24' }),
      };
      oneVm(app, networks.left!.attach(), networks[second]!.attach());
    },
    'left',
    'right',
  ),
  example(
    'network id twice',
    'VNF418',
    (app, second: string) =>
      oneVm(app, MultusNetwork.fromDefinition('a/net').attach(), MultusNetwork.fromDefinition(second).attach()),
    'b/net',
    'b/net2',
  ),
  example(
    'shared attachment',
    'VNF419',
    (app, isShared: boolean) => {
      const left = network(app);
      const attachment = left.attach();
      vm(chart(app, 'a'), { interfaces: [attachment] });
      vm(chart(app, 'b'), { interfaces: [isShared ? attachment : left.attach()] });
    },
    true,
    false,
  ),
  example(
    'nine interfaces',
    'VNF420',
    (app, count: number) =>
      oneVm(
        app,
        ...Array.from({ length: count }, (_, index) =>
          network(app, `net-${index}`, { subnet: `192.168.${index}.0/24` }).attach(),
        ),
      ),
    9,
    8,
  ),
  example(
    'name of a pod interface',
    'VNF421',
    (app, interfaceName: string) => deployment(chart(app, 'sink'), [network(app).attach({ interfaceName })]),
    'eth0',
    'net1',
  ),
  example('network name', 'VNF430', (app, id: string) => network(app, id), 'Left_Net', 'left-net'),
  example(
    'network name of IPv6',
    'VNF431',
    (app, id: string) => [network(app), network(app, id, { subnet: '192.168.20.0/24' })],
    'leftv6',
    'left-v6',
  ),
  example(
    'host bits',
    'VNF432',
    (app, subnet: string) => network(app, 'left', { subnet }),
    '192.168.10.5/24',
    '192.168.10.0/24',
  ),
  example(
    'IPv6 subnet',
    'VNF432',
    (app, subnet: string) => network(app, 'left', { subnet }),
    'fd00::/64',
    '192.168.10.0/24',
  ),
  example(
    'gateway outside',
    'VNF433',
    (app, gateway: string) => network(app, 'left', { gateway }),
    '10.0.0.1',
    '192.168.10.1',
  ),
  example(
    'malformed reserved entry',
    'VNF434',
    (app, entry: string) => network(app, 'left', { reserved: [entry] }),
    '192.168.10.9-12',
    '192.168.10.9..192.168.10.12',
  ),
  example(
    'reserved entry outside',
    'VNF434',
    (app, entry: string) => network(app, 'left', { reserved: [entry] }),
    '10.0.0.1',
    '192.168.10.9',
  ),
  example(
    'long exclusions',
    'VNF435',
    (app, reserved: readonly string[]) => network(app, 'left', { reserved }),
    Array.from({ length: 100 }, (_, index) => `192.168.10.${index + 100}`),
    ['192.168.10.100..192.168.10.199'],
  ),
  example('VLAN id', 'VNF436', (app, id: number) => provider(app, 'wan', { id, logicalInterface: 'wan0' }), 4095, 4094),
  example(
    'long logical interface',
    'VNF437',
    (app, logicalInterface: string | undefined) =>
      provider(app, 'wan', { providerInterface: 'enp134s0f1np1', logicalInterface }),
    undefined,
    'vlan100',
  ),
  example(
    'logical interface twice',
    'VNF438',
    (app, id: number) => [provider(app), provider(app, 'lan', { id })],
    100,
    101,
  ),
  example(
    'any node',
    'VNF439',
    (app, nodeLabels: Record<string, string> | undefined) => provider(app, 'wan', { nodeLabels }),
    undefined,
    { role: 'edge' },
  ),
  example(
    'labels not selected',
    'VNF440',
    (app, nodeSelector: Record<string, string> | undefined) =>
      vm(chart(app), { interfaces: [provider(app).attach()], nodeSelector }),
    undefined,
    { role: 'edge' },
  ),
  example(
    'replicas',
    'VNF441',
    (app, replicas: number) =>
      deployment(chart(app, 'sink'), [network(app).attach({ address: '192.168.10.5' })], replicas),
    2,
    1,
  ),
  example(
    'replicas with an address of the guest',
    'VNF441',
    (app, replicas: number) =>
      deployment(
        chart(app, 'sink'),
        [MultusNetwork.fromDefinition('default/lan').attach({ addresses: ['192.0.2.5/24'] })],
        replicas,
      ),
    2,
    1,
  ),
  example(
    'rolling update',
    'VNF442',
    (app, strategy: DeploymentStrategy) =>
      deployment(chart(app, 'sink'), [network(app).attach({ address: '192.168.10.5' })], 1, strategy),
    DeploymentStrategy.rollingUpdate(),
    DeploymentStrategy.recreate(),
  ),
  example(
    'live migration',
    'VNF443',
    (app, evictionStrategy: 'LiveMigrate' | 'None') =>
      vm(chart(app), { interfaces: [network(app).attach({ address: '192.168.10.5' })], evictionStrategy }),
    'LiveMigrate',
    'None',
  ),
  example(
    'overlapping subnets',
    ['VNF444', 'VNF445'],
    (app, subnet: string) => oneVm(app, network(app).attach(), network(app, 'right', { subnet }).attach()),
    '192.168.0.0/16',
    '192.168.20.0/24',
  ),
  example(
    'SR-IOV resource name',
    'VNF450',
    (app, resourceName: string) => new SriovNetwork(app, 'sriov', { resourceName }),
    'intel.com/vfs',
    'vfs',
  ),
  example(
    'SR-IOV policy',
    'VNF450',
    (app, resourceName: string) =>
      new SriovNodePolicy(chart(app, 'site'), 'policy', {
        resourceName,
        numVfs: 4,
        nicSelector: { vendor: '8086' },
        nodeSelector: { role: 'edge' },
      }),
    'a-b',
    'a_b',
  ),
  example(
    'SR-IOV VLAN',
    'VNF451',
    (app, vlan: number) => new SriovNetwork(app, 'sriov', { resourceName: 'vfs', vlan }).defineIn(chart(app, 'site')),
    4096,
    4094,
  ),
  example(
    'SR-IOV range',
    'VNF452',
    (app, rangeStart: string) =>
      new SriovNetwork(app, 'sriov', {
        resourceName: 'vfs',
        ipam: { type: 'host-local', subnet: '10.56.0.0/16', rangeStart },
      }),
    '10.57.0.1',
    '10.56.0.10',
  ),
  example(
    'SR-IOV guest address in the range',
    'VNF453',
    (app, rangeEnd: string | undefined) =>
      oneVm(
        app,
        new SriovNetwork(app, 'sriov', {
          resourceName: 'vfs',
          ipam: { type: 'host-local', subnet: '10.56.0.0/16', rangeEnd },
        }).attach({ addresses: ['10.56.200.3/16'] }),
      ),
    undefined,
    '10.56.199.255',
  ),
  example(
    'SR-IOV guest address outside',
    'VNF454',
    (app, address: string) =>
      oneVm(
        app,
        new SriovNetwork(app, 'sriov', {
          resourceName: 'vfs',
          ipam: { type: 'host-local', subnet: '10.56.0.0/16', rangeEnd: '10.56.99.255' },
        }).attach({ addresses: [address] }),
      ),
    '10.57.0.3/16',
    '10.56.200.3/16',
  ),
  example(
    'guest address without prefix',
    'VNF455',
    (app, address: string) => oneVm(app, MultusNetwork.fromDefinition('net').attach({ addresses: [address] })),
    '192.0.2.5',
    '192.0.2.5/24',
  ),
  routes(
    'route to default',
    'VNF456',
    [{ to: 'default', via: '192.168.10.1' }],
    [{ to: '0.0.0.0/0', via: '192.168.10.1' }],
  ),
  routes(
    'next hop out of reach',
    'VNF457',
    [{ to: '10.0.0.0/8', via: '192.168.20.1' }],
    [{ to: '10.0.0.0/8', via: '192.168.10.1' }],
  ),
  routes(
    'two default routes',
    'VNF458',
    [
      { to: '0.0.0.0/0', via: '192.168.10.1' },
      { to: '0.0.0.0/0', via: '192.168.10.2' },
    ],
    [
      { to: '0.0.0.0/0', via: '192.168.10.1' },
      { to: '0.0.0.0/0', via: '192.168.10.2', metric: 200 },
    ],
  ),
  example(
    'renamed VM',
    'VNF460',
    (app, isRenamed: boolean) => {
      const firewall = oneVm(app, network(app).attach());
      if (isRenamed) firewall.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
    },
    true,
    false,
  ),
  example(
    'removed annotation',
    'VNF461',
    (app, isRemoved: boolean) => {
      const firewall = oneVm(app, network(app).attach());
      if (isRemoved)
        firewall.addJsonPatch(
          JsonPatch.remove(`/spec/template/metadata/annotations/${NFN_NETWORK_ANNOTATION.replace('/', '~1')}`),
        );
    },
    true,
    false,
  ),
];
