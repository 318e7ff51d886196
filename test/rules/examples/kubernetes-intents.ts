import { ApiObject, type App } from 'cdk8s';
import { Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import {
  type Cluster,
  ClusterProvider,
  CompositeApp,
  type ControllerProps,
  Controllers,
  type DeploymentIntentGroup,
  type JsonPointer,
  type PatchOperation,
  Placement,
  Project,
} from '../../../src/emco';
import { HelmChart, Values, When } from '../../../src/helm';
import type { VirtualMachine } from '../../../src/vm';
import { chart, type Example, example, vm } from './example';

interface Deployed {
  readonly group: DeploymentIntentGroup;
  readonly fw: HelmChart;
  readonly firewall: VirtualMachine;
  /** Where the app goes, and another cluster of the cloud. */
  readonly edges: readonly [Cluster, Cluster];
}

/** An app with a VM and a Deployment on a cluster. */
function deployed(app: App, ...controllers: ControllerProps[]): Deployed {
  const fw = chart(app);
  const firewall = vm(fw);
  new Deployment(fw, 'sink', {
    containers: [
      {
        image: 'registry.example/sink:1.0',
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        securityContext: { user: 1000 },
      },
    ],
  });
  const provider = new ClusterProvider(app, 'provider');
  const edges = [provider.addCluster('edge1', { labels: ['small'] }), provider.addCluster('edge2')] as const;
  const project = new Project(app, 'project');
  const compositeApp = new CompositeApp(project, 'vfw', { version: 'v1', apps: [fw], controllers });
  const group = compositeApp.addDeploymentIntentGroup('dig', {
    release: 'fw0',
    logicalCloud: project.addLogicalCloud('cloud', { clusters: edges }),
    placement: Placement.allOf(edges[0]),
  });
  return { group, fw, firewall, edges };
}

const MEMORY: PatchOperation = { op: 'replace', path: '/spec/template/spec/domain/memory/guest', value: '1Gi' };

type Given = Readonly<Record<string, unknown>>;

/** What a generic Kubernetes intent says otherwise than the sound one, which patches the memory of the VM. */
interface Facts {
  readonly resource?: Given;
  readonly file?: string | null;
  readonly customization?: Given | null;
  readonly files?: null;
  readonly clusterInfo?: Given;
  readonly operation?: Given;
}

const EMPTY = { path: 'packages/files/empty', content: '' };

function customize(app: App, facts: Facts): void {
  const { resource, file = '', customization, files, clusterInfo, operation } = facts;
  const { group } = deployed(app, Controllers.GAC);
  group.addControllerIntent('gac', 'gi');
  group.addResource({ anchor: 'generic-k8s-intents', metadata: { name: 'gi' } });
  group.addResource({
    anchor: 'generic-k8s-intents/gi/resources',
    metadata: { name: 'fw' },
    spec: {
      app: 'fw',
      newObject: 'false',
      resourceGVK: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', name: 'fw0' },
      ...resource,
    },
    ...(file !== null && { file: { path: 'packages/files/fw.yaml', content: file } }),
  });
  if (customization === null) return;
  group.addResource({
    anchor: 'generic-k8s-intents/gi/resources/fw/customizations',
    metadata: { name: 'memory' },
    spec: {
      clusterSpecific: 'true',
      clusterInfo: {
        scope: 'label',
        clusterProvider: 'provider',
        clusterLabel: 'small',
        mode: 'allow',
        ...clusterInfo,
      },
      patchType: 'json',
      patchJson: [{ ...MEMORY, ...operation }],
      ...customization,
    },
    ...(files !== null && { files: [EMPTY] }),
  });
}

const intent = (name: string, expected: string, bad: Facts, good: Facts): Example =>
  example(name, expected, (app, facts: Facts) => customize(app, facts), bad, good);

const DEPLOYMENT = { resourceGVK: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'fw0-sink' } };
const MERGE = { patchType: 'merge', patchJson: [] };
const secret = (content: string): Facts => ({
  resource: { newObject: 'true', resourceGVK: { apiVersion: 'v1', kind: 'Secret', name: 'licence' } },
  file: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: licence\n${content}`,
  customization: { patchType: '', patchJson: [] },
});

/** A chain of EMCO with one link. */
function chain(app: App, link: Given): void {
  const { group } = deployed(app);
  group.addResource({
    anchor: 'network-chains',
    metadata: { name: 'chain' },
    spec: { chainType: 'Routing', namespace: 'default' },
  });
  group.addResource({
    anchor: 'network-chains/chain/links',
    metadata: { name: 'link' },
    spec: { leftNet: 'left', rightNet: 'right', linkLabel: 'app=fw', app: 'fw', ...link },
  });
}

const link = (name: string, bad: Given, good: Given): Example =>
  example(name, 'VNF539', (app, given: Given) => chain(app, given), bad, good);

/** An HPA intent whose consumer a controller sizes. */
function size(app: App, consumer: Given, controller = 'hpa-action-1'): void {
  const { group } = deployed(
    app,
    { name: 'hpa-action-1', host: 'hpaac', port: 9042, type: 'action' },
    { name: 'hpa-placement-1', host: 'hpaplc', port: 9099, type: 'placement' },
  );
  group.addControllerIntent(controller, 'hpa');
  group.addResource({ anchor: 'hpa-intents', metadata: { name: 'hpa' }, spec: { app: 'fw' } });
  group.addResource({
    anchor: 'hpa-intents/hpa/hpa-resource-consumers',
    metadata: { name: 'fw' },
    spec: { apiVersion: 'apps/v1', replicas: 1, container: 'main', ...consumer },
  });
}

const consumer = (name: string, bad: Given, good: Given): Example =>
  example(name, 'VNF540', (app, given: Given) => size(app, given), bad, good);

export const KUBERNETES_INTENTS = [
  example(
    'place that the VM lacks',
    'VNF538',
    (app, path: JsonPointer) => {
      const { group, firewall } = deployed(app);
      group.addCustomization('memory', { object: firewall, patchJson: [{ op: 'replace', path, value: '1Gi' }] });
    },
    '/spec/template/spec/domain/resources/requests/memory',
    '/spec/template/spec/domain/memory/guest',
  ),
  example(
    'disk behind the end',
    'VNF538',
    (app, path: JsonPointer) => {
      const { group, firewall } = deployed(app);
      group.addCustomization('serial', { object: firewall, patchJson: [{ op: 'add', path, value: 'S-1' }] });
    },
    '/spec/template/spec/domain/devices/disks/1/serial',
    '/spec/template/spec/domain/devices/disks/0/serial',
  ),
  example(
    'field that a customization took away',
    'VNF538',
    (app, op: 'remove' | 'test') => {
      const { group, firewall } = deployed(app);
      const path = '/metadata/labels/app.kubernetes.io~1instance';
      const value = 'fw0';
      group.addCustomization('label', {
        object: firewall,
        patchJson: [op === 'remove' ? { op, path } : { op, path, value }, { op: 'replace', path, value: 'fw' }],
      });
    },
    'remove',
    'test',
  ),
  example(
    'customized memory that KubeVirt cannot read',
    'VNF205',
    (app, value: string) => {
      const { group, firewall } = deployed(app);
      group.addCustomization('memory', { object: firewall, patchJson: [{ ...MEMORY, value }] });
    },
    '1 GB',
    '1Gi',
  ),
  example(
    'customization that is no JSON',
    'VNF101',
    (app, value: number) => {
      const { group, firewall } = deployed(app);
      group.addCustomization('cores', {
        object: firewall,
        patchJson: [{ op: 'add', path: '/spec/template/spec/domain/cpu', value: { cores: value } }],
      });
    },
    Number.NaN,
    4,
  ),
  example(
    'value of another chart in a customization',
    'VNF113',
    (app, isOther: boolean) => {
      const { group, firewall } = deployed(app);
      const other = new HelmChart(app, 'other', {
        version: '1.0.0',
        values: Values.object({ site: Values.string({ default: 'a' }) }),
      });
      new ApiObject(other, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      const value = isOther ? `${other.values.site}` : firewall.workloadName;
      group.addCustomization('label', {
        object: firewall,
        patchJson: [{ op: 'add', path: '/metadata/labels/site', value }],
      });
    },
    true,
    false,
  ),
  example(
    'customized object that the values leave out',
    'VNF537',
    (app, isDebugged: boolean) => {
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ debug: Values.boolean({ default: true }) }),
      });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      const debug = new When(fw, 'debug', fw.values.debug);
      const object = new ApiObject(debug, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { level: 'info' } });
      const edge = new ClusterProvider(app, 'provider').addCluster('edge1');
      const project = new Project(app, 'project');
      const logicalCloud = project.addLogicalCloud('cloud', { clusters: [edge] });
      new CompositeApp(project, 'vfw', { version: 'v1', apps: [fw] })
        .addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement: Placement.allOf(edge) })
        .override(fw, { debug: isDebugged })
        .addCustomization('verbose', { object, patchJson: [{ op: 'replace', path: '/data/level', value: 'debug' }] });
    },
    false,
    true,
  ),
  example(
    'customization for another cluster',
    'VNF541',
    (app, edge: number) => {
      const { group, firewall, edges } = deployed(app);
      group.addCustomization('memory', { object: firewall, clusters: edges[edge]!, patchJson: [MEMORY] });
    },
    1,
    0,
  ),
  example(
    'customization for a label of nobody',
    'VNF541',
    (app, label: string) => {
      const { group, firewall, edges } = deployed(app);
      group.addCustomization('memory', {
        object: firewall,
        clusters: edges[0].provider.label(label),
        patchJson: [MEMORY],
      });
    },
    'smal',
    'small',
  ),
  example(
    'intent of gac beside customizations',
    'VNF516',
    (app, controller: string) => {
      const { group, firewall } = deployed(app);
      group.addCustomization('memory', { object: firewall, patchJson: [MEMORY] });
      group.addControllerIntent(controller, 'mine');
    },
    'gac',
    'dtc',
  ),
  example(
    'long place of a customization',
    'VNF502',
    (app, length: number) => {
      const { group, firewall } = deployed(app);
      const path: JsonPointer = `/metadata/labels/${'l'.repeat(length)}`;
      group.addCustomization('label', { object: firewall, patchJson: [{ op: 'add', path, value: 'x' }] });
    },
    112,
    111,
  ),
  intent('object as boolean', 'VNF532', { resource: { newObject: false } }, {}),
  intent('resource without upload', 'VNF532', { file: null }, {}),
  intent('customization without upload', 'VNF532', { files: null }, {}),
  intent(
    'object of no API version',
    'VNF532',
    { resource: { resourceGVK: { kind: 'VirtualMachine', name: 'fw0' } } },
    {},
  ),
  intent('clusters as boolean', 'VNF532', { customization: { clusterSpecific: true } }, {}),
  intent('clusters of no provider', 'VNF532', { clusterInfo: { clusterProvider: '' } }, {}),
  intent('clusters of no label', 'VNF532', { clusterInfo: { clusterLabel: undefined } }, {}),
  intent(
    'cluster of no name',
    'VNF532',
    { clusterInfo: { scope: 'name' } },
    { clusterInfo: { scope: 'name', cluster: 'edge1' } },
  ),
  intent('patch of no type', 'VNF532', { customization: { patchType: '' } }, {}),
  intent('unknown operation', 'VNF532', { operation: { op: 'set' } }, {}),
  intent(
    'patch removes without a value',
    'VNF532',
    { operation: { op: 'remove', path: '/metadata/labels', value: undefined } },
    { operation: { op: 'remove', path: '/metadata/labels', value: null } },
  ),
  intent(
    'place without slash',
    'VNF532',
    { operation: { op: 'add', path: 'spec/paused' } },
    { operation: { op: 'add', path: '/spec/paused' } },
  ),
  intent(
    'long place',
    'VNF532',
    { operation: { op: 'add', path: `/metadata/labels/${'l'.repeat(112)}` } },
    { operation: { op: 'add', path: `/metadata/labels/${'l'.repeat(111)}` } },
  ),
  intent('merged VM', 'VNF533', { customization: MERGE }, {}),
  intent('merged Deployment', 'VNF533', { customization: MERGE }, { resource: DEPLOYMENT, customization: MERGE }),
  intent('denied clusters', 'VNF534', { clusterInfo: { mode: 'deny' } }, {}),
  intent('nothing customized', 'VNF535', { customization: null }, {}),
  intent('Secret as text', 'VNF536', secret('stringData: { key: words }\n'), secret('data: { key: d29yZHM= }\n')),
  intent('Secret not encoded', 'VNF536', secret('data: { key: words }\n'), secret('data: { key: d29yZHM= }\n')),
  intent('Secret by its label', 'VNF536', secret('  labels: { app: fw }\n'), secret('  annotations: { app: fw }\n')),
  intent('fixed Secret', 'VNF536', secret('immutable: true\n'), secret('type: Opaque\n')),
  intent('customized app', 'VNF537', { resource: { app: 'firewall' } }, {}),
  intent(
    'customized name',
    'VNF537',
    { resource: { resourceGVK: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', name: 'fw' } } },
    {},
  ),
  intent(
    'customized kind',
    'VNF537',
    { resource: { resourceGVK: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'fw0-sink' } } },
    { resource: DEPLOYMENT, operation: { path: '/spec/template/metadata/labels' } },
  ),
  intent(
    'patched nothing',
    'VNF538',
    { operation: { path: '/spec/template/spec/domain/resources/requests/memory' } },
    {},
  ),
  intent(
    'added below nothing',
    'VNF538',
    { operation: { op: 'add', path: '/spec/template/spec/nodeSelector/role' } },
    { operation: { op: 'add', path: '/spec/template/spec/nodeSelector', value: { role: 'edge' } } },
  ),
  intent(
    'copied nothing',
    'VNF538',
    { operation: { op: 'copy', from: '/spec/template/spec/domain/memory/maxGuest' } },
    { operation: { op: 'copy', from: '/spec/template/spec/domain/memory/guest' } },
  ),
  link(
    'VM as a link',
    { workloadResource: 'fw0', resourceType: 'VirtualMachine' },
    { workloadResource: '', resourceType: '' },
  ),
  link(
    'VM as a link of no kind',
    { workloadResource: 'fw0', resourceType: '' },
    { workloadResource: 'fw0-sink', resourceType: 'Deployment' },
  ),
  example(
    'VM as a client',
    'VNF539',
    (app, spec: Given) => {
      deployed(app).group.addResource({
        anchor: 'sfc-clients',
        metadata: { name: 'left' },
        spec: {
          ...{ chainEnd: 'left', sfcIntent: 'chain', compositeApp: 'vfw', compositeAppVersion: 'v1' },
          ...{ deploymentIntentGroup: 'dig', app: 'fw', ...spec },
        },
      });
    },
    { workloadResource: 'fw0', resourceType: 'VirtualMachine' },
    { workloadResource: 'fw0-sink', resourceType: 'Deployment' },
  ),
  consumer('VM as a consumer', { name: 'fw0', kind: 'VirtualMachine' }, { name: 'fw0-sink', kind: 'Deployment' }),
  consumer('VM as a Deployment', { name: 'fw0', kind: 'Deployment' }, { name: 'fw0-sink', kind: 'Deployment' }),
  example(
    'VM sized by its controller',
    'VNF540',
    (app, controller: string) => size(app, { name: 'fw0', kind: 'VirtualMachine' }, controller),
    'hpa-action-1',
    'hpa-placement-1',
  ),
];
