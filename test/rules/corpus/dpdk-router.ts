import type { App } from 'cdk8s';
import { SriovNetworkNodePolicy, type SriovNetworkNodePolicySpec } from '../../../imports/sriovnetwork.openshift.io';
import { HelmChart } from '../../../src/helm';
import {
  type MasqueradeOptions,
  PodNetwork,
  type SriovAttachOptions,
  SriovNetwork,
  type SriovNetworkProps,
  SriovNodePolicy,
  type SriovNodePolicyProps,
} from '../../../src/network';
import { Platform, type PlatformProps } from '../../../src/platform';
import { Disk } from '../../../src/storage';
import {
  CloudInit,
  type DedicatedCpuProps,
  GuestCpu,
  type GuestDevices,
  type GuestMemoryProps,
  type GuestResources,
  NetworkData,
  VirtualMachine,
} from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly platform: PlatformProps;
  readonly cpu: DedicatedCpuProps;
  readonly memory: GuestMemoryProps;
  readonly resources: GuestResources | undefined;
  readonly devices: GuestDevices;
  readonly evictionStrategy: 'None' | 'LiveMigrate';
  readonly management: MasqueradeOptions;
  readonly uplink: { readonly network: SriovNetworkProps; readonly interface: SriovAttachOptions };
  readonly downlink: { readonly network: SriovNetworkProps; readonly interface: SriovAttachOptions };
  readonly policies: Readonly<Record<'uplink' | 'downlink', SriovNodePolicyProps>>;
  /** A policy as the operator takes it. */
  readonly spare: {
    readonly namespace: string;
    readonly numVfs: number;
    readonly cards: SriovNetworkNodePolicySpec['nicSelector'];
  };
  readonly networkData: string | undefined;
}

const NODES = { 'feature.node.kubernetes.io/network-sriov.capable': 'true' };
const NETWORK_DATA = (mac: string, more = ''): string =>
  `version: 2\nethernets:\n  up0: {match: {macaddress: "${mac}"}, set-name: up0${more}}\n`;

/** A router that polls two virtual functions of two cards. */
export const DPDK_ROUTER: Vnf<Facts> = {
  name: 'DPDK router',
  facts: {
    platform: {
      kubevirt: '1.6',
      featureGates: ['CPUManager', 'NUMA', 'CPUNodeDiscovery', 'LiveMigration', 'SRIOVLiveMigration'],
      sriovOperator: { version: '1.3', resourceInjector: false },
    },
    cpu: { cores: 8, model: 'host-passthrough', isolateEmulatorThread: true, numaPassthrough: true },
    memory: { size: '8Gi', hugepages: '1Gi' },
    resources: undefined,
    devices: { networkMultiqueue: true, memBalloon: false, graphics: false },
    evictionStrategy: 'None',
    management: { guestName: 'mgmt0' },
    uplink: {
      network: { resourceName: 'uplink_vfs', vlan: 301, vlanQos: 3, maxTxRate: 10_000, capabilities: { mac: true } },
      interface: { guestName: 'up0', mac: '52:54:00:3e:91:10', addresses: ['203.0.113.2/30'], mtu: 9000 },
    },
    downlink: {
      network: {
        resourceName: 'downlink_vfs',
        vlan: 302,
        ipam: { type: 'host-local', subnet: '198.51.100.0/24', rangeStart: '198.51.100.100', gateway: '198.51.100.1' },
      },
      interface: {
        guestName: 'down0',
        mac: '52:54:00:3e:91:11',
        addresses: ['198.51.100.2/24'],
        acpiIndex: 101,
        routes: [{ to: '192.0.2.0/24', via: '198.51.100.1' }],
      },
    },
    policies: {
      uplink: {
        resourceName: 'uplink_vfs',
        numVfs: 8,
        nicSelector: { vendor: '8086', deviceId: '1583', pfNames: ['ens1f0#0-3'] },
        nodeSelector: NODES,
      },
      downlink: {
        resourceName: 'downlink_vfs',
        numVfs: 8,
        nicSelector: { vendor: '8086', deviceId: '1583', pfNames: ['ens1f1'] },
        nodeSelector: NODES,
      },
    },
    spare: { namespace: 'sriov-network-operator', numVfs: 4, cards: { vendor: '15b3' } },
    networkData: undefined,
  },
  build: (app: App, facts) => {
    new Platform(facts.platform).applyTo(app);
    const uplink = new SriovNetwork(app, 'uplink', facts.uplink.network);
    const downlink = new SriovNetwork(app, 'downlink', facts.downlink.network);
    const router = new HelmChart(app, 'router', { version: '1.0.0' });
    const networkData = facts.networkData === undefined ? {} : { networkData: NetworkData.raw(facts.networkData) };
    new VirtualMachine(router, 'router', {
      cpu: GuestCpu.dedicated(facts.cpu),
      memory: facts.memory,
      resources: facts.resources,
      devices: facts.devices,
      evictionStrategy: facts.evictionStrategy,
      disks: [Disk.fromContainerImage('registry.example/router:24.11')],
      interfaces: [
        PodNetwork.attach(facts.management),
        uplink.attach(facts.uplink.interface),
        downlink.attach(facts.downlink.interface),
      ],
      cloudInit: CloudInit.noCloud({ userData: { runcmd: [['systemctl', 'start', 'router']] }, ...networkData }),
    });
    const site = new HelmChart(app, 'site', { version: '1.0.0' });
    for (const [id, policy] of Object.entries(facts.policies)) new SriovNodePolicy(site, `${id}-cards`, policy);
    for (const network of [uplink, downlink]) network.defineIn(site);
    new SriovNetworkNodePolicy(site, 'spare', {
      metadata: { namespace: facts.spare.namespace },
      spec: {
        resourceName: 'spare_vfs',
        priority: 99,
        numVfs: facts.spare.numVfs,
        deviceType: 'vfio-pci',
        nicSelector: facts.spare.cards,
        nodeSelector: { role: 'spare' },
      },
    });
  },
  broken: [
    {
      name: 'pinned CPUs on a cluster without CPUManager',
      cites: ['kubevirt/kubevirt#17708', 'kubevirt/kubevirt#10132', 'kubevirt/kubevirt#11749'],
      change: { platform: { featureGates: ['NUMA'] } },
      expected: ['VNF602'],
    },
    {
      name: 'virtual functions on KubeVirt 1.9 without the injector',
      cites: ['harvester/harvester#11291', 'kubevirt/kubevirt#18488'],
      change: { platform: { kubevirt: '1.9' } },
      expected: ['VNF603', 'VNF603'],
    },
    {
      name: 'memory that its huge pages do not divide',
      cites: ['kubevirt/kubevirt#14854'],
      change: { memory: { size: '8500Mi' } },
      expected: ['VNF206'],
    },
    {
      name: 'NUMA cells of the host without huge pages',
      cites: ['kubevirt/common-instancetypes#29'],
      change: { memory: { hugepages: undefined } },
      expected: ['VNF218'],
    },
    {
      name: 'memory that is to grow beside NUMA cells',
      change: { memory: { maxSize: '16Gi' } },
      expected: ['VNF211'],
    },
    {
      name: 'memory request other than its limit on pinned CPUs',
      cites: ['kubevirt/vm-import-operator#269'],
      change: { resources: { requests: { memory: '8Gi' }, limits: { memory: '10Gi' } } },
      expected: ['VNF217'],
    },
    {
      name: 'part of a CPU on pinned CPUs',
      cites: ['kubevirt/kubevirt#8867'],
      change: { resources: { requests: { cpu: '7500m' } } },
      expected: ['VNF217'],
    },
    {
      name: 'other CPUs in the request than in the topology',
      cites: ['kubevirt/kubevirt#9102'],
      change: { resources: { requests: { cpu: 4 }, limits: { cpu: 4 } } },
      expected: ['VNF217'],
    },
    {
      name: 'memory in bytes, as in EMCO’s own test VM',
      cites: ['project-emco/emco-base:src/ovnaction/pkg/module/test/virtualmachine.yaml'],
      change: { resources: { requests: { memory: '1024' } } },
      expected: ['VNF206', 'VNF217'],
    },
    { name: 'four threads of a pinned core', change: { cpu: { threads: 4 as never } }, expected: ['VNF207'] },
    {
      name: 'policy that KubeVirt does not know',
      change: { cpu: { features: { aes: 'required' as never } } },
      expected: ['VNF208'],
    },
    {
      name: 'queues for an emulated card',
      cites: ['kubevirt/kubevirt#18012'],
      change: { management: { model: 'e1000' } },
      expected: ['VNF234'],
    },
    {
      name: 'PCI address without domain',
      cites: ['kubevirt/kubevirt#16693'],
      change: { uplink: { interface: { pciAddress: '81:01.0' } } },
      expected: ['VNF224'],
    },
    {
      name: 'ACPI index that libvirt refuses',
      cites: ['kubevirt/kubevirt#6351'],
      change: { uplink: { interface: { acpiIndex: 20000 } } },
      expected: ['VNF233'],
    },
    {
      name: 'ACPI index on a KubeVirt that drops it',
      cites: ['kubevirt/kubevirt#10913'],
      change: { platform: { kubevirt: '0.58' } },
      expected: ['VNF237'],
    },
    {
      name: 'MACs of both functions alike',
      cites: ['k8snetworkplumbingwg/kubemacpool#16'],
      change: { downlink: { interface: { mac: '52:54:00:3e:91:10' } } },
      expected: ['VNF409'],
    },
    {
      name: 'multicast MAC, which the card refuses',
      change: { uplink: { interface: { mac: '53:54:00:3e:91:10' } } },
      expected: ['VNF407'],
    },
    {
      name: 'guest names alike',
      cites: ['kubevirt/kubevirt#2224'],
      change: { downlink: { interface: { guestName: 'up0' } } },
      expected: ['VNF416'],
    },
    {
      name: 'network data for a MAC that no interface has',
      cites: ['kubevirt/kubevirt#10180', 'kubevirt/kubevirt#6776'],
      change: { networkData: NETWORK_DATA('52:54:00:3e:91:99') },
      expected: ['VNF314'],
    },
    {
      name: 'network data with the MAC in capitals',
      cites: ['kubevirt/kubevirt#10180'],
      change: { networkData: NETWORK_DATA('52:54:00:3E:91:10') },
      expected: ['VNF314'],
    },
    {
      name: 'network data in the wrapper of the user guide',
      cites: ['kubevirt/user-guide#243', 'canonical/cloud-init#3815'],
      change: { networkData: 'network:\n  version: 2\n' },
      expected: ['VNF313'],
    },
    {
      name: 'VLAN id 5000 in network data, which the schema lets pass',
      cites: ['canonical/cloud-init#5854'],
      change: {
        networkData: `${NETWORK_DATA('52:54:00:3e:91:10')}vlans:\n  up0.5000: {id: 5000, link: up0}\n`,
      },
      expected: ['VNF318'],
    },
    {
      name: 'default route by the word default',
      change: {
        networkData: NETWORK_DATA(
          '52:54:00:3e:91:10',
          ', addresses: [203.0.113.2/30], routes: [{to: default, via: 203.0.113.1}]',
        ),
      },
      expected: ['VNF317'],
    },
    {
      name: 'guest address from the range that the plugin gives',
      cites: ['kubevirt/kubevirt#6268'],
      change: { downlink: { interface: { addresses: ['198.51.100.150/24'] } } },
      expected: ['VNF453'],
    },
    {
      name: 'guest address outside the plugin’s subnet',
      change: { downlink: { interface: { addresses: ['198.51.100.130/24', '10.0.0.5/8'] } } },
      expected: ['VNF453', 'VNF454'],
    },
    {
      name: 'next hop that the interface does not reach',
      cites: ['kubevirt/kubevirt#5881'],
      change: { downlink: { interface: { routes: [{ to: '192.0.2.0/24', via: '192.0.2.1' }] } } },
      expected: ['VNF457'],
    },
    {
      name: 'addresses by DHCP for functions that the guest’s driver has',
      cites: ['kubevirt/kubevirt#6268'],
      change: { downlink: { network: { ipam: { type: 'dhcp' } as never } } },
      expected: ['VNF483'],
    },
    {
      name: 'subnet with host bits',
      cites: ['Orange-OpenSource/towards5gs-helm#14'],
      change: { downlink: { network: { ipam: { subnet: '198.51.100.7/24' } } } },
      expected: ['VNF452'],
    },
    {
      name: 'gateway outside the subnet',
      cites: ['Orange-OpenSource/towards5gs-helm#60'],
      change: { downlink: { network: { ipam: { gateway: '198.51.101.1' } } } },
      expected: ['VNF452'],
    },
    {
      name: 'priority without VLAN',
      change: { uplink: { network: { vlan: 0 } } },
      expected: ['VNF481'],
    },
    {
      name: 'guaranteed rate above the greatest',
      change: { uplink: { network: { minTxRate: 20_000 } } },
      expected: ['VNF482'],
    },
    {
      name: 'resource name with a dash',
      cites: ['openshift/sriov-network-operator#126'],
      change: { policies: { uplink: { resourceName: 'uplink-vfs' } } },
      expected: ['VNF450'],
    },
    {
      name: 'resource name with its prefix',
      cites: ['kubevirt/kubevirt#4002', 'k8snetworkplumbingwg/sriov-network-device-plugin#258'],
      change: { uplink: { network: { resourceName: 'intel.com/uplink_vfs' } } },
      expected: ['VNF450'],
    },
    {
      name: 'functions that keep the node’s driver',
      cites: ['kubevirt/kubevirt#8294', 'kubevirt/kubevirt#13674'],
      change: { policies: { uplink: { deviceType: 'netdevice' as never } } },
      expected: ['VNF484'],
    },
    {
      name: 'RDMA beside vfio-pci',
      change: { policies: { uplink: { isRdma: true as never } } },
      expected: ['VNF472'],
    },
    {
      name: 'more functions in the range than the card has',
      cites: ['openshift/sriov-network-operator#155'],
      change: { policies: { uplink: { nicSelector: { pfNames: ['ens1f0#0-8'] } } } },
      expected: ['VNF471'],
    },
    {
      name: 'overlapping ranges of two policies',
      cites: ['openshift/sriov-network-operator#155', 'openshift/sriov-network-operator#276'],
      change: { policies: { downlink: { nicSelector: { pfNames: ['ens1f0#2-5'] } } } },
      expected: ['VNF474'],
    },
    {
      name: 'policy that selects no card',
      change: { spare: { cards: { vendor: undefined } } },
      expected: ['VNF470'],
    },
    {
      name: 'more functions than a Mellanox card makes',
      cites: ['openshift/sriov-network-operator#111'],
      change: { spare: { numVfs: 129 } },
      expected: ['VNF473'],
    },
    {
      name: 'card of ICN that the operator does not know',
      cites: ['akraino-edge-stack/icn:deploy/sriov-network/icn'],
      change: { policies: { downlink: { nicSelector: { deviceId: '10fb' } } } },
      expected: ['VNF476'],
    },
    {
      name: 'policy in the namespace of the VNF',
      change: { spare: { namespace: 'vnf' } },
      expected: ['VNF477'],
    },
  ],
  sound: [
    {
      name: 'pages of 2Mi',
      cites: ['kubevirt/kubevirt#6981'],
      change: { memory: { hugepages: '2Mi' } },
    },
    { name: 'CPUs in the request as many as in the topology', change: { resources: { requests: { cpu: 8 } } } },
    { name: 'MAC written in capitals', change: { uplink: { interface: { mac: '52:54:00:3E:91:10' } } } },
    { name: 'migration of a router on functions', change: { evictionStrategy: 'LiveMigrate' } },
    {
      name: 'range of functions beside the other’s',
      change: { policies: { downlink: { nicSelector: { pfNames: ['ens1f0#4-7'] } } } },
    },
    {
      name: 'names for all interfaces in network data',
      cites: ['kubevirt/kubevirt:examples/vmi-sriov.yaml'],
      change: { networkData: NETWORK_DATA('52:54:00:3e:91:10', ', dhcp4: true') },
    },
    { name: 'KubeVirt of 2023', change: { platform: { kubevirt: '0.59' } } },
    { name: 'functions trusted and unchecked', change: { downlink: { network: { spoofCheck: false } } } },
  ],
};
