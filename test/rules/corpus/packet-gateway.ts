import { type App } from 'cdk8s';
import { Deployment, DeploymentStrategy, ImagePullPolicy } from 'cdk8s-plus-27';
import { NetworkAttachmentDefinition } from '../../../imports/k8s.cni.cncf.io';
import { SriovNetwork as SriovNetworkObject } from '../../../imports/sriovnetwork.openshift.io';
import { HelmChart } from '../../../src/helm';
import {
  AttachmentDefinition,
  type BridgeCni,
  type HostLocalIpam,
  type MacvlanCni,
  type MultusAttachOptions,
  PodAttachments,
  PodNetwork,
  type StaticIpam,
  type VlanCni,
  type WhereaboutsIpam,
} from '../../../src/network';
import { Disk } from '../../../src/storage';
import { VirtualMachine } from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly n2: Omit<MacvlanCni, 'ipam'> & { readonly ipam: HostLocalIpam };
  readonly n3: Omit<VlanCni, 'ipam'> & { readonly ipam: WhereaboutsIpam };
  readonly n4: Omit<BridgeCni, 'ipam'> & { readonly ipam: StaticIpam };
  readonly lan: BridgeCni;
  /** Where the management VM has its second interface. */
  readonly vmOn: 'lan' | 'n2' | 'n4';
  /** Attachment definitions and operator's networks as text, the way charts of others carry them. */
  readonly own: { readonly name: string; readonly config: string; readonly resource: string };
  readonly operatorIpam: string;
  readonly pods: {
    readonly replicas: number;
    readonly n2: MultusAttachOptions;
    readonly n3: MultusAttachOptions;
    readonly n4: MultusAttachOptions;
  };
}

/** A packet gateway of containers on four networks of plugins, with a VM to manage it. */
export const PACKET_GATEWAY: Vnf<Facts> = {
  name: 'packet gateway',
  facts: {
    n2: {
      type: 'macvlan',
      master: 'ens5',
      mode: 'bridge',
      ipam: {
        type: 'host-local',
        subnet: '10.100.50.248/29',
        rangeStart: '10.100.50.250',
        gateway: '10.100.50.249',
        routes: [{ dst: '10.100.40.0/24' }],
      },
    },
    n3: {
      type: 'vlan',
      master: 'ens6',
      vlanId: 300,
      ipam: { type: 'whereabouts', range: '10.100.60.0/24', exclude: ['10.100.60.0/30'] },
    },
    n4: {
      type: 'bridge',
      bridge: 'br-n4',
      capabilities: { ips: true },
      ipam: { type: 'static', routes: [{ dst: '10.200.0.0/16', gw: '10.100.70.1' }] },
    },
    lan: { type: 'bridge', bridge: 'br-lan', vlan: 20, hairpinMode: true },
    vmOn: 'lan',
    own: {
      name: 'sriov-data',
      config: '{"cniVersion":"1.0.0","name":"sriov-data","type":"sriov","vlan":0,"ipam":{}}',
      resource: 'intel.com/data_vfs',
    },
    operatorIpam: '{"type":"host-local","subnet":"10.56.206.0/24"}',
    pods: {
      replicas: 1,
      n2: { interfaceName: 'n2' },
      n3: { interfaceName: 'n3' },
      n4: {
        interfaceName: 'n4',
        addresses: ['10.100.70.10/24'],
        routes: [{ to: '10.201.0.0/16', via: '10.100.70.1' }],
      },
    },
  },
  build: (app: App, facts) => {
    const { own, pods } = facts;
    const chart = new HelmChart(app, 'upf', { version: '1.0.0' });
    const networks = {
      n2: new AttachmentDefinition(chart, 'n2', { config: facts.n2 }).network,
      n3: new AttachmentDefinition(chart, 'n3', { config: facts.n3 }).network,
      n4: new AttachmentDefinition(chart, 'n4', { config: facts.n4 }).network,
      lan: new AttachmentDefinition(chart, 'lan', { config: facts.lan }).network,
    };
    new NetworkAttachmentDefinition(chart, 'own', {
      metadata: { name: own.name, annotations: { 'k8s.v1.cni.cncf.io/resourceName': own.resource } },
      spec: { config: own.config },
    });
    new SriovNetworkObject(chart, 'operator', {
      metadata: { namespace: 'sriov-network-operator' },
      spec: { resourceName: 'data_vfs', networkNamespace: 'default', ipam: facts.operatorIpam },
    });
    const deployment = new Deployment(chart, 'upf', {
      replicas: pods.replicas,
      strategy: DeploymentStrategy.recreate(),
      containers: [
        {
          image: 'registry.example/upf:3.2',
          imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
          securityContext: { user: 1000 },
        },
      ],
    });
    new PodAttachments(deployment, 'networks', {
      interfaces: [networks.n2.attach(pods.n2), networks.n3.attach(pods.n3), networks.n4.attach(pods.n4)],
    });
    new VirtualMachine(chart, 'oam', {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/oam:3.2')],
      interfaces: [PodNetwork.attach(), networks[facts.vmOn].attach()],
    });
  },
  broken: [
    {
      name: 'network address with host bits',
      cites: ['Orange-OpenSource/towards5gs-helm#14'],
      change: { n2: { ipam: { subnet: '10.100.50.250/29' } } },
      expected: ['VNF452'],
    },
    {
      name: 'gateway of another network',
      cites: ['Orange-OpenSource/towards5gs-helm#60'],
      change: { n2: { ipam: { gateway: '0.0.0.0' } } },
      expected: ['VNF452'],
    },
    {
      name: 'range outside the subnet',
      cites: ['Orange-OpenSource/towards5gs-helm#23'],
      change: { n2: { ipam: { rangeStart: '10.100.51.10' } } },
      expected: ['VNF452'],
    },
    {
      name: 'subnet of one address',
      cites: ['Orange-OpenSource/towards5gs-helm#97'],
      change: { n2: { ipam: { subnet: '10.100.50.250/32' } } },
      expected: ['VNF452'],
    },
    { name: 'VLAN id 4095', change: { n3: { vlanId: 4095 } }, expected: ['VNF451'] },
    {
      name: 'range of whereabouts in words of host-local',
      change: { n3: { ipam: { subnet: '10.100.60.0/24' } as never } },
      expected: ['VNF489'],
    },
    {
      name: 'range of whereabouts with host bits in a VM’s thread',
      cites: ['kubevirt/kubevirt#7001'],
      change: { n3: { ipam: { range: '10.1.0.1' } } },
      expected: ['VNF489'],
    },
    {
      name: 'hairpin and promiscuous bridge',
      change: { lan: { promiscMode: true } },
      expected: ['VNF488'],
    },
    {
      name: 'VM bridged onto macvlan',
      cites: ['kubevirt/kubevirt#5483', 'kubevirt/kubevirt:examples/vmi-multus-multiple-net.yaml'],
      change: { vmOn: 'n2' },
      expected: ['VNF490'],
    },
    {
      name: 'VM bridged onto addresses without a route',
      cites: ['kubevirt/kubevirt#5762', 'kubevirt/kubevirt#4564'],
      change: { lan: { ipam: { type: 'static', addresses: [{ address: '192.168.1.23/24' }] } } },
      expected: ['VNF493'],
    },
    {
      name: 'configuration that is no JSON',
      cites: ['redhat-cop/agnosticd#9855', 'openshift/cluster-network-operator#2771'],
      change: { own: { config: "{'cniVersion': '1.0.0', 'type': 'sriov'}" } },
      expected: ['VNF485'],
    },
    {
      name: 'configuration without version',
      cites: ['openshift/cluster-network-operator#2771'],
      change: { own: { config: '{"type":"sriov","vlan":0}' } },
      expected: ['VNF485'],
    },
    {
      name: 'resource without prefix',
      cites: [
        'k8snetworkplumbingwg/sriov-network-device-plugin#258',
        'k8snetworkplumbingwg/sriov-network-device-plugin#310',
        'kubevirt/kubevirt#4002',
      ],
      change: { own: { resource: 'data_vfs' } },
      expected: ['VNF487'],
    },
    { name: 'name with a dot', change: { own: { name: 'sriov.data' } }, expected: ['VNF486'] },
    {
      name: 'addresses of the operator’s network that are no JSON',
      cites: ['akraino-edge-stack/icn:deploy/sriov-network/icn'],
      change: { operatorIpam: 'type: host-local\nsubnet: 10.56.206.0/24\n' },
      expected: ['VNF480'],
    },
    {
      name: 'address that the plugin does not give',
      change: { pods: { n3: { addresses: ['10.100.60.20/24'] } } },
      expected: ['VNF491'],
    },
    {
      name: 'address without prefix length',
      change: { pods: { n4: { addresses: ['10.100.70.10'] } } },
      expected: ['VNF455'],
    },
    {
      name: 'route over a hop that the pod does not reach',
      change: { pods: { n4: { routes: [{ to: '10.201.0.0/16', via: '10.100.71.1' }] } } },
      expected: ['VNF457'],
    },
    {
      name: 'address of two pods',
      change: { pods: { replicas: 2 } },
      expected: ['VNF441'],
    },
    {
      name: 'route of a plugin without prefix length',
      change: { n4: { ipam: { routes: [{ dst: '10.200.0.0', gw: '10.100.70.1' }] } } },
      expected: ['VNF492'],
    },
  ],
  sound: [
    {
      name: 'VM on a network with a route',
      cites: ['kubevirt/kubevirt#5762'],
      change: { vmOn: 'n4' },
    },
    { name: 'VLAN id 4094', change: { n3: { vlanId: 4094 } } },
    { name: 'range from first to last', change: { n3: { ipam: { range: '10.100.60.10-10.100.60.20/24' } } } },
    { name: 'no addresses at all', change: { operatorIpam: '{}' } },
    {
      name: 'chained plugins in one text',
      change: {
        own: {
          config: '{"cniVersion":"0.3.1","name":"sriov-data","plugins":[{"type":"sriov","vlan":0},{"type":"sbr"}]}',
        },
      },
    },
  ],
};
