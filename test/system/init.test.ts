import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

let work: string;
let archive: string;
let written: string;
let project: string;

function run(cwd: string, command: string, ...args: string[]): string {
  // As on a user's machine: this process is a test itself.
  const { CDK8S_OUTDIR: _, JEST_WORKER_ID: __, NODE_ENV: ___, ...environment } = process.env;
  return execFileSync(command, args, { cwd, encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The package as npm would publish it; a project that it begins, and that has it installed. */
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'init-'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: ROOT });
  const [name = ''] = readdirSync(work);
  archive = join(work, name);
  const tool = join(work, 'tool');
  mkdirSync(tool);
  run(tool, 'npm', 'install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--prefix', tool, archive);
  written = run(work, join(tool, 'node_modules', '.bin', 'cdk8s-vnf'), 'init', 'edge-router');
  project = join(work, 'edge-router');
  run(project, 'npm', 'install', '--no-audit', '--no-fund', archive);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the package holds every file of a project, those that begin with a dot too', () => {
  expect(written).toContain('.github/workflows/charts.yaml\n.gitignore\nREADME.md\n');
  expect(readdirSync(project)).toEqual(expect.arrayContaining(['.github', '.gitignore', 'charts', 'test']));
});

test('npm test passes in a new project', () => {
  expect(() => run(project, 'npm', 'test')).not.toThrow();
});

test('npm run synth leaves charts and manifests', () => {
  run(project, 'npm', 'run', 'synth');
  expect(existsSync(join(project, 'dist', 'charts', 'router-0.1.0.tgz'))).toBe(true);
  expect(readdirSync(join(project, 'dist', 'manifests'))).toEqual(['router.k8s.yaml']);
});

test('a test that should fail does, and so does a program with a wrong type', () => {
  const edited = (path: string, from: string, to: string) => {
    run(project, 'sed', '-i', `s/${from}/${to}/`, path);
    try {
      run(project, 'npm', 'test');
      return 'passed';
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return stdout + stderr;
    } finally {
      run(project, 'sed', '-i', `s/${to}/${from}/`, path);
    }
  };
  expect(edited('charts/router.ts', 'minimum: 1,', 'minimum: 0,')).toMatch(/cores have bounds/);
  expect(edited('charts/router.ts', 'maximum: 16', "maximum: '16'")).toMatch(/TS2322/);
});

test('a project that begins with manifests passes its test and synthesizes', () => {
  const manifests = join(ROOT, 'test', 'codegen', 'manifest', 'corpus', 'nodus-vm-alone.yaml');
  const begun = join(work, 'begun');
  run(work, join(project, 'node_modules', '.bin', 'cdk8s-vnf'), 'init', begun, '--from', manifests);
  // What npm would install is what the first project has.
  symlinkSync(join(project, 'node_modules'), join(begun, 'node_modules'));
  expect(() => run(begun, 'npm', 'test')).not.toThrow();
  run(begun, 'npm', 'run', 'synth');
  expect(readdirSync(join(begun, 'dist', 'manifests')).length).toBeGreaterThan(0);
  expect(readdirSync(join(begun, 'charts'))).toEqual(['main.ts']);
});

test('with what npm has, it is installed again without a network', () => {
  rmSync(join(project, 'node_modules'), { recursive: true });
  run(project, 'npm', 'ci', '--offline', '--no-audit', '--no-fund');
  run(project, 'npm', 'run', 'synth');
});
