import { App } from 'cdk8s';
import { HelmChart, type KubernetesObject } from '../../src/helm';
import {
  InfiniBandNetwork,
  OvsNetwork,
  PodNetwork,
  SriovNetwork,
  SriovNodePolicy,
  type SriovNodePolicyProps,
  SriovPoolConfig,
} from '../../src/network';
import { Platform } from '../../src/platform';
import { checkRules } from '../../src/rules';
import { Disk } from '../../src/storage';
import { CloudInit, VirtualMachine } from '../../src/vm';
import { expectGolden } from '../support/golden';

const chartIn = (app: App, id: string): HelmChart => new HelmChart(app, id, { version: '1.0.0' });

const cards = {
  resourceName: 'nic',
  numVfs: 4,
  nicSelector: { vendor: '8086' },
  nodeSelector: { role: 'edge' },
} as const;

function specOf(object: KubernetesObject | undefined): Record<string, unknown> {
  return object?.spec as Record<string, unknown>;
}

function configOf(object: KubernetesObject | undefined): Record<string, unknown> {
  return JSON.parse(specOf(object).config as string) as Record<string, unknown>;
}

test('everything the operator takes comes out as its examples are written', () => {
  const app = new App();
  new Platform({ sriovOperator: { version: '1.5' } }).applyTo(app);
  const site = chartIn(app, 'site');
  new SriovNodePolicy(site, 'for-vms', {
    resourceName: 'intel_sriov_nic',
    numVfs: 8,
    mtu: 9000,
    priority: 10,
    nicSelector: { vendor: '8086', deviceId: '1583', pfNames: ['ens1f0#0-3'], rootDevices: ['0000:86:00.0'] },
    nodeSelector: { 'feature.node.kubernetes.io/network-sriov.capable': 'true' },
    linkType: 'eth',
    needVhostNet: true,
    excludeTopology: true,
  });
  new SriovNodePolicy(site, 'for-pods', {
    resourceName: 'mlx_pods',
    numVfs: 16,
    deviceType: 'netdevice',
    eSwitchMode: 'switchdev',
    vdpaType: 'vhost',
    nicSelector: { vendor: '15b3', deviceId: '101d' },
    nodeSelector: { role: 'offload' },
    ovsBridge: { bridge: { datapathType: 'netdev' }, uplink: { interface: { type: 'dpdk', mtuRequest: 9000 } } },
  });
  new SriovNodePolicy(site, 'of-the-cloud', {
    resourceName: 'cloud',
    numVfs: 1,
    externallyManaged: true,
    nicSelector: { netFilter: 'openstack/NetworkID:5a0b6a0c-8f3a-4c3b-9f0e-0d2b1c7e9a11' },
    nodeSelector: { role: 'machine' },
  });
  new SriovNetwork(app, 'fast', {
    resourceName: 'intel_sriov_nic',
    networkNamespace: 'vnf',
    vlan: 100,
    vlanQos: 3,
    vlanProtocol: '802.1ad',
    spoofCheck: false,
    trust: true,
    linkState: 'enable',
    minTxRate: 100,
    maxTxRate: 1000,
    logLevel: 'debug',
    logFile: '/var/log/sriov.log',
    capabilities: { mac: true, ips: true },
    ipam: { type: 'static' },
    metaPlugins: [
      { type: 'tuning', sysctl: { 'net.ipv4.conf.IFNAME.arp_filter': '1' } },
      { type: 'vrf', vrfname: 'red' },
    ],
  }).defineIn(site);
  new InfiniBandNetwork(app, 'storage', {
    resourceName: 'ib',
    linkState: 'auto',
    capabilities: { infinibandGUID: true },
  }).defineIn(site);
  new OvsNetwork(app, 'offloaded', {
    resourceName: 'mlx_pods',
    bridge: 'br-0000_86_00_0',
    mtu: 9000,
    trunk: [{ id: 10 }, { minID: 20, maxID: 30 }],
  }).defineIn(site);
  new SriovPoolConfig(site, 'slowly', { nodeLabels: { role: 'edge' }, maxUnavailable: '20%', rdmaMode: 'exclusive' });
  new SriovPoolConfig(site, 'offload', { ovsHardwareOffload: 'workers' });
  expect(checkRules(app)).toEqual([]);
  expectGolden('network/sriov-site.json', `${JSON.stringify(site.render(), undefined, 2)}\n`);
});

test('namespace and priority of a policy come from the platform', () => {
  const app = new App();
  new Platform({ sriovOperator: { namespace: 'openshift-sriov-network-operator', priority: 5 } }).applyTo(app);
  const site = chartIn(app, 'site');
  new SriovNodePolicy(site, 'policy', { ...cards, priority: undefined });
  expect(site.render()[0]).toMatchObject({
    metadata: { name: 'policy', namespace: 'openshift-sriov-network-operator' },
    spec: { priority: 5, deviceType: 'vfio-pci', isRdma: false },
  });
});

describe('an attachment definition in a chart of its own', () => {
  const network = (app: App): SriovNetwork =>
    new SriovNetwork(app, 'sriov-intel', {
      resourceName: 'intel_sriov_nic',
      ipam: {
        type: 'host-local',
        subnet: '10.56.206.0/24',
        routes: [{ dst: '0.0.0.0/0' }],
        gateway: '10.56.206.1',
      },
    });

  test('is what the operator would write', () => {
    const app = new App();
    const chart = chartIn(app, 'router');
    const fast = network(app).attachmentDefinitionIn(chart);
    new VirtualMachine(chart, 'router', {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/router:1.0')],
      interfaces: [PodNetwork.attach(), fast.attach({ guestName: 'fast0' })],
      cloudInit: CloudInit.noCloud(),
    });
    const objects = chart.render({}, { name: 'fw0' });
    const definition = objects.find(({ kind }) => kind === 'NetworkAttachmentDefinition');
    expect(definition).toMatchObject({
      metadata: {
        name: 'fw0-router-sriov-intel',
        annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'intel.com/intel_sriov_nic' },
      },
      spec: {
        config:
          '{"cniVersion":"1.0.0","name":"sriov-intel","type":"sriov","vlan":0,"vlanQoS":0,"logLevel":"info",' +
          '"ipam":{"type":"host-local","subnet":"10.56.206.0/24","routes":[{"dst":"0.0.0.0/0"}],"gateway":"10.56.206.1"}}',
      },
    });
    const vm = specOf(objects.find(({ kind }) => kind === 'VirtualMachine'));
    expect(vm).toMatchObject({
      template: {
        spec: {
          networks: [{ name: 'default' }, { name: 'sriov-intel', multus: { networkName: 'fw0-router-sriov-intel' } }],
          domain: { devices: { interfaces: [{ name: 'default' }, { name: 'sriov-intel', sriov: {} }] } },
        },
      },
    });
    expect(checkRules(app)).toEqual([]);
  });

  test('follows the operator before 1.3, with its prefix', () => {
    const app = new App();
    new Platform({ sriovOperator: { version: '1.1', resourcePrefix: 'openshift.io' } }).applyTo(app);
    const chart = chartIn(app, 'router');
    new SriovNetwork(app, 'plain', { resourceName: 'nic' }).attachmentDefinitionIn(chart);
    const [definition] = chart.render();
    expect(specOf(definition).config).toBe(
      '{"cniVersion":"0.3.1","name":"plain","type":"sriov","vlan":0,"vlanQoS":0,"logLevel":"info","ipam":{}}',
    );
    expect(definition).toMatchObject({
      metadata: { annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'openshift.io/nic' } },
    });
  });

  test('of plugins in a row is a list', () => {
    const app = new App();
    const chart = chartIn(app, 'router');
    new SriovNetwork(app, 'red', {
      resourceName: 'nic',
      vlan: 7,
      spoofCheck: false,
      metaPlugins: [{ type: 'vrf', vrfname: 'red' }],
    }).attachmentDefinitionIn(chart);
    expect(configOf(chart.render()[0])).toEqual({
      cniVersion: '1.0.0',
      name: 'red',
      plugins: [
        { type: 'sriov', vlan: 7, spoofchk: 'off', vlanQoS: 0, logLevel: 'info', ipam: {} },
        { type: 'vrf', vrfname: 'red' },
      ],
    });
  });

  test('exists for InfiniBand and Open vSwitch too', () => {
    const app = new App();
    const chart = chartIn(app, 'router');
    new InfiniBandNetwork(app, 'ib', { resourceName: 'ib', linkState: 'enable' }).attachmentDefinitionIn(chart);
    new OvsNetwork(app, 'ovs', { resourceName: 'mlx', bridge: 'br0', vlan: 5 }).attachmentDefinitionIn(chart);
    expect(chart.render().map((object) => specOf(object).config)).toEqual([
      '{"cniVersion":"1.0.0","name":"ib","type":"ib-sriov","link_state":"enable","ipam":{}}',
      '{"cniVersion":"1.0.0","name":"ovs","type":"ovs","bridge":"br0","vlan":5,"ipam":{}}',
    ]);
  });
});

test('an InfiniBand interface has no MAC, and network data leaves it alone', () => {
  const app = new App();
  const chart = chartIn(app, 'hpc');
  const vm = new VirtualMachine(chart, 'hpc', {
    memory: '1Gi',
    disks: [Disk.fromContainerImage('registry.example/hpc:1.0')],
    interfaces: [new InfiniBandNetwork(app, 'ib', { resourceName: 'ib' }).attach()],
    cloudInit: CloudInit.noCloud(),
  });
  expect(vm.findAttachment('ib').macOf(vm)).toBeUndefined();
  expect(vm.cloudInitTexts?.networkData).toBeUndefined();
});

test('what no card can do does not compile', () => {
  const props: SriovNodePolicyProps[] = [
    // @ts-expect-error RDMA needs the node's driver
    { ...cards, isRdma: true },
    // @ts-expect-error so does vDPA
    { ...cards, deviceType: 'vfio-pci', vdpaType: 'vhost' },
    // @ts-expect-error a policy selects cards by something
    { ...cards, nicSelector: {} },
    { ...cards, deviceType: 'netdevice', isRdma: true },
    { ...cards, nicSelector: { netFilter: 'openstack/NetworkID:1' } },
  ];
  expect(props).toHaveLength(5);
});
