import { parseAllDocuments } from 'yaml';
import { CliProject } from '../support/cli-project';

const SOUND = `
import { ApiObject } from 'cdk8s';
import { HelmChart, VnfApp } from 'cdk8s-vnf';
const app = new VnfApp();
const chart = new HelmChart(app, 'router', { version: '1.0.0' });
new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { greeting: 'hello' } });
app.synth();
`;

const BROKEN = SOUND.replace("'1.0.0'", "'not a version'");

const LARGE = `
import { ApiObject } from 'cdk8s';
import { HelmChart, VnfApp } from 'cdk8s-vnf';
const app = new VnfApp();
for (const name of ['one', 'two', 'three']) {
  const chart = new HelmChart(app, name, { version: '1.0.0' });
  for (let n = 0; n < 10; n++) {
    new ApiObject(chart, 'config' + n, { apiVersion: 'v1', kind: 'ConfigMap', data: { text: (name + ' ').repeat(100 * 1024 / name.length) } });
  }
}
app.synth();
`;

const projects: CliProject[] = [];

function project(app: string, config?: string): CliProject {
  const made = new CliProject(app, config);
  projects.push(made);
  return made;
}

afterAll(() => projects.forEach((made) => made.remove()));

const PACKAGES = [
  '.cdk8s-vnf.json',
  'charts/router-1.0.0.tgz',
  'charts/router/.helmignore',
  'charts/router/Chart.yaml',
  'charts/router/README.md',
  'charts/router/templates/_helpers.tpl',
  'charts/router/templates/configmap.yaml',
  'charts/router/values.schema.json',
  'charts/router/values.yaml',
  'findings.json',
];

describe('cdk8s synth', () => {
  test('with the configured output, writes manifests there and charts beside them', () => {
    const made = project(SOUND);
    const { status, stderr } = made.synth();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(made.files('dist')).toEqual([...PACKAGES, 'manifests/router.k8s.yaml']);
    expect(made.read('dist/manifests/router.k8s.yaml')).toMatch(/^---\napiVersion: v1\n/);
  });

  test('with -o out beside a foreign charts folder, writes manifests only and says why', () => {
    const made = project(SOUND);
    made.write('charts/precious.txt', 'mine');
    const { status, stderr } = made.synth('-o', 'out');
    expect(status).toBe(0);
    expect(made.files('out')).toEqual(['.cdk8s-vnf.json', 'router.k8s.yaml']);
    expect(made.read('charts/precious.txt')).toBe('mine');
    expect(stderr).toMatch(
      /charts and EMCO packages are not written, because the output folder out is not called manifests: give VnfApp a distDir/,
    );
  });

  test('under --stdout, gives one readable stream and writes nothing', () => {
    const made = project(LARGE);
    const { status, stdout } = made.synth('--stdout');
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(3 * 1000 * 1000);
    const documents = parseAllDocuments(stdout);
    expect(documents.filter(({ errors }) => errors.length > 0)).toEqual([]);
    expect(documents.map((document) => (document.toJS() as { metadata: { name: string } }).metadata.name)).toHaveLength(
      30,
    );
    expect(made.files()).toEqual(['app.ts', 'cdk8s.yaml', 'tsconfig.json']);
  });

  test('refuses --format helm, with the reason', () => {
    const { status, stderr } = project(SOUND).synth('--format', 'helm', '--chart-version', '1.0.0');
    expect(status).toBe(1);
    expect(stderr).toMatch(/--format helm would wrap the whole app into one chart without values/);
  });

  test('with a failing app over a good dist, leaves nothing that could be published', () => {
    const made = project(SOUND);
    expect(made.synth().status).toBe(0);
    made.write('dist/foreign.txt', 'mine');
    made.write('app.ts', BROKEN);
    const { status, stderr } = made.synth();
    expect(status).toBe(1);
    expect(stderr).toMatch(/error VNF104 at router\n\s+version: not a version\n/);
    expect(made.files('dist')).toEqual(['.cdk8s-vnf.json', 'findings.json', 'foreign.txt']);
    expect(JSON.parse(made.read('dist/findings.json'))).toMatchObject({
      findings: [{ id: 'VNF104', path: 'router', field: 'version' }],
    });
  });

  test('stops before the first write where a folder of ours holds something else', () => {
    const made = project(SOUND);
    made.write('dist/charts/handmade/Chart.yaml', 'name: handmade');
    const { status, stderr } = made.synth();
    expect(status).toBe(1);
    expect(stderr).toMatch(/charts\/handmade\/Chart\.yaml was not written by cdk8s-vnf/);
    expect(made.files('dist')).toEqual(['charts/handmade/Chart.yaml']);
  });
});

describe('plain node', () => {
  test('writes what the CLI writes', () => {
    const made = project(SOUND);
    const { status, stdout, stderr } = made.node();
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(made.files('dist')).toEqual([...PACKAGES, 'manifests/router.k8s.yaml']);
  });

  test('takes away what an earlier run wrote and this one does not', () => {
    const made = project(SOUND);
    made.node();
    made.write('app.ts', SOUND.replaceAll('router', 'switch'));
    expect(made.node().status).toBe(0);
    expect(made.files('dist').filter((path) => path.includes('router'))).toEqual([]);
  });

  test('of a failing app ends with another code than 0 and leaves findings alone', () => {
    const made = project(SOUND);
    made.node();
    made.write('app.ts', BROKEN);
    expect(made.node().status).not.toBe(0);
    expect(made.files('dist')).toEqual(['.cdk8s-vnf.json', 'findings.json']);
  });
});
