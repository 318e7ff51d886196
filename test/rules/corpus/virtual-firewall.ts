import { ApiObject, type App, JsonPatch } from 'cdk8s';
import { Deployment, DeploymentStrategy, ImagePullPolicy } from 'cdk8s-plus-27';
import {
  ClusterProvider,
  CompositeApp,
  type ControllerProps,
  Controllers,
  type DeploymentIntentGroup,
  type JsonPointer,
  Placement,
  Project,
} from '../../../src/emco';
import { ForeignChart, HelmChart, Values } from '../../../src/helm';
import { packTgz } from '../../../src/helm/archive';
import {
  type NodusAttachOptions,
  NodusNetwork,
  type NodusNetworkProps,
  NodusProviderNetwork,
  PodAttachments,
  PodNetwork,
  type VlanProps,
} from '../../../src/network';
import { Platform } from '../../../src/platform';
import { Disk } from '../../../src/storage';
import { CloudInit, GuestCpu, VirtualMachine } from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  /** KubeVirt, for each chart. */
  readonly kubevirt: { readonly firewall: string; readonly packetgen: string };
  readonly networks: {
    readonly outside: NodusNetworkProps & { readonly vlan: Omit<VlanProps, 'nodeLabels'> };
    readonly inside: NodusNetworkProps;
    readonly management: NodusNetworkProps;
    readonly hasNodeLabels: boolean;
  };
  readonly names: Readonly<Record<'inside' | 'app' | 'settings' | 'uplinkLabel', string>>;
  readonly firewall: {
    readonly outside: NodusAttachOptions;
    readonly inside: NodusAttachOptions;
    readonly management: NodusAttachOptions;
    readonly isOnNodesOfVlan: boolean;
    readonly evictionStrategy: 'None' | 'LiveMigrate';
    readonly labels: Readonly<Record<string, string>>;
    /** What somebody changes behind the back of the model. */
    readonly patches: readonly JsonPatch[];
  };
  readonly packetgen: { readonly outside: NodusAttachOptions; readonly management: NodusAttachOptions };
  readonly sink: {
    readonly replicas: number;
    readonly strategy: 'recreate' | 'rolling';
    readonly inside: NodusAttachOptions;
  };
  readonly service: Readonly<Record<string, unknown>>;
  readonly emco: {
    readonly release: string;
    readonly edge2Networks: readonly ('outside' | 'inside' | 'management')[];
    readonly cloud: readonly (0 | 1)[];
    readonly cores: unknown;
    readonly placement: readonly (0 | 1)[];
    /** What is changed in the firewall on one of the clusters. */
    readonly customization: { readonly cluster: 0 | 1; readonly path: JsonPointer };
    /** A resource of the generic action controller, written by hand. */
    readonly byHand: {
      /** Whether the VM is called as the release calls it. */
      readonly hasReleaseName: boolean;
      readonly patchType: 'json' | 'merge';
      readonly mode: 'allow' | 'deny';
      readonly value: unknown;
    };
  };
  /** A chart of somebody else beside them. */
  readonly exporter: { readonly helper: string; readonly kubeVersion: string };
}

/** A second registration, since the first one has the customizations of the library. */
const OTHER_GAC: ControllerProps = { ...Controllers.GAC, name: 'other-gac' };

/** Less memory for the packet generator, on all clusters of its app. */
function customizeByHand(group: DeploymentIntentGroup, given: Facts['emco']['byHand']): void {
  const { hasReleaseName, patchType, mode, value } = given;
  const name = hasReleaseName ? `${group.release.name}-packetgen` : 'packetgen';
  group.addControllerIntent(OTHER_GAC.name, 'by-hand');
  group.addResource({ anchor: 'generic-k8s-intents', metadata: { name: 'by-hand' } });
  group.addResource({
    anchor: 'generic-k8s-intents/by-hand/resources',
    metadata: { name: 'packetgen' },
    spec: {
      app: 'packetgen',
      newObject: 'false',
      resourceGVK: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', name },
    },
    file: { path: 'packages/by-hand', content: '' },
  });
  group.addResource({
    anchor: 'generic-k8s-intents/by-hand/resources/packetgen/customizations',
    metadata: { name: 'less-memory' },
    spec: {
      clusterSpecific: 'true',
      clusterInfo: { scope: 'name', clusterProvider: 'provider', cluster: 'edge1', mode },
      patchType,
      patchJson: [{ op: 'replace', path: '/spec/template/spec/domain/memory/guest', value }],
    },
    files: [{ path: 'packages/by-hand', content: '' }],
  });
}

function foreignExporter({ helper, kubeVersion }: Facts['exporter']): ForeignChart {
  const files = {
    'Chart.yaml': `apiVersion: v2\nname: exporter\nversion: 5.7.36\nkubeVersion: ${JSON.stringify(kubeVersion)}\n`,
    'templates/_helpers.tpl': `{{ define "exporter.name" }}${helper}{{ end }}\n`,
    'templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "exporter.name" . }}\n',
  };
  return ForeignChart.fromArchive(
    packTgz(new Map(Object.entries(files).map(([path, text]) => [`exporter/${path}`, text]))),
  );
}

/** EMCO's vFW: packetgen → firewall → sink, on two edges. */
export const VIRTUAL_FIREWALL: Vnf<Facts> = {
  name: 'virtual firewall',
  facts: {
    kubevirt: { firewall: '1.6', packetgen: '1.6' },
    networks: {
      outside: {
        subnet: '192.168.10.0/24',
        gateway: '192.168.10.1',
        reserved: ['192.168.10.240..192.168.10.250'],
        vlan: { id: 100, providerInterface: 'eth1' },
      },
      inside: { subnet: '192.168.20.0/24', gateway: '192.168.20.100' },
      management: { subnet: '10.10.20.0/24', pool: '10.10.20.100..10.10.20.199' },
      hasNodeLabels: true,
    },
    names: {
      inside: 'protected-private-net',
      app: 'firewall',
      settings: 'settings',
      uplinkLabel: 'vnf.example/uplink',
    },
    firewall: {
      outside: { guestName: 'eth1', address: '192.168.10.3', mac: '52:57:2b:7b:e4:27' },
      inside: { guestName: 'eth2', address: '192.168.20.2', mac: 'fa:d1:3a:a1:5c:67' },
      management: { guestName: 'eth3', address: '10.10.20.3', mac: '86:31:ea:6a:ce:75' },
      isOnNodesOfVlan: true,
      evictionStrategy: 'None',
      labels: { tier: 'data' },
      patches: [],
    },
    packetgen: {
      outside: {
        guestName: 'eth1',
        address: '192.168.10.2',
        mac: 'ee:f0:75:e0:b6:26',
        routes: [{ to: '192.168.20.0/24', via: '192.168.10.3' }],
      },
      management: { guestName: 'eth2', address: '10.10.20.2', mac: '0a:c0:37:55:f5:ab' },
    },
    sink: {
      replicas: 1,
      strategy: 'recreate',
      inside: { interfaceName: 'eth1', address: '192.168.20.3' },
    },
    service: { ports: [{ port: 8080 }], selector: { app: 'sink' } },
    emco: {
      release: 'fw0',
      edge2Networks: ['outside', 'inside', 'management'],
      cloud: [0, 1],
      cores: 4,
      placement: [0],
      customization: { cluster: 0, path: '/spec/template/spec/domain/memory/guest' },
      byHand: { hasReleaseName: true, patchType: 'json', mode: 'allow', value: '2Gi' },
    },
    exporter: { helper: '{{ .Release.Name }}', kubeVersion: '>=1.16.0-0' },
  },
  build: (app: App, { kubevirt, networks, names, firewall, packetgen, sink, service, emco, exporter }) => {
    const nodeLabels = { [names.uplinkLabel]: 'eth1' };
    const outside = new NodusProviderNetwork(app, 'unprotected-private-net', {
      ...networks.outside,
      vlan: { ...networks.outside.vlan, ...(networks.hasNodeLabels && { nodeLabels }) },
    });
    const inside = new NodusNetwork(app, names.inside, networks.inside);
    const management = new NodusNetwork(app, 'emco-private-net', networks.management);

    const firewallChart = new HelmChart(app, names.app, {
      version: '1.0.0',
      values: Values.object({ cores: Values.integer({ default: 2, minimum: 1, maximum: 16 }) }),
    });
    new Platform({ kubevirt: kubevirt.firewall }).applyTo(firewallChart);
    const firewallVm = new VirtualMachine(firewallChart, 'vm', {
      ...(firewall.isOnNodesOfVlan && { nodeSelector: nodeLabels }),
      evictionStrategy: firewall.evictionStrategy,
      cpu: GuestCpu.shared({ cores: firewallChart.values.cores }),
      memory: '4Gi',
      labels: firewall.labels,
      disks: [Disk.fromContainerImage('registry.example/firewall:16.04')],
      interfaces: [
        PodNetwork.attach(),
        outside.attach(firewall.outside),
        inside.attach(firewall.inside),
        management.attach(firewall.management),
      ],
      cloudInit: CloudInit.noCloud({ userData: { bootcmd: [['sysctl', '-w', 'net.ipv4.ip_forward=1']] } }),
    });
    firewallVm.addJsonPatch(...firewall.patches);

    const packetgenChart = new HelmChart(app, 'packetgen', { version: '1.0.0' });
    new Platform({ kubevirt: kubevirt.packetgen }).applyTo(packetgenChart);
    new VirtualMachine(packetgenChart, 'packetgen', {
      memory: '4Gi',
      nodeSelector: nodeLabels,
      disks: [Disk.fromContainerImage('registry.example/packetgen:16.04')],
      interfaces: [PodNetwork.attach(), outside.attach(packetgen.outside), management.attach(packetgen.management)],
      cloudInit: CloudInit.noCloud({ userData: { runcmd: ['systemctl start packetgen'] } }),
    });

    const sinkChart = new HelmChart(app, 'sink', { version: '1.0.0' });
    const pods = new Deployment(sinkChart, 'sink', {
      replicas: sink.replicas,
      strategy: sink.strategy === 'rolling' ? DeploymentStrategy.rollingUpdate() : DeploymentStrategy.recreate(),
      containers: [
        {
          image: 'registry.example/darkstat:3.0',
          imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
          securityContext: { user: 1000 },
        },
      ],
    });
    new PodAttachments(pods, 'networks', { interfaces: [inside.attach(sink.inside)] });
    new ApiObject(sinkChart, 'ports', { apiVersion: 'v1', kind: 'Service', spec: service });
    new ApiObject(sinkChart, 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: names.settings },
      data: {},
    });

    const provider = new ClusterProvider(app, 'provider');
    const all = { outside, inside, management };
    const clusters = [
      provider.addCluster('edge1', { networks: Object.values(all) }),
      provider.addCluster('edge2', { networks: emco.edge2Networks.map((name) => all[name]) }),
    ];
    const some = (indexes: readonly (0 | 1)[]): typeof clusters => indexes.map((index) => clusters[index]!);
    const project = new Project(app, 'project');
    const logicalCloud = project.addLogicalCloud('cloud', { clusters: some(emco.cloud) });
    const apps = [packetgenChart, firewallChart, sinkChart, foreignExporter(exporter)];
    const group = new CompositeApp(project, 'vfw', { version: 'v1', apps, controllers: [OTHER_GAC] })
      .addDeploymentIntentGroup('vfw-dig', {
        release: emco.release,
        logicalCloud,
        placement: Placement.allOf(...some(emco.placement)),
      })
      .override(firewallChart, { cores: emco.cores } as { readonly cores: number })
      .addCustomization('more-memory', {
        object: firewallVm,
        clusters: clusters[emco.customization.cluster]!,
        patchJson: [{ op: 'replace', path: emco.customization.path, value: '8Gi' }],
      });
    customizeByHand(group, emco.byHand);
  },
  broken: [
    {
      name: 'foreign chart that ends a loop early',
      cites: ['redpanda-data/helm-charts#1197', 'grafana/k8s-monitoring-helm#1506', 'kubeovn/kube-ovn#3737'],
      change: { exporter: { helper: '{{ range tuple 1 2 }}{{ . }}{{ break }}{{ end }}' } },
      expected: ['VNF606'],
    },
    {
      name: 'foreign chart that passes over an item',
      cites: ['nats-io/k8s#715', 'loft-sh/vcluster#1656', 'grafana/k8s-monitoring-helm#1170'],
      change: { exporter: { helper: '{{ range tuple 1 2 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ . }}{{ end }}' } },
      expected: ['VNF606'],
    },
    {
      name: 'foreign chart for newer clusters than EMCO tells of',
      change: { exporter: { kubeVersion: '>=1.25.0-0' } },
      expected: ['VNF531'],
    },
    {
      name: 'customization where the app is not',
      change: { emco: { customization: { cluster: 1 } } },
      expected: ['VNF541'],
    },
    {
      name: 'customization of memory where the VM does not say it',
      change: { emco: { customization: { path: '/spec/template/spec/domain/resources/requests/memory' } } },
      expected: ['VNF538'],
    },
    {
      name: 'customization of a VM under the name that it has in the chart',
      change: { emco: { byHand: { hasReleaseName: false } } },
      expected: ['VNF537'],
    },
    {
      name: 'merge patch of a VM',
      cites: ['project-emco/emco-base:docs/design/generic-action-controller.md'],
      change: { emco: { byHand: { patchType: 'merge' } } },
      expected: ['VNF533'],
    },
    {
      name: 'customization that denies',
      cites: ['project-emco/emco-base:docs/design/generic-action-controller.md'],
      change: { emco: { byHand: { mode: 'deny' } } },
      expected: ['VNF534'],
    },
    {
      name: 'operation without value',
      change: { emco: { byHand: { value: undefined } } },
      expected: ['VNF532'],
    },
    {
      name: 'gateway of kud’s example, in CIDR, where an address belongs',
      cites: ['onap/multicloud-k8s:kud/tests/plugin_fw_v2.yaml'],
      change: { networks: { inside: { gateway: '192.168.20.100/32' } } },
      expected: ['VNF433'],
    },
    {
      name: 'gateway in another subnet',
      cites: ['Orange-OpenSource/towards5gs-helm#23'],
      change: { networks: { inside: { gateway: '192.168.21.1' } } },
      expected: ['VNF433'],
    },
    {
      name: 'subnet with host bits',
      cites: ['Orange-OpenSource/towards5gs-helm#97'],
      change: { networks: { management: { subnet: '10.10.20.7/24' } } },
      expected: ['VNF432'],
    },
    {
      name: 'subnets of two networks that overlap',
      cites: ['Orange-OpenSource/towards5gs-helm#60'],
      change: { networks: { outside: { subnet: '192.168.0.0/16' } } },
      expected: ['VNF444'],
    },
    {
      name: 'range of equipment outside the subnet',
      change: { networks: { outside: { reserved: ['192.168.11.240..192.168.11.250'] } } },
      expected: ['VNF434'],
    },
    {
      name: 'host interface of a VLAN with 16 characters',
      change: { networks: { outside: { vlan: { logicalInterface: 'unprotected.100x' } } } },
      expected: ['VNF437'],
    },
    {
      name: 'provider network on a node that Nodus picks',
      cites: ['project-emco/emco-base:examples/vfw/test-vfw.yaml'],
      change: { networks: { hasNodeLabels: false } },
      expected: ['VNF439'],
    },
    {
      name: 'node label that EMCO’s API refuses',
      change: { names: { uplinkLabel: 'feature.node.kubernetes.io/network-sriov.capable' } },
      expected: ['VNF464'],
    },
    {
      name: 'network name of the first side’s IPv6 half',
      change: { names: { inside: 'unprotected-private-netv6' } },
      expected: ['VNF431'],
    },
    { name: 'network name in capitals', change: { names: { inside: 'Protected_Net' } }, expected: ['VNF430'] },
    {
      name: 'address outside the subnet',
      cites: ['Orange-OpenSource/towards5gs-helm#23'],
      change: { firewall: { outside: { address: '192.168.11.3' } } },
      expected: ['VNF402'],
    },
    {
      name: 'address with prefix length',
      change: { firewall: { outside: { address: '192.168.10.3/24' } } },
      expected: ['VNF401'],
    },
    {
      name: 'address of the gateway',
      change: { firewall: { inside: { address: '192.168.20.100' } } },
      expected: ['VNF403'],
    },
    {
      name: 'broadcast address',
      change: { sink: { inside: { address: '192.168.20.255' } } },
      expected: ['VNF404'],
    },
    {
      name: 'address of another VNF',
      change: { sink: { inside: { address: '192.168.20.2' } } },
      expected: ['VNF405'],
    },
    {
      name: 'address of equipment outside the model',
      change: { firewall: { outside: { address: '192.168.10.245' } } },
      expected: ['VNF406'],
    },
    {
      name: 'address by hand in the pool of derived ones',
      change: { firewall: { management: { address: '10.10.20.150' } } },
      expected: ['VNF447'],
    },
    {
      name: 'pool outside the subnet',
      change: { networks: { management: { pool: '10.10.21.100..10.10.21.199' } } },
      expected: ['VNF448'],
    },
    {
      name: 'MAC that KubeVirt keeps for itself',
      change: { firewall: { inside: { mac: '02:00:00:00:00:00' } } },
      expected: ['VNF407'],
    },
    {
      name: 'MAC of another VNF',
      cites: ['k8snetworkplumbingwg/kubemacpool#31'],
      change: { packetgen: { outside: { mac: '52:57:2b:7b:e4:27' } } },
      expected: ['VNF409'],
    },
    {
      name: 'MAC from the range that Nodus draws from',
      change: { firewall: { inside: { mac: '00:00:00:a1:5c:67' } } },
      expected: ['VNF408'],
    },
    {
      name: 'one MAC forgotten',
      cites: ['kubevirt/kubevirt#9993', 'kubevirt/kubevirt#15028'],
      change: { firewall: { inside: { mac: undefined } } },
      expected: ['VNF414'],
    },
    {
      name: 'one address forgotten',
      change: { packetgen: { management: { address: undefined } } },
      expected: ['VNF410', 'VNF411', 'VNF412'],
    },
    {
      name: 'guest name of another interface',
      cites: ['kubevirt/kubevirt#16693'],
      change: { firewall: { inside: { guestName: 'eth1' } } },
      expected: ['VNF416'],
    },
    {
      name: 'MTU of the usual Ethernet',
      change: { firewall: { inside: { mtu: 1500 } } },
      expected: ['VNF462'],
    },
    {
      name: 'route over a hop in another subnet',
      cites: ['kubevirt/kubevirt#17958'],
      change: { packetgen: { outside: { routes: [{ to: '192.168.20.0/24', via: '192.168.20.2' }] } } },
      expected: ['VNF457'],
    },
    {
      name: 'route to the word default',
      change: { packetgen: { outside: { routes: [{ to: 'default', via: '192.168.10.1' }] } } },
      expected: ['VNF456'],
    },
    {
      name: 'migration of static addresses',
      change: { firewall: { evictionStrategy: 'LiveMigrate' } },
      expected: ['VNF443'],
    },
    {
      name: 'no selector for the nodes of the VLAN',
      change: { firewall: { isOnNodesOfVlan: false } },
      expected: ['VNF440'],
    },
    {
      name: 'MAC patched away',
      cites: ['kubevirt/kubevirt#11585', 'kubevirt/kubevirt#6410'],
      change: {
        firewall: { patches: [JsonPatch.remove('/spec/template/spec/domain/devices/interfaces/2/macAddress')] },
      },
      expected: ['VNF201'],
    },
    {
      name: 'name of the VM patched',
      change: { firewall: { patches: [JsonPatch.replace('/metadata/name', 'fw')] } },
      expected: ['VNF460'],
    },
    {
      name: 'two sinks with one address',
      change: { sink: { replicas: 2 } },
      expected: ['VNF441'],
    },
    {
      name: 'sink that rolls its one pod',
      change: { sink: { strategy: 'rolling' } },
      expected: ['VNF442'],
    },
    {
      name: 'pod interfaces renamed by an upgrade of KubeVirt',
      cites: ['kubevirt/kubevirt#9268', 'kubevirt/kubevirt#9633', 'kubevirt/kubevirt#11677'],
      change: { kubevirt: { packetgen: '0.58' } },
      expected: ['VNF601', 'VNF601'],
    },
    {
      name: 'port in quotes',
      change: { service: { ports: [{ port: '8080' }] } },
      expected: ['VNF523'],
    },
    { name: 'app name of 44 characters', change: { names: { app: 'f'.repeat(44) } }, expected: ['VNF520'] },
    { name: 'release in capitals', change: { emco: { release: 'FW0' } }, expected: ['VNF521'] },
    { name: 'override out of bounds', change: { emco: { cores: 32 } }, expected: ['VNF522'] },
    {
      name: 'override as text',
      change: { emco: { cores: '4' } },
      expected: ['VNF522'],
    },
    {
      name: 'cluster outside the logical cloud',
      change: { emco: { cloud: [1] } },
      expected: ['VNF526', 'VNF526', 'VNF526', 'VNF526'],
    },
    {
      name: 'static addresses of a VLAN on two clusters',
      change: { emco: { placement: [0, 1] } },
      expected: ['VNF528', 'VNF528'],
    },
  ],
  sound: [
    {
      name: 'foreign chart that speaks of breaks',
      change: { exporter: { helper: '{{ "break" }}{{/* continue */}}{{ .Values.break }}' } },
    },
    {
      name: 'customization of an annotation that networks write',
      change: {
        emco: { customization: { path: '/spec/template/metadata/annotations/k8s.plugin.opnfv.org~1nfn-network' } },
      },
    },
    { name: 'KubeVirt from 1.0 on', change: { kubevirt: { packetgen: '1.0' } } },
    { name: 'gateway that is not the first host', change: { networks: { inside: { gateway: '192.168.20.254' } } } },
    { name: 'MAC in capitals', change: { firewall: { inside: { mac: 'FA:D1:3A:A1:5C:67' } } } },
    { name: 'dynamic sink', change: { sink: { inside: { address: undefined } } } },
    { name: 'MTU that Nodus gives', change: { firewall: { inside: { mtu: 1400 } } } },
    { name: 'network that the other edge lacks', change: { emco: { edge2Networks: ['inside'] } } },
    { name: 'largest override', change: { emco: { cores: 16 } } },
    { name: 'app name of 43 characters', change: { names: { app: 'f'.repeat(43) } } },
  ],
};
