import { type App } from 'cdk8s';
import {
  OVSNetwork,
  SriovNetwork as SriovNetworkObject,
  SriovNetworkNodePolicy,
  type SriovNetworkNodePolicySpec,
  SriovNetworkPoolConfig,
  SriovOperatorConfig,
} from '../../../imports/sriovnetwork.openshift.io';
import {
  OvsNetwork,
  SriovNetwork,
  type SriovNetworkProps,
  SriovNodePolicy,
  type SriovNodePolicyProps,
  SriovPoolConfig,
} from '../../../src/network';
import { Platform } from '../../../src/platform';
import { chart, example, oneVm } from './example';

const NAMESPACE = 'sriov-network-operator';

const POLICY: SriovNetworkNodePolicySpec = {
  resourceName: 'vfs',
  numVfs: 8,
  priority: 99,
  deviceType: 'vfio-pci',
  nicSelector: { vendor: '8086' },
  nodeSelector: { role: 'edge' },
};

/** A policy as the operator takes it, for what the construct's types refuse. */
const raw = (
  name: string,
  id: string,
  bad: Partial<SriovNetworkNodePolicySpec>,
  good: Partial<SriovNetworkNodePolicySpec>,
) =>
  example(
    name,
    id,
    (app, spec: Partial<SriovNetworkNodePolicySpec>) =>
      new SriovNetworkNodePolicy(chart(app, 'site'), 'policy', {
        metadata: { namespace: NAMESPACE },
        spec: { ...POLICY, ...spec },
      }),
    bad,
    good,
  );

const policy = (name: string, id: string, bad: Partial<SriovNodePolicyProps>, good: Partial<SriovNodePolicyProps>) =>
  example(name, id, (app, props: Partial<SriovNodePolicyProps>) => onePolicy(app, props), bad, good);

function onePolicy(app: App, props: Partial<SriovNodePolicyProps>): void {
  const common = { resourceName: 'vfs', numVfs: 8, nicSelector: { vendor: '8086' }, nodeSelector: { role: 'edge' } };
  new SriovNodePolicy(chart(app, 'site'), 'policy', { ...common, ...props } as SriovNodePolicyProps);
}

/** Two policies of which the second is given. */
const second = (name: string, id: string, bad: Partial<SriovNodePolicyProps>, good: Partial<SriovNodePolicyProps>) =>
  example(
    name,
    id,
    (app, props: Partial<SriovNodePolicyProps>) => {
      const site = chart(app, 'site');
      const common = { resourceName: 'vfs', numVfs: 8, nodeSelector: { role: 'edge' } };
      const nicSelector = { pfNames: ['ens1f0#0-3'], rootDevices: ['0000:86:00.0'] };
      new SriovNodePolicy(site, 'first', { ...common, nicSelector });
      new SriovNodePolicy(site, 'second', {
        ...common,
        nicSelector: { pfNames: ['ens1f0#4-7'] },
        ...props,
      } as SriovNodePolicyProps);
    },
    bad,
    good,
  );

const network = (name: string, id: string, bad: Partial<SriovNetworkProps>, good: Partial<SriovNetworkProps>) =>
  example(
    name,
    id,
    (app, props: Partial<SriovNetworkProps>) => {
      const fast = new SriovNetwork(app, 'fast', { resourceName: 'vfs', ...props });
      fast.defineIn(chart(app, 'site'));
      fast.attachmentDefinitionIn(chart(app, 'router'));
    },
    bad,
    good,
  );

/** A network of which the operator pastes a text into its attachment definition. */
const pasted = (name: string, bad: object, good: object) =>
  example(
    name,
    'VNF480',
    (app, texts: object) =>
      new SriovNetworkObject(chart(app, 'site'), 'fast', {
        metadata: { namespace: NAMESPACE },
        spec: { resourceName: 'vfs', ...texts },
      }),
    bad,
    good,
  );

export const SRIOV = [
  raw('policy that selects no card', 'VNF470', { nicSelector: {} }, { nicSelector: { vendor: '8086' } }),
  raw(
    'policy that selects cards in two ways',
    'VNF470',
    { nicSelector: { vendor: '8086', netFilter: 'openstack/NetworkID:1' } },
    { nicSelector: { netFilter: 'openstack/NetworkID:1' } },
  ),
  policy(
    'switch of a cloud’s card',
    'VNF470',
    { nicSelector: { netFilter: 'openstack/NetworkID:1' }, eSwitchMode: 'legacy' },
    { nicSelector: { netFilter: 'openstack/NetworkID:1' } },
  ),
  policy(
    'InfiniBand of a cloud',
    'VNF470',
    { nicSelector: { netFilter: 'openstack/NetworkID:1' }, linkType: 'ib' },
    { nicSelector: { netFilter: 'openstack/NetworkID:1' }, linkType: 'eth' },
  ),
  policy(
    'range over numVfs',
    'VNF471',
    { nicSelector: { pfNames: ['ens1f0#0-8'] } },
    { nicSelector: { pfNames: ['ens1f0#0-7'] } },
  ),
  policy(
    'range of one number',
    'VNF471',
    { nicSelector: { pfNames: ['ens1f0#3'] } },
    { nicSelector: { pfNames: ['ens1f0#3-3'] } },
  ),
  policy(
    'range backwards',
    'VNF471',
    { nicSelector: { pfNames: ['ens1f0#3-0'] } },
    { nicSelector: { pfNames: ['ens1f0'] } },
  ),
  raw('RDMA without driver', 'VNF472', { isRdma: true }, { isRdma: true, deviceType: 'netdevice' }),
  policy('switch of InfiniBand', 'VNF472', { eSwitchMode: 'switchdev', linkType: 'ib' }, { linkType: 'ib' }),
  policy(
    'vDPA without switch',
    'VNF472',
    { deviceType: 'netdevice', vdpaType: 'vhost', nicSelector: { vendor: '15b3' } },
    { deviceType: 'netdevice', vdpaType: 'vhost', nicSelector: { vendor: '15b3' }, eSwitchMode: 'switchdev' },
  ),
  policy('bridge without switch', 'VNF472', { ovsBridge: {}, numVfs: 8 }, { numVfs: 8 }),
  policy(
    'vDPA of an Intel card',
    'VNF472',
    { deviceType: 'netdevice', vdpaType: 'vhost', eSwitchMode: 'switchdev', nicSelector: { vendor: '8086' } },
    { deviceType: 'netdevice', vdpaType: 'vhost', eSwitchMode: 'switchdev', nicSelector: { vendor: '15b3' } },
  ),
  policy('priority over 99', 'VNF473', { priority: 100 }, { priority: 99 }),
  policy('no functions', 'VNF473', { numVfs: 0 }, { numVfs: 1 }),
  policy(
    'functions of Mellanox',
    'VNF473',
    { nicSelector: { vendor: '15b3' }, numVfs: 129 },
    { nicSelector: { vendor: '15b3' }, numVfs: 128 },
  ),
  second(
    'overlapping ranges',
    'VNF474',
    { nicSelector: { pfNames: ['ens1f0#3-5'] } },
    { nicSelector: { pfNames: ['ens1f0#3-5'] }, nodeSelector: { role: 'core' } },
  ),
  second(
    'card twice',
    'VNF474',
    { nicSelector: { rootDevices: ['0000:86:00.0'] } },
    { nicSelector: { rootDevices: ['0000:86:00.1'] } },
  ),
  second('functions of two makers', 'VNF474', { externallyManaged: true }, {}),
  second(
    'NUMA nodes told in part',
    'VNF475',
    { excludeTopology: true },
    { excludeTopology: true, resourceName: 'other' },
  ),
  policy(
    'unknown card',
    'VNF476',
    { nicSelector: { vendor: '8086', deviceId: '10fb' } },
    { nicSelector: { vendor: '8086', deviceId: '1583' } },
  ),
  policy('unknown vendor', 'VNF476', { nicSelector: { vendor: '8068' } }, { nicSelector: { vendor: '8086' } }),
  example(
    'policy in a namespace of its own',
    'VNF477',
    (app, namespace: string | undefined) =>
      new SriovNetworkNodePolicy(chart(app, 'site'), 'policy', { metadata: { namespace }, spec: POLICY }),
    undefined,
    NAMESPACE,
  ),
  example(
    'network outside the operator’s namespace',
    'VNF477',
    (app, namespace: string) =>
      new OVSNetwork(chart(app, 'site'), 'ovs', {
        metadata: { namespace },
        spec: { resourceName: 'vfs', networkNamespace: 'vnf' },
      }),
    'vnf',
    NAMESPACE,
  ),
  example(
    'name of the operator’s configuration',
    'VNF477',
    (app, name: string) =>
      new SriovOperatorConfig(chart(app, 'site'), 'config', { metadata: { name, namespace: NAMESPACE }, spec: {} }),
    'mine',
    'default',
  ),
  example(
    'percentage over all nodes',
    'VNF478',
    (app, maxUnavailable: `${number}%`) => new SriovPoolConfig(chart(app, 'site'), 'pool', { maxUnavailable }),
    '120%',
    '20%',
  ),
  example(
    'offload with nodes',
    'VNF478',
    (app, maxUnavailable: number | undefined) =>
      new SriovNetworkPoolConfig(chart(app, 'site'), 'pool', {
        metadata: { namespace: NAMESPACE },
        spec: { maxUnavailable, ovsHardwareOffloadConfig: { name: 'workers' } },
      }),
    1,
    undefined,
  ),
  pasted('ipam that is no JSON', { ipam: 'type: host-local' }, { ipam: '{"type":"static"}' }),
  pasted('capabilities in single quotes', { capabilities: "{'mac': true}" }, { capabilities: '{"mac": true}' }),
  pasted('capabilities with an apostrophe', { capabilities: '{"mac": "it\'s"}' }, { capabilities: '{"mac": true}' }),
  pasted(
    'plugins in brackets',
    { metaPlugins: '[{"type":"tuning"}]' },
    { metaPlugins: '{"type":"tuning"},{"type":"sbr"}' },
  ),
  network('priority without VLAN', 'VNF481', { vlanQos: 3 }, { vlanQos: 3, vlan: 100 }),
  network('priority over 7', 'VNF481', { vlan: 100, vlanQos: 8 }, { vlan: 100, vlanQos: 7 }),
  network('tag without VLAN', 'VNF481', { vlanProtocol: '802.1ad' }, { vlanProtocol: '802.1ad', vlan: 100 }),
  network('rates the wrong way', 'VNF482', { minTxRate: 200, maxTxRate: 100 }, { minTxRate: 200, maxTxRate: 0 }),
  network('part of a rate', 'VNF482', { maxTxRate: 0.5 }, { maxTxRate: 1 }),
  network('VLAN of a network in two places', 'VNF451', { vlan: 5000 }, { vlan: 4000 }),
  example(
    'DHCP for a VM',
    'VNF483',
    (app, ipam: SriovNetworkProps['ipam']) =>
      oneVm(app, new SriovNetwork(app, 'fast', { resourceName: 'vfs', ipam }).attach()),
    { type: 'dhcp' },
    undefined,
  ),
  example(
    'DHCP over functions of vfio-pci',
    'VNF483',
    (app, deviceType: 'vfio-pci' | 'netdevice') => {
      onePolicy(app, { deviceType });
      new SriovNetwork(app, 'fast', { resourceName: 'vfs', ipam: { type: 'dhcp' } });
    },
    'vfio-pci',
    'netdevice',
  ),
  example(
    'VM on functions of the node’s driver',
    'VNF484',
    (app, deviceType: 'vfio-pci' | 'netdevice') => {
      onePolicy(app, { deviceType });
      oneVm(app, new OvsNetwork(app, 'fast', { resourceName: 'vfs' }).attach());
    },
    'netdevice',
    'vfio-pci',
  ),
  example(
    'setting that an older operator drops',
    'VNF479',
    (app, version: string) => {
      new Platform({ sriovOperator: { version } }).applyTo(app);
      onePolicy(app, { excludeTopology: true });
    },
    '1.2',
    '1.3',
  ),
];
