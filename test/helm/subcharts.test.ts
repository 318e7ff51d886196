import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { Fn, ForeignChart, HelmChart, makeHook, Values } from '../../src/helm';
import { packTgz } from '../../src/helm/archive';
import { keyed, objectsIn, writeChart } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS } from '../support/helm';

function charts(): { parent: HelmChart<ReturnType<typeof parentValues>>; child: HelmChart } {
  const app = new App();
  const child = new HelmChart(app, 'syslog', {
    version: '2.0.0',
    values: Values.object({ port: Values.port({ default: 514 }) }),
  });
  new ApiObject(child, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { port: `${child.values.port}` } });
  const parent = new HelmChart(app, 'gateway', { version: '1.0.0', values: parentValues() });
  new ApiObject(parent, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { logs: 'on' } });
  parent.addSubchart(child, { values: { port: 1514 }, condition: parent.values.logs });
  return { parent, child: child };
}

function parentValues() {
  return Values.object({ logs: Values.boolean({ default: true, description: 'Whether logs are collected' }) });
}

const FOREIGN = new Map([
  ['redis/Chart.yaml', 'apiVersion: v2\nname: redis\nversion: 3.1.4\n'],
  ['redis/templates/configmap.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-redis\n'],
]);

test('a subchart of ours is rendered with what the parent gives it, and not where its condition fails', () => {
  const { parent } = charts();
  expect(parent.render().map(({ data }) => data)).toEqual([{ logs: 'on' }, { port: '1514' }]);
  expect(parent.render({ logs: false }).map(({ data }) => data)).toEqual([{ logs: 'on' }]);
});

test('charts inside are read back as copies, with the values that they are given', () => {
  const { parent, child } = charts();
  expect(parent.subcharts).toEqual([{ chart: child, values: { port: 1514 } }]);
  expect(parent.subcharts).not.toBe(parent.subcharts);
});

test('Chart.yaml names what charts/ holds', () => {
  const { parent } = charts();
  parent.addSubchart(ForeignChart.fromArchive(packTgz(FOREIGN)));
  const files = parent.files();
  expect(files.get('Chart.yaml')).toContain(
    'dependencies:\n  - name: syslog\n    version: 2.0.0\n    condition: logs\n  - name: redis\n    version: 3.1.4\n',
  );
  expect(files.get('values.yaml')).toContain('syslog:\n  port: 1514\n');
  expect([...files.keys()].filter((path) => path.startsWith('charts/redis/'))).toEqual([
    'charts/redis/Chart.yaml',
    'charts/redis/templates/configmap.yaml',
  ]);
});

test('a condition that Helm could not read is refused', () => {
  const { parent, child } = charts();
  const inverted = Fn.not(parent.values.logs);
  expect(() => parent.addSubchart(child, { condition: inverted })).toThrow(/a boolean value of its parent/);
});

test('two charts of one name are refused', () => {
  const { parent, child } = charts();
  expect(() => parent.addSubchart(child)).toThrow(/gateway carries a chart called syslog already/);
});

test.each([
  ['no chart', new Map([['a/readme', 'x']])],
  ['a chart without version', new Map([['a/Chart.yaml', 'name: a\n']])],
])('an archive with %s is refused', (_, files) => {
  expect(() => ForeignChart.fromArchive(packTgz(files))).toThrow(/no Chart\.yaml with a name and a version/);
});

test('images of the rendered objects stand in the annotations, unless the author lists them', () => {
  const chart = new HelmChart(new App(), 'web', { version: '1.0.0' });
  const containers = [{ name: 'proxy', image: 'registry.example/proxy:1' }];
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers } });
  expect(chart.files().get('Chart.yaml')).toContain(
    'annotations:\n  artifacthub.io/images: |\n    - name: proxy\n      image: registry.example/proxy:1\n',
  );
});

test('hooks and CRDs stand where Helm looks for them', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'vnfs.example.com' },
  };
  const chart = new HelmChart(new App(), 'web', { version: '1.0.0', crds: [crd] });
  const job = new ApiObject(chart, 'job', { apiVersion: 'batch/v1', kind: 'Job', spec: {} });
  makeHook(job, ['pre-install', 'pre-upgrade'], { weight: -5, deletePolicies: ['hook-succeeded'] });
  expect(chart.files().get('crds/vnfs.example.com.yaml')).toContain('kind: CustomResourceDefinition');
  expect(chart.render()[0]).toMatchObject({
    metadata: {
      annotations: {
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-5',
        'helm.sh/hook-delete-policy': 'hook-succeeded',
      },
    },
  });
});

describeWithHelm('real Helm', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'subcharts-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each(HELM_VERSIONS)('%s renders a subchart as the library does', (version) => {
    const { parent } = charts();
    const root = writeChart(parent, folder);
    expect(helm(version, ['lint', '--strict', root])).toContain('0 chart(s) failed');
    for (const logs of [true, false]) {
      const objects = objectsIn(helm(version, ['template', 'fw0', root, '--set', `logs=${logs}`]));
      expect(keyed(objects)).toEqual(keyed(parent.render({ logs }, { name: 'fw0' })));
    }
  });

  test.each(HELM_VERSIONS)('%s renders a foreign chart inside ours', (version) => {
    const { parent } = charts();
    parent.addSubchart(ForeignChart.fromArchive(packTgz(FOREIGN)));
    const objects = objectsIn(helm(version, ['template', 'fw0', writeChart(parent, folder)]));
    expect(Object.keys(keyed(objects))).toContain('v1 ConfigMap  fw0-redis');
  });
});
