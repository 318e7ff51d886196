import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { chartAt, runImportChart } from '../../../src/codegen/chart/command';
import { readTgz } from '../../../src/helm';
import { CliProject } from '../../support/cli-project';
import { CHARTS, type ChartFiles, packaged } from './charts';

let folder: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-chart-'));
  output = join(folder, 'made', 'imports');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a chart's folder, which is called otherwise than the chart. */
function laid(files: ChartFiles): string {
  const root = join(folder, 'working-copy');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const redis = CHARTS['redis'] ?? {};

test('a folder, and the archive of it, give the same two files, each time', async () => {
  const root = laid(redis);
  const source = await chartAt(root);
  expect(Buffer.from(source.archive).equals(Buffer.from((await chartAt(root)).archive))).toBe(true);
  await runImportChart(source, { output });
  expect(readdirSync(output).sort()).toEqual(['redis-18.1.5.tgz', 'redis.ts']);
  const before = readFileSync(join(output, 'redis.ts'), 'utf8');
  await runImportChart(await chartAt(join(output, 'redis-18.1.5.tgz')), { output });
  expect(readFileSync(join(output, 'redis.ts'), 'utf8')).toBe(before);
  const files = [...readTgz(source.archive).keys()];
  expect(files.slice(0, 2)).toEqual(['redis/Chart.yaml', 'redis/values.yaml']);
  expect(files.sort()).toEqual(
    Object.keys(redis)
      .map((path) => `redis/${path}`)
      .sort(),
  );
});

test('.helmignore leaves out what Helm leaves out', async () => {
  const root = laid({
    'Chart.yaml': 'name: a\nversion: 1.0.0\n',
    '.helmignore': '# comment\n*.bak\n/top.txt\n.git/\nsub/*.md\nname?.x\n[ab].y\n',
    'a.bak': '',
    'deep/b.bak': '',
    'top.txt': '',
    'deep/top.txt': '',
    '.git/config': '',
    'sub/a.md': '',
    'sub/deep/a.md': '',
    'name1.x': '',
    'name12.x': '',
    'a.y': '',
    'c.y': '',
    'templates/.hidden': '',
    'templates/a.yaml': '',
  });
  expect([...readTgz((await chartAt(root)).archive).keys()].sort()).toEqual(
    ['.helmignore', 'Chart.yaml', 'c.y', 'deep/top.txt', 'name12.x', 'sub/deep/a.md', 'templates/a.yaml'].map(
      (path) => `a/${path}`,
    ),
  );
});

test('in an ES module the handle finds its archive by its URL', async () => {
  mkdirSync(output, { recursive: true });
  writeFileSync(join(folder, 'made', 'package.json'), '{"type": "module"}');
  await runImportChart(await chartAt(laid(redis)), { output });
  expect(readFileSync(join(output, 'redis.ts'), 'utf8')).toContain("new URL('redis-18.1.5.tgz', import.meta.url)");
});

test('what is no chart is named, and the folder stays as it was', async () => {
  const text = join(folder, 'a.tgz');
  writeFileSync(text, 'text');
  await expect(chartAt(join(folder, 'missing'))).rejects.toThrow(/missing: cannot be read: ENOENT/);
  await expect(chartAt(folder)).rejects.toThrow(/no chart: .*name the folder that holds Chart\.yaml/);
  await expect(chartAt(text).then((source) => runImportChart(source, { output }))).rejects.toThrow(/a\.tgz: no chart/);
  expect(() => readdirSync(output)).toThrow(/ENOENT/);
  const root = laid({ 'Chart.yaml': 'name: a\nversion: 1.0.0\n' });
  symlinkSync('/etc/hostname', join(root, 'link'));
  await expect(chartAt(root)).rejects.toThrow(/link: neither a file nor a folder/);
});

describe('as a user runs it', () => {
  let project: CliProject;

  afterEach(() => project.remove());

  const APP = `
import { ApiObject } from 'cdk8s';
import { ClusterProvider, CompositeApp, HelmChart, Placement, Project, Values, VnfApp } from 'cdk8s-vnf';
import { redis } from './imports/redis';

const app = new VnfApp();
const router = new HelmChart(app, 'router', {
  version: '1.0.0',
  values: Values.object({ cache: Values.boolean({ default: true }) }),
});
new ApiObject(router, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
router.addSubchart(redis, { values: { architecture: 'standalone' }, condition: router.values.cache });

const cluster = new ClusterProvider(app, 'provider').addCluster('edge01');
const project = new Project(app, 'project');
const logicalCloud = project.addLogicalCloud('cloud', { clusters: [cluster] });
new CompositeApp(project, 'edge', { version: 'v1', apps: [redis] })
  .addDeploymentIntentGroup('dig', { release: 'r1', logicalCloud, placement: Placement.allOf(cluster) })
  .override(redis, { master: { count: 2 } });
app.synth();
`;

  function importChart(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const main = join(__dirname, '../../../src/cli/main.ts');
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', main, 'import', 'chart', ...args],
        { cwd: project.folder },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  }

  test('the handle stands in a program that cdk8s synthesizes, and its archive is checked', async () => {
    project = new CliProject(APP);
    writeFileSync(join(project.folder, 'redis.tgz'), packaged('redis', redis));
    expect(await importChart('redis.tgz')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(project.files('imports')).toEqual(['redis-18.1.5.tgz', 'redis.ts']);
    const { status, stderr } = project.synth();
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    expect(project.files('dist').filter((path) => /redis/.test(path) && path.endsWith('.tgz'))).toEqual([
      'emco/edge/packages/dig/redis.tgz',
      'emco/edge/packages/redis-18.1.5.tgz',
    ]);
    expect(project.read('dist/charts/router/values.yaml')).toContain('redis:\n  architecture: standalone\n');

    writeFileSync(join(project.folder, 'imports', 'redis-18.1.5.tgz'), packaged('redis', { ...redis, more: '' }));
    expect(project.synth().stderr).toMatch(/redis-18\.1\.5\.tgz has the digest sha256:\w+, not sha256:\w+/);
  });

  test('wrong usage exits with 2, an error with 1 and one line', async () => {
    project = new CliProject('');
    expect(await importChart()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/missing required argument 'chart'/) as string,
    });
    const refused = await importChart('nothing');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^cdk8s-vnf: nothing: cannot be read: [^\n]+\n$/);
    expect((await importChart('--help')).stdout).toContain('oci://<host>/<repository>:<version>');
  });
});
