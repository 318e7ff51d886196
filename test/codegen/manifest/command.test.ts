import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseAllDocuments } from 'yaml';

import { CliProject } from '../../support/cli-project';
import { identity, meaning } from './meaning';
import { documentsIn } from './support';

const ROOT = join(__dirname, '../../..');
const CORPUS = join(__dirname, 'corpus');

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'import', 'manifest', ...args],
    { cwd: ROOT, input, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('import manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-manifest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the program, and nothing where nothing is wrong', () => {
    const { status, stdout, stderr } = run([join(CORPUS, 'vm-cirros.yaml')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain("new HelmChart(app, 'vm-cirros', {");
  });

  it('reads standard input and writes a file', () => {
    const file = join(folder, 'charts', 'main.ts');
    const text = readFileSync(join(CORPUS, 'vm-cirros.yaml'), 'utf8');
    expect(run(['-', '--name', 'edge', '--exact', '--output', file], text)).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(file, 'utf8')).toContain("new HelmChart(app, 'edge', {");
  });

  it('tells findings, and keeps the program', () => {
    const { status, stdout, stderr } = run([join(__dirname, 'broken', 'mac-mismatch.yaml'), '--kubevirt', '1.9']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error VNF314 at mac-mismatch\/mac-mismatch \(.*mac-mismatch\.yaml, line 1\)\n/);
    expect(stdout).toContain("platform: { kubevirt: '1.9' }");
  });

  it('reads a folder', () => {
    const { status, stdout } = run([join(__dirname, 'broken')]);
    expect(status).toBe(1);
    expect(stdout).toContain("new HelmChart(app, 'broken', {");
  });

  it('refuses what is no manifest in one line', () => {
    expect(run(['-'], 'services: {}\n')).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^cdk8s-vnf: standard input, line 1: a document without apiVersion: [^\n]+\n$/,
      ) as string,
    });
  });

  it('wants to know what to read', () => {
    const { status, stderr } = run([]);
    expect(status).toBe(2);
    expect(stderr).toContain('name a file, a folder, or - for standard input');
  });
});

describe('an imported program', () => {
  it('is synthesized by cdk8s to the manifests it came from', () => {
    const source = readFileSync(join(CORPUS, 'talk-sriov-site.yaml'), 'utf8');
    const { stdout } = run(['-', '--exact', '--name', 'vnf'], source);
    const project = new CliProject(stdout);
    const { status, stderr } = project.synth();
    expect([status, stderr]).toEqual([0, '']);
    const made = ['vnf', 'site'].flatMap((chart) =>
      parseAllDocuments(project.read(`dist/manifests/${chart}.k8s.yaml`)).map((document) => document.toJS() as object),
    );
    const byIdentity = (objects: readonly object[]) =>
      new Map(objects.map((object) => [identity(object), meaning(object)]));
    expect(byIdentity(made)).toEqual(byIdentity(documentsIn(source)));
    expect(project.files('dist/charts/vnf/templates')).toEqual(['virtualmachine.yaml']);
    project.remove();
  });
});
