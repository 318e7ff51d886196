import type { App } from 'cdk8s';
import {
  Network,
  type NetworkSpec,
  ProviderNetwork,
  type ProviderNetworkSpec,
} from '../../../imports/k8s.plugin.opnfv.org';
import { ClusterProvider } from '../../../src/emco';
import {
  AddressPlan,
  type ChainLink,
  MultusNetwork,
  NodusDirectNetwork,
  type NodusNetwork,
  NodusNetworkChain,
  NodusProviderNetwork,
} from '../../../src/network';
import { Platform } from '../../../src/platform';
import { chart, example, network, oneVm, provider, vm } from './example';

const SUBNET = { name: 'subnet1', subnet: '192.168.10.0/24', gateway: '192.168.10.1/24' };
const VLAN = { vlanId: '100', providerInterfaceName: 'eth1', vlanNodeSelector: 'any' };

const object = (name: string, id: string, bad: Partial<NetworkSpec>, good: Partial<NetworkSpec>) =>
  example(
    name,
    id,
    (app, spec: Partial<NetworkSpec>) =>
      new Network(chart(app, 'site'), 'left', { spec: { cniType: 'ovn4nfv', ipv4Subnets: [SUBNET], ...spec } }),
    bad,
    good,
  );

const providerObject = (name: string, bad: Partial<ProviderNetworkSpec>, good: Partial<ProviderNetworkSpec>) =>
  example(
    name,
    'VNF466',
    (app, spec: Partial<ProviderNetworkSpec>) =>
      new ProviderNetwork(chart(app, 'site'), 'wan', {
        spec: { cniType: 'ovn4nfv', ipv4Subnets: [SUBNET], providerNetType: 'VLAN', vlan: VLAN, ...spec },
      }),
    bad,
    good,
  );

const onCluster = (app: App, ...networks: NodusNetwork[]): void => {
  new ClusterProvider(app, 'provider').addCluster('edge1', { networks });
};

export const NODUS = [
  example(
    'subnets of two networks',
    'VNF445',
    (app, subnet: string) => [network(app), network(app, 'right', { subnet })],
    '192.168.0.0/16',
    '192.168.20.0/24',
  ),
  example(
    'guest address twice',
    'VNF446',
    (app, address: string) => {
      const lan = MultusNetwork.fromDefinition('default/lan');
      vm(chart(app, 'a'), { interfaces: [lan.attach({ addresses: ['192.0.2.5/24'] })] });
      vm(chart(app, 'b'), { interfaces: [lan.attach({ addresses: [address] })] });
    },
    '192.0.2.5/24',
    '192.0.2.6/24',
  ),
  example(
    'address by hand in the pool',
    'VNF447',
    (app, address: string) =>
      oneVm(app, network(app, 'left', { pool: '192.168.10.100..192.168.10.199' }).attach({ address })),
    '192.168.10.150',
    '192.168.10.5',
  ),
  example(
    'malformed pool',
    'VNF448',
    (app, pool: string) => new AddressPlan(app, 'lan', { subnet: '192.0.2.0/24', pool }),
    '192.0.2.100-199',
    '192.0.2.100..192.0.2.199',
  ),
  example(
    'pool with the broadcast address',
    'VNF448',
    (app, pool: string) => network(app, 'left', { pool }),
    '192.168.10.100..192.168.10.255',
    '192.168.10.100..192.168.10.254',
  ),
  example(
    'full pool',
    'VNF449',
    (app, pool: string) => {
      const plan = new AddressPlan(app, 'lan', { subnet: '192.0.2.0/24', pool });
      return ['a', 'b'].map((owner) => plan.addressFor(owner));
    },
    '192.0.2.5',
    '192.0.2.5..192.0.2.6',
  ),
  example(
    'MTU',
    'VNF462',
    (app, mtu: number) => oneVm(app, network(app).attach({ address: '192.168.10.5', mtu })),
    1500,
    1400,
  ),
  example(
    'direct network under EMCO',
    'VNF463',
    (app, isDirect: boolean) => {
      const wan = isDirect
        ? new NodusDirectNetwork(app, 'wan', {
            subnet: '10.10.0.0/24',
            direct: { providerInterface: 'eth2', nodeLabels: { role: 'edge' } },
          })
        : provider(app);
      onCluster(app, wan);
    },
    true,
    false,
  ),
  example(
    'node label under EMCO',
    'VNF464',
    (app, key: string) =>
      onCluster(
        app,
        new NodusProviderNetwork(app, 'wan', {
          subnet: '10.10.0.0/24',
          vlan: { id: 100, providerInterface: 'eth1', nodeLabels: { [key]: 'true' } },
        }),
      ),
    'feature.node.kubernetes.io/network-sriov.capable',
    'example.com/edge',
  ),
  example(
    'chain beside a VM',
    'VNF465',
    (app, hasVm: boolean) => {
      const left = network(app);
      const ends = [{ network: provider(app), gateway: '10.10.0.5' }] as const;
      new NodusNetworkChain(chart(app, 'site'), 'chain', {
        path: ['app=cache', left, 'app=firewall'],
        left: [...ends],
        right: [...ends],
      });
      if (hasVm) oneVm(app);
    },
    true,
    false,
  ),
  example(
    'chain with a pod of two labels',
    'VNF468',
    (app, path: readonly ChainLink[]) => {
      const ends = [{ network: provider(app), gateway: '10.10.0.5' }] as const;
      new NodusNetworkChain(chart(app, 'site'), 'chain', {
        path: [...path.slice(0, 1), network(app), ...path.slice(1)],
        left: [...ends],
        right: [...ends],
      });
    },
    ['app=cache,tier=web', 'app=firewall'],
    ['app=cache', 'app=firewall'],
  ),
  object('type of another plugin', 'VNF466', { cniType: 'ovn' }, { cniType: 'ovn4nfv' }),
  object('no gateway', 'VNF466', { ipv4Subnets: [{ ...SUBNET, gateway: undefined }] }, {}),
  providerObject('type in small letters', { providerNetType: 'vlan' }, { providerNetType: 'VLAN' }),
  providerObject('selector of no nodes', { vlan: { ...VLAN, vlanNodeSelector: 'some' } }, {}),
  providerObject(
    'specific nodes without labels',
    { vlan: { ...VLAN, vlanNodeSelector: 'specific' } },
    { vlan: { ...VLAN, vlanNodeSelector: 'specific', nodeLabelList: ['role=edge'] } },
  ),
  object('routes of a network', 'VNF467', { routes: [{ dst: '10.0.0.0/8' }] }, {}),
  object('second subnet', 'VNF467', { ipv4Subnets: [SUBNET, { ...SUBNET, subnet: '192.168.20.0/24' }] }, {}),
  object('IPv6', 'VNF467', { ipv6Subnets: [{ name: 'v6', subnet: 'fd00::/64', gateway: 'fd00::1/64' }] }, {}),
  example(
    'host interface in two direct networks',
    'VNF438',
    (app, providerInterface: string) =>
      ['eth2', providerInterface].map(
        (name, index) =>
          new NodusDirectNetwork(app, `wan-${index}`, {
            subnet: `10.10.${index}.0/24`,
            direct: { providerInterface: name, nodeLabels: { role: 'edge' } },
          }),
      ),
    'eth2',
    'eth3',
  ),
  example(
    'host interface of a direct network',
    'VNF437',
    (app, providerInterface: string) =>
      new NodusDirectNetwork(app, 'wan', {
        subnet: '10.10.0.0/24',
        direct: { providerInterface, nodeLabels: { role: 'edge' } },
      }),
    'a-name-that-is-too-long',
    'eth2',
  ),
  example(
    'direct network on any node',
    'VNF439',
    (app, nodeLabels: Record<string, string> | undefined) =>
      new NodusDirectNetwork(app, 'wan', { subnet: '10.10.0.0/24', direct: { providerInterface: 'eth2', nodeLabels } }),
    undefined,
    { role: 'edge' },
  ),
  example(
    'VM on an old Nodus',
    'VNF605',
    (app, nodus: string) => {
      new Platform({ nodus }).applyTo(app);
      oneVm(app, network(app).attach());
    },
    '2.2',
    '3.0',
  ),
];
