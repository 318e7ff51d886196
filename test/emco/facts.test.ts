import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { type Cluster, ClusterProvider, CompositeApp, MULTUS_KEY, Placement, Project } from '../../src/emco';
import { notedOn } from '../../src/findings';
import { HelmChart } from '../../src/helm';
import { NodusNetwork } from '../../src/network';
import { vfw } from './vfw-model';

function ids(root: App): string[] {
  return root.node.findAll().flatMap((construct) => notedOn(construct).map(({ id }) => id));
}

function small(): { root: App; edge: Cluster; project: Project; chart: HelmChart; app: CompositeApp } {
  const root = new App();
  const edge = new ClusterProvider(root, 'cp').addCluster('edge');
  const project = new Project(root, 'p');
  const chart = new HelmChart(root, 'a', { version: '1.0.0' });
  return { root, edge, project, chart, app: new CompositeApp(project, 'ca', { version: 'v1', apps: [chart] }) };
}

type Small = ReturnType<typeof small>;

test.each<[string, (model: Small) => void]>([
  ['VNF501', ({ edge }) => edge.addLabel('no label')],
  ['VNF501', ({ project, edge }) => project.addLogicalCloud('lc', { clusters: [edge], namespace: 'No_Name' })],
  ['VNF502', ({ root }) => new Project(root, 'q', { userData1: 'x'.repeat(513) })],
  [
    'VNF504',
    ({ project }) =>
      new CompositeApp(project, 'x', { version: '1', controllers: [{ name: 'gac', host: 'h', port: 1e6 }] }),
  ],
  ['VNF505', ({ app, chart, root }) => app.addDependency(chart, new HelmChart(root, 'b', { version: '1.0.0' }))],
  ['VNF505', ({ app, chart }) => app.addDependency(chart, chart)],
  ['VNF507', ({ project, edge }) => project.addLogicalCloud('lc', { clusters: [edge], quota: { pods: '1' } })],
  ['VNF508', ({ project }) => project.addLogicalCloud('lc', { clusters: [] })],
  ['VNF512', ({ app, chart }) => app.addApp(chart)],
  ['VNF513', ({ app }) => app.addResource({ anchor: '/apps' })],
  [
    'VNF510',
    ({ edge, root }) => {
      const network = new NodusNetwork(root, 'net', { subnet: '10.0.0.0/24' });
      edge.addNetwork(network);
      edge.addNetwork(network);
    },
  ],
])('%s is noted, not thrown', (id, act) => {
  const model = small();
  act(model);
  expect(ids(model.root)).toEqual([id]);
});

test('a group notes foreign apps, foreign logical clouds and empty placements', () => {
  const { root, app, edge } = small();
  const logicalCloud = new Project(root, 'other').addLogicalCloud('lc', { clusters: [edge] });
  const group = app.addDeploymentIntentGroup('dig', { release: 'r', logicalCloud, placement: Placement.allOf() });
  group.place(new HelmChart(root, 'b', { version: '1.0.0' }), Placement.anyOf(edge));
  expect(ids(root)).toEqual(['VNF509', 'VNF511', 'VNF506']);
});

test('waits are whole seconds', () => {
  const { root, app, chart } = small();
  const other = new HelmChart(root, 'b', { version: '1.0.0' });
  app.addApp(other);
  app.addDependency(chart, other, { wait: Duration.millis(1500) });
  expect(ids(root)).toEqual(['VNF505']);
});

test('collections are copies', () => {
  const { app, group } = vfw();
  (app.apps as unknown[]).pop();
  (app.deploymentIntentGroups as unknown[]).pop();
  (group.logicalCloud.clusters as unknown[]).pop();
  expect([app.apps.length, app.deploymentIntentGroups.length, group.logicalCloud.clusters.length]).toEqual([3, 1, 2]);
});

test('without Nodus networks there is no multus pair and no ovnaction, without customizations no gac', () => {
  const { edge, app } = small();
  expect(edge.keyValuePairs).toEqual({});
  expect(app.controllers.map(({ name }) => name)).toEqual(['rsync']);
  const full = vfw();
  expect(full.app.controllers.map(({ name }) => name)).toEqual(['rsync', 'ovnaction', 'gac']);
  expect(full.group.logicalCloud.clusters[0]!.keyValuePairs[MULTUS_KEY]).toBe('multus');
});

test('customizations take operations of JSON patches only', () => {
  const { group, generator: object } = vfw();
  // @ts-expect-error a customization changes something
  group.addCustomization('nothing', { object, patchJson: [] });
  // @ts-expect-error a place begins with a slash
  group.addCustomization('place', { object, patchJson: [{ op: 'remove', path: 'spec/template' }] });
  // @ts-expect-error what is added has a value
  group.addCustomization('value', { object, patchJson: [{ op: 'add', path: '/spec/paused' }] });
  // @ts-expect-error a copy is taken from somewhere
  group.addCustomization('copy', { object, patchJson: [{ op: 'copy', path: '/spec/paused', value: true }] });
  // @ts-expect-error EMCO merges no custom resources
  group.addCustomization('merge', { object, patchType: 'merge', patchJson: [{ op: 'remove', path: '/spec' }] });
  expect(group.customizations).toHaveLength(8);
  expect(group.customizations).not.toBe(group.customizations);
});

test('a customization needs an object of a Helm chart', () => {
  const { group } = vfw();
  const patchJson = [{ op: 'remove', path: '/spec' }] as const;
  const plain = new ApiObject(new Chart(new App(), 'plain'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(() => group.addCustomization('plain', { object: plain, patchJson: [...patchJson] })).toThrow(
    /plain\/map stands in no HelmChart/,
  );
  expect(() => group.addCustomization('group', { object: group, patchJson: [...patchJson] })).toThrow(/ApiObject/);
});

test('override takes only what the chart declares', () => {
  const { group, firewall } = vfw();
  // @ts-expect-error cores is an integer
  group.override(firewall, { cores: 'four' });
  // @ts-expect-error the chart has no such value
  group.override(firewall, { coers: 4 });
  expect(group.valuesOf(group.apps[1]!)).toMatchObject({ ratio: 1.5 });
});
