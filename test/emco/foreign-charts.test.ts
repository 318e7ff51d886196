import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  ClusterProvider,
  CompositeApp,
  ForeignChart,
  HelmChart,
  Placement,
  Project,
  readTgz,
  splitValues,
  type ValuesData,
  VnfApp,
} from '../../src';
import { readChartContents } from '../../src/helm/chart-contents';
import { schemaProblems } from '../../src/helm/foreign-values';
import { CHARTS, packaged } from '../codegen/chart/charts';
import { objectsIn } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS, type HelmVersion } from '../support/helm';

/** What a user gives each chart. */
const OVERRIDES: Readonly<Record<string, ValuesData>> = {
  nginx: { replicaCount: 2, image: { tag: '1.10' }, ingress: { hosts: [{ host: 'a.example', paths: [] }] } },
  'coredns-edge': {
    replicas: 3,
    args: ['-x', 1.5, null],
    configs: { 'a.b': '{{ .Release.Name }}' },
    greeting: 'a,b\\c',
  },
  redis: { auth: { password: '007' }, metrics: { enabled: true, port: 9122 }, global: { storageClass: 'fast' } },
  'cert-tool': { issuer: { kind: 'ClusterIssuer' }, extra: [{ name: 'a' }], webhook: { timeoutSeconds: '10s' } },
  gateway: { routes: { a: { host: 'a.example', children: [{ filter: { b: 'c' } }] } }, weights: { a: 0.5 } },
  prometheus: { server: { replicas: 0, retention: '1y' }, alerting: { a: ['b'] } },
  'node-exporter': { collectors: ['cpu', "o'clock"], level: null, '9100': 'no' },
  umbrella: { frontend: { title: '' }, backend: { queue: { depth: 1 } }, global: { domain: 'example.net' } },
  'old-school': { size: 'large', limit: 0.5 },
  import: { global: { anything: { at: ['all'] } } },
};

/** Charts whose schema refuses `global`, so that no Helm takes them inside another. */
const CLOSED = ['old-school'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreign-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A foreign chart as an app with overrides, and in a chart of ours, synthesized. */
function synthesized(name: string): { readonly chart: ForeignChart; readonly over: ValuesData } {
  const chart = ForeignChart.fromArchive(packaged(name, CHARTS[name] ?? {}));
  const over = OVERRIDES[name] ?? {};
  const app = new VnfApp({ outdir: join(folder, 'manifests') });
  if (!CLOSED.includes(name)) new HelmChart(app, 'edge', { version: '1.0.0' }).addSubchart(chart, { values: over });
  const cluster = new ClusterProvider(app, 'provider').addCluster('edge01');
  const project = new Project(app, 'project');
  const logicalCloud = project.addLogicalCloud('cloud', { clusters: [cluster], namespace: 'edge' });
  new CompositeApp(project, 'suite', { version: 'v1', apps: [chart] })
    .addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement: Placement.allOf(cluster) })
    .override(chart.untyped, over);
  app.synth();
  return { chart, over };
}

const bundle = (path: string) => readFileSync(join(folder, 'emco', 'suite', path));

test('the bundle has the archive as it was read, the profile, the overrides, and the rights that the templates need', () => {
  const { chart, over } = synthesized('redis');
  expect(bundle('packages/redis-18.1.5.tgz').equals(chart.archive())).toBe(true);
  const { set, file } = splitValues(over);
  expect(file).toEqual({ auth: { password: '007' } });
  const profile = readTgz(bundle('packages/dig/redis.tgz'));
  expect(Buffer.from(profile.get('override_values.yaml') ?? []).toString()).toBe('auth:\n  password: "007"\n');
  const documents = parseAllDocuments(bundle('40-composite-app.yaml').toString()).map((one) => one.toJS() as unknown);
  expect(documents).toContainEqual(
    expect.objectContaining({ metadata: { name: 'redis' }, file: 'packages/redis-18.1.5.tgz' }),
  );
  expect(JSON.stringify(documents)).toContain(JSON.stringify([{ app: 'redis', values: set }]));
  // Its templates name the core group alone.
  expect(bundle('30-logical-cloud.yaml').toString()).toContain(
    "apiGroups:\n    - ''\n    - k8splugin.io\n".replaceAll("'", '"'),
  );
});

test('API groups are those that templates of the chart, and of charts inside it, name', () => {
  const chart = ForeignChart.fromArchive(
    packaged('a', {
      'Chart.yaml': 'name: a\nversion: 1.0.0\n',
      'templates/a.yaml':
        'apiVersion: apps/v1\n---\napiVersion: "networking.k8s.io/v1beta1"\n# see https://a.example/v2\n',
      'templates/_b.tpl': '{{- define "b" -}}{{ ternary "policy/v1" "policy/v1beta1" .x }}{{ "v1" }}{{- end -}}\n',
      'README.md': 'apiVersion: readme.example/v1\n',
      'charts/b/Chart.yaml': 'name: b\nversion: 1.0.0\n',
      'charts/b/templates/c.yaml': 'apiVersion: batch/v1\n',
    }),
  );
  expect(chart.apiGroups).toEqual(['', 'apps', 'batch', 'networking.k8s.io', 'policy']);
});

test('charts of Helm 2 name their dependencies in a file of their own; two versions of one stand side by side', () => {
  const chart = readChartContents(
    packaged('a', {
      'Chart.yaml': 'name: a\nversion: 1.0.0\n',
      'requirements.yaml':
        'dependencies:\n- {name: b, version: 1.x, alias: old}\n- {name: b, version: ">=2.0.0", alias: new, tags: [t]}\n',
      'charts/b-1/Chart.yaml': 'name: b\nversion: 1.4.0\n',
      'charts/b-2/Chart.yaml': 'name: b\nversion: 2.1.0\n',
      'charts/_left-out/Chart.yaml': 'name: c\nversion: 1.0.0\n',
    }),
  );
  expect(chart.inside.map(({ key, chart: inner, tags }) => [key, inner.version, tags])).toEqual([
    ['old', '1.4.0', []],
    ['new', '2.1.0', ['t']],
  ]);
  expect([...chart.files.keys()].filter((path) => path.startsWith('charts/'))).toEqual([
    'charts/b/Chart.yaml',
    'charts/b-2.1.0/Chart.yaml',
  ]);
});

test('a chart with a binary file is an app, and no part of another chart', () => {
  const archive = packaged('a', {
    'Chart.yaml': 'name: a\nversion: 1.0.0\n',
    'icon.png': Buffer.from([0x89, 0x50, 0xff]) as unknown as string,
  });
  const chart = ForeignChart.fromArchive(archive);
  expect(chart.archive()).toBe(archive);
  expect(() => chart.files).toThrow(/icon\.png of the chart a is no UTF-8 text/);
});

test('a schema whose patterns never end is given up, and one of another server is left to Helm', () => {
  const schema = { properties: { a: { pattern: '^(a+)+$' }, b: { $ref: 'https://x.example/s.json' } } };
  const chart = readChartContents(
    packaged('a', { 'Chart.yaml': 'name: a\nversion: 1.0.0\n', 'values.schema.json': JSON.stringify(schema) }),
  );
  expect(schemaProblems(chart, { a: 'aa', b: 1 })).toEqual([]);
  expect(schemaProblems(chart, { a: `${'a'.repeat(64)}c` }, 100)).toMatchObject([
    { path: '', reason: expect.stringContaining('values.schema.json of a cannot be used: Script execution timed out') },
  ]);
});

test('charts inside are checked by their own schemas, unless they are switched off', () => {
  const inner = { properties: { size: { type: 'integer' } }, required: ['size'] };
  const files = {
    'Chart.yaml':
      'name: a\nversion: 1.0.0\ndependencies: [{name: b, version: 1.0.0, condition: "b.on,bOn", tags: [all]}]\n',
    'values.yaml': 'bOn: true\n',
    'charts/b/Chart.yaml': 'name: b\nversion: 1.0.0\n',
    'charts/b/values.schema.json': JSON.stringify(inner),
  };
  const chart = ForeignChart.fromArchive(packaged('a', files));
  expect(chart.checkValues({})).toMatchObject([{ path: 'b.size', reason: 'the value is required' }]);
  expect(chart.checkValues({ b: { size: '1' } })).toMatchObject([{ path: 'b.size', value: '1' }]);
  expect(chart.checkValues({ b: { size: 1 } })).toEqual([]);
  expect(chart.checkValues({ b: { on: false } })).toEqual([]);
  expect(chart.checkValues({ bOn: false, tags: { all: true } })).toEqual([]);
  expect(chart.checkValues({ bOn: null, tags: { all: false } })).toEqual([]);
});

test('templates are those of the chart, and of charts inside it that are switched on', () => {
  const files = {
    'Chart.yaml': 'name: a\nversion: 1.0.0\ndependencies: [{name: b, version: 1.0.0, alias: c, condition: c.on}]\n',
    'values.yaml': 'c: { on: true }\n',
    'templates/_helpers.tpl': '{{ define "a" }}{{ end }}',
    'files/no-template.txt': '{{ break }}',
    'charts/b/Chart.yaml': 'name: b\nversion: 1.0.0\n',
    'charts/b/templates/NOTES.txt': '{{ break }}',
  };
  const chart = ForeignChart.fromArchive(packaged('a', files));
  expect([...chart.templates({})]).toEqual([
    ['templates/_helpers.tpl', files['templates/_helpers.tpl']],
    ['charts/b/templates/NOTES.txt', '{{ break }}'],
  ]);
  expect([...chart.templates({ c: { on: false } }).keys()]).toEqual(['templates/_helpers.tpl']);
});

test('a chart whose schema refuses what Helm gives to charts inside others is found at synth', () => {
  const app = new VnfApp({ outdir: join(folder, 'manifests') });
  const chart = ForeignChart.fromArchive(packaged('old-school', CHARTS['old-school'] ?? {}));
  new HelmChart(app, 'edge', { version: '1.0.0' }).addSubchart(chart);
  expect(() => app.synth()).toThrow(/VNF107[^]*values\.old-school\.global[^]*deploy the chart on its own/);
});

test('a plain cdk8s app shows our chart without the objects of a foreign one', () => {
  const chart = new HelmChart(Testing.app(), 'edge', { version: '1.0.0' });
  chart.addSubchart(ForeignChart.fromArchive(packaged('nginx', CHARTS['nginx'] ?? {})));
  expect(Testing.synth(chart)).toEqual([]);
});

describeWithHelm('real Helm', () => {
  /** The values that templates of a chart saw. */
  function seen(version: HelmVersion, name: string, args: readonly string[]): unknown {
    const objects = objectsIn(helm(version, ['template', 'fw0', ...args]));
    const map = objects.find(({ metadata }) => (metadata as { name: string }).name === `fw0-${name}`);
    return JSON.parse((map?.data as { values: string }).values);
  }

  function unpacked(archive: Uint8Array, below: string): string {
    for (const [path, bytes] of readTgz(archive)) {
      mkdirSync(dirname(join(folder, below, path)), { recursive: true });
      writeFileSync(join(folder, below, path), bytes);
    }
    return join(folder, below);
  }

  describe.each(HELM_VERSIONS)('%s', (version) => {
    test.each(Object.keys(CHARTS))('%s as an app sees the defaults under the overrides', (name) => {
      const { chart, over } = synthesized(name);
      const profile = unpacked(bundle(`packages/dig/${name}.tgz`), 'profile');
      const sets = Object.entries(splitValues(over).set).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
      const archive = join(folder, 'emco', 'suite', 'packages', `${name}-${chart.version}.tgz`);
      const values = seen(version, name, [archive, '-f', join(profile, 'override_values.yaml'), ...sets]);
      expect(values).toMatchObject(withoutNulls(over));
      expect(withoutGlobals(values)).toEqual(withoutGlobals(chart.mergedValues(over)));
    });

    test.each(Object.keys(CHARTS).filter((name) => !CLOSED.includes(name)))(
      '%s in a chart of ours sees the same',
      (name) => {
        const { over } = synthesized(name);
        const values = seen(version, name, [join(folder, 'charts', 'edge-1.0.0.tgz')]);
        expect(values).toMatchObject(withoutNulls(over));
      },
    );
  });
});

/** Helm gives the charts inside an empty `global` where none is given, or not, by its version. */
function withoutGlobals(values: unknown): unknown {
  return JSON.parse(
    JSON.stringify(values, (key, value: unknown) =>
      key === 'global' && JSON.stringify(value) === '{}' ? undefined : value,
    ),
  );
}

/** A null takes a default away, and of those in lists Helm has its own view. */
function withoutNulls(values: ValuesData): ValuesData {
  return JSON.parse(JSON.stringify(values, (_, value: unknown) => (value === null ? undefined : value))) as ValuesData;
}
