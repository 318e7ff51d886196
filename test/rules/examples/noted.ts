import { ApiObject, type App } from 'cdk8s';
import {
  bundleFiles,
  type Cluster,
  ClusterProvider,
  CompositeApp,
  type LogicalCloudProps,
  Placement,
  Project,
} from '../../../src/emco';
import { Findings, note } from '../../../src/findings';
import { asNumber, Fn, ForEach, HelmChart, type HelmValue, Values } from '../../../src/helm';
import { NodusNetwork } from '../../../src/network';
import type { ChartChange } from '../../../src/publish/changes/change';
import { versionFindings } from '../../../src/publish/changes/version-bump';
import { VirtualMachine } from '../../../src/vm';
import { chart, example, type Example, IMAGE, network } from './example';

type SpecOf = (zero: HelmValue<number>) => unknown;

/** A chart with one value, and an object made from it. */
const object = (name: string, id: string, bad: SpecOf, good: SpecOf): Example =>
  example(
    name,
    id,
    (app, specOf: SpecOf) => {
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ zero: Values.integer({ default: 0 }) }),
      });
      new ApiObject(fw, 'object', { apiVersion: 'v1', kind: 'Object', spec: specOf(fw.values.zero) });
    },
    bad,
    good,
  );

/** A project with a cluster. */
function tenant(app: App): { readonly project: Project; readonly edge: Cluster } {
  const edge = new ClusterProvider(app, 'provider').addCluster('edge');
  return { project: new Project(app, 'project'), edge };
}

/** A chart of one object, as an app of EMCO. */
function anApp(app: App, id: string): HelmChart {
  const scope = chart(app, id);
  new ApiObject(scope, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
  return scope;
}

const cloud = (name: string, id: string, bad: Partial<LogicalCloudProps>, good: Partial<LogicalCloudProps>): Example =>
  example(
    name,
    id,
    (app, props: Partial<LogicalCloudProps>) => {
      const { project, edge } = tenant(app);
      project.addLogicalCloud('cloud', { clusters: [edge], ...props });
    },
    bad,
    good,
  );

const NEW_VALUE: ChartChange = {
  kind: 'added',
  subject: 'value',
  where: 'memory',
  description: 'the value memory is new',
  demands: 'minor',
};

const release = (name: string, id: string, bad: string, good: string): Example =>
  example(
    name,
    id,
    (app, after: string) => {
      const fw = chart(app);
      for (const finding of versionFindings('fw', { before: '1.2.0', after }, [NEW_VALUE])) note(fw, finding);
    },
    bad,
    good,
  );

export const NOTED = [
  object(
    'a map of JavaScript',
    'VNF101',
    () => ({ hosts: new Map([['a', 1]]) }),
    () => ({ hosts: { a: 1 } }),
  ),
  object(
    'arithmetic with a chart value',
    'VNF101',
    (zero) => ({ cores: asNumber(zero) * 2 }),
    (zero) => ({ cores: zero }),
  ),
  object(
    'division by zero',
    'VNF102',
    (zero) => ({ share: Fn.div(100, zero) }),
    (zero) => ({ share: Fn.div(zero, 100) }),
  ),
  example(
    'construct id',
    'VNF103',
    (app, id: string) => new ApiObject(chart(app), id, { apiVersion: 'v1', kind: 'ConfigMap' }),
    'packet_gen',
    'packet-gen',
  ),
  example('chart version', 'VNF104', (app, version: string) => new HelmChart(app, 'fw', { version }), '1.0', '1.0.0'),
  example(
    'chart file',
    'VNF105',
    (app, size: number) => {
      const fw = chart(app);
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { blob: 'x'.repeat(size) } });
      fw.files();
    },
    6_000_000,
    6_000,
  ),
  example(
    'name of a value',
    'VNF106',
    (app, name: string) =>
      new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ [name]: Values.string({ default: 'x' }) }),
      }),
    'on',
    'enabled',
  ),
  example(
    'order of kinds',
    'VNF108',
    (app, kind: string) => {
      const fw = chart(app);
      const first = new ApiObject(fw, 'first', { apiVersion: 'v1', kind });
      new ApiObject(fw, 'second', { apiVersion: 'v1', kind: 'ConfigMap' }).node.addDependency(first);
    },
    'Pod',
    'Secret',
  ),
  example(
    'silence without a reason',
    'VNF109',
    (app, reason: string) => Findings.silence(chart(app), 'VNF439', reason),
    ' ',
    'the cluster has one node',
  ),
  example(
    'label of a cluster',
    'VNF501',
    (app, label: string) => tenant(app).edge.addLabel(label),
    'north edge',
    'north-edge',
  ),
  example(
    'data of the user',
    'VNF502',
    (app, length: number) => new Project(app, 'project', { userData1: 'x'.repeat(length) }),
    513,
    512,
  ),
  example(
    'port of a controller',
    'VNF504',
    (app, port: number) =>
      new CompositeApp(tenant(app).project, 'vfw', {
        version: 'v1',
        controllers: [{ name: 'gac', host: 'gac', port }],
      }),
    903_100,
    9031,
  ),
  example(
    'app that waits for itself',
    'VNF505',
    (app, other: 'sink' | 'firewall') => {
      const apps = [anApp(app, 'firewall'), anApp(app, 'sink')];
      const vfw = new CompositeApp(tenant(app).project, 'vfw', { version: 'v1', apps });
      vfw.addDependency(apps[0]!, apps[other === 'sink' ? 1 : 0]!);
    },
    'firewall',
    'sink',
  ),
  example(
    'override of a foreign chart',
    'VNF506',
    (app, isForeign: boolean) => {
      const { project, edge } = tenant(app);
      const [firewall, sink] = [anApp(app, 'firewall'), anApp(app, 'sink')];
      const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: isForeign ? [firewall] : [firewall, sink] });
      const logicalCloud = project.addLogicalCloud('cloud', { clusters: [edge] });
      vfw
        .addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement: Placement.allOf(edge) })
        .place(sink, Placement.allOf(edge));
    },
    true,
    false,
  ),
  cloud('quota without namespace', 'VNF507', { quota: { pods: '10' } }, { quota: { pods: '10' }, namespace: 'vnf' }),
  cloud('cloud without cluster', 'VNF508', { clusters: [] }, {}),
  example(
    'placement on nothing',
    'VNF509',
    (app, isEmpty: boolean) => {
      const { project, edge } = tenant(app);
      const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: [anApp(app, 'firewall')] });
      const logicalCloud = project.addLogicalCloud('cloud', { clusters: [edge] });
      const placement = isEmpty ? Placement.allOf() : Placement.allOf(edge);
      vfw.addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement });
    },
    true,
    false,
  ),
  example(
    'network listed twice',
    'VNF510',
    (app, times: number) => {
      const left = new NodusNetwork(app, 'left', { subnet: '192.168.10.0/24' });
      const { edge } = tenant(app);
      for (let time = 0; time < times; time += 1) edge.addNetwork(left);
    },
    2,
    1,
  ),
  example(
    'cloud of another project',
    'VNF511',
    (app, isForeign: boolean) => {
      const { project, edge } = tenant(app);
      const owner = isForeign ? new Project(app, 'other') : project;
      const logicalCloud = owner.addLogicalCloud('cloud', { clusters: [edge] });
      new CompositeApp(project, 'vfw', { version: 'v1', apps: [anApp(app, 'firewall')] }).addDeploymentIntentGroup(
        'dig',
        { release: 'fw0', logicalCloud, placement: Placement.allOf(edge) },
      );
    },
    true,
    false,
  ),
  example(
    'app listed twice',
    'VNF512',
    (app, times: number) => {
      const firewall = anApp(app, 'firewall');
      const apps = Array.from({ length: times }, () => firewall);
      new CompositeApp(tenant(app).project, 'vfw', { version: 'v1', apps });
    },
    2,
    1,
  ),
  example(
    'anchor with a slash',
    'VNF513',
    (app, anchor: string) => tenant(app).project.addResource({ anchor }),
    '/logical-clouds',
    'logical-clouds',
  ),
  example(
    'VM in a loop on a Nodus network',
    'VNF514',
    (app, isLoop: boolean) => {
      const { project, edge } = tenant(app);
      const left = network(app);
      edge.addNetwork(left);
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ tenants: Values.map(Values.string(), { default: { a: 'x' } }) }),
      });
      const scope = isLoop ? new ForEach(fw, 'tenants', fw.values.tenants) : fw;
      new VirtualMachine(scope, 'vm', { memory: '1Gi', disks: [IMAGE], interfaces: [left.attach()] });
      const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: [fw] });
      const logicalCloud = project.addLogicalCloud('cloud', { clusters: [edge] });
      vfw.addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement: Placement.allOf(edge) });
      bundleFiles(vfw, () => new Uint8Array());
    },
    true,
    false,
  ),
  example(
    'resource twice in a bundle',
    'VNF515',
    (app, name: string) => {
      const { project } = tenant(app);
      const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: [anApp(app, 'firewall')] });
      for (const one of ['settings', name]) vfw.addResource({ anchor: 'generic-k8s-intents', metadata: { name: one } });
      bundleFiles(vfw, () => new Uint8Array());
    },
    'settings',
    'more-settings',
  ),
  release('patch for a new value', 'VNF801', '1.2.1', '1.3.0'),
  release('step back', 'VNF802', '1.1.0', '1.3.0'),
  example(
    'annotation misspelt',
    'VNF803',
    (app, annotations: Readonly<Record<string, string>>) => {
      const fw = new HelmChart(app, 'fw', { version: '1.0.0', annotations });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
    },
    { 'artifacthub.io/licence': 'Apache-2.0' },
    { 'artifacthub.io/license': 'Apache-2.0' },
  ),
];
