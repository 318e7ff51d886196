import { ApiObject, App, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CompositeApp, ClusterProvider, type DeploymentIntentGroup, Placement, Project } from '../../src/emco';
import { HelmChart, Values } from '../../src/helm';
import {
  type AttachedWorkload,
  type Attachment,
  markAttachedWorkload,
  NodusNetwork,
  NodusProviderNetwork,
} from '../../src/network';

/** The least that a workload with interfaces can be. */
export class Workload extends Construct implements AttachedWorkload {
  readonly workloadKind: string;
  readonly workloadName: string;
  readonly attachments: readonly Attachment[];

  constructor(
    scope: Construct,
    id: string,
    kind: 'VirtualMachine' | 'Deployment',
    attachments: Attachment[],
    spec = {},
  ) {
    super(scope, id);
    const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'kubevirt.io/v1';
    const object = new ApiObject(this, 'Resource', { apiVersion, kind, spec: { ...spec, template: {} } });
    this.workloadKind = kind;
    this.workloadName = object.name;
    this.attachments = attachments.map((attachment) => attachment.attachTo(this));
    markAttachedWorkload(this);
  }
}

export const firewallValues = Values.object({
  cores: Values.integer({ default: 2, minimum: 1 }),
  ratio: Values.number({ default: 0.5 }),
  banner: Values.string({ default: 'hello' }),
  isOpen: Values.boolean({ default: false }),
  peers: Values.list(Values.string(), { default: [] }),
  labels: Values.map(Values.string(), { default: {} }),
});

/** Two clusters, three networks, three apps and one group. */
export function vfw(options: { readonly namespace?: string } = {}): {
  readonly app: CompositeApp;
  readonly group: DeploymentIntentGroup;
  readonly firewall: HelmChart<typeof firewallValues>;
  readonly generator: Workload;
  readonly project: Project;
} {
  const root = new App();
  const unprotected = new NodusProviderNetwork(root, 'unprotected-private-net', {
    subnet: '192.168.10.0/24',
    vlan: { id: 100, providerInterface: 'eth1', nodeLabels: { 'kubernetes.io/os': 'linux' } },
  });
  const shielded = new NodusNetwork(root, 'protected-private-net', { subnet: '192.168.20.0/24' });
  const packetgen = new HelmChart(root, 'packetgen', { version: '1.0.0' });
  const generator = new Workload(packetgen, 'packetgen', 'VirtualMachine', [
    unprotected.attach({ address: '192.168.10.2', mac: 'ee:f0:75:e0:b6:26' }),
  ]);
  const firewall = new HelmChart(root, 'firewall', { version: '1.0.0', values: firewallValues });
  const { values } = firewall;
  new Workload(
    firewall,
    'firewall',
    'VirtualMachine',
    [
      unprotected.attach({ address: '192.168.10.3', mac: '52:57:2b:7b:e4:27' }),
      shielded.attach({ address: '192.168.20.2' }),
    ],
    {
      cores: values.cores,
      ratio: values.ratio,
      banner: values.banner,
      isOpen: values.isOpen,
      peers: values.peers,
      labels: values.labels,
    },
  );
  const sink = new HelmChart(root, 'sink', { version: '1.0.0' });
  new Workload(sink, 'sink', 'Deployment', [shielded.attach({ interfaceName: 'eth1' })]);

  const provider = new ClusterProvider(root, 'vfw-cluster-provider', { description: 'two edges' });
  const networks = [unprotected, shielded];
  const edge1 = provider.addCluster('edge01', { labels: ['edge'], networks, keyValuePairs: { region: '7' } });
  const edge2 = provider.addCluster('edge02', { labels: ['edge'], networks });
  const project = new Project(root, 'vfw-project');
  const logicalCloud = project.addLogicalCloud('lcadmin', {
    clusters: [edge1, edge2],
    ...(options.namespace === undefined ? {} : { namespace: options.namespace, quota: { pods: '50' } }),
  });
  const app = new CompositeApp(project, 'vfw', { version: 'v1', apps: [packetgen, firewall, sink] });
  app.addDependency(sink, firewall, { opStatus: 'Ready', wait: Duration.seconds(10) });
  const group = app
    .addDeploymentIntentGroup('vfw-dig', {
      release: 'fw0',
      logicalCloud,
      placement: Placement.allOf(provider.label('edge')),
    })
    .override(firewall, { cores: 4, ratio: 1.5, banner: 'true', labels: { 'a.b': 'x', tier: 'one, two\\three' } })
    .override(firewall, { isOpen: true, peers: ['a', 'b'] })
    .place(sink, Placement.allOf(edge1).and(Placement.anyOf(edge2)))
    .addCustomization('on-edge02', {
      object: generator,
      clusters: edge2,
      patchJson: [
        { op: 'add', path: '/metadata/annotations', value: { 'vnf.example/name': generator.workloadName } },
        { op: 'copy', from: '/metadata/name', path: '/spec/hostname' },
        { op: 'remove', path: '/spec/template' },
      ],
    })
    .addCustomization('labelled', {
      object: generator,
      clusters: provider.label('edge'),
      patchJson: [{ op: 'add', path: '/metadata/labels', value: { site: 'edge' } }],
    })
    .addCustomization('everywhere', {
      object: generator,
      patchJson: [{ op: 'replace', path: '/metadata/name', value: generator.workloadName }],
    });
  return { app, group, firewall, generator, project };
}
