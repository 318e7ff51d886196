import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newProject, projectFiles } from '../../../src/codegen/project/new-project';
import { compileAll } from '../../types/compile';

const ROOT = join(__dirname, '../../..');
const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
  files: string[];
  devDependencies: Record<string, string>;
};
const FILES = [
  '.github/workflows/charts.yaml',
  '.gitignore',
  'README.md',
  'cdk8s.yaml',
  'charts/main.ts',
  'charts/router.ts',
  'jest.config.js',
  'package.json',
  'test/main.test.ts',
  'test/router.test.ts',
  'tsconfig.json',
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const below = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

test('a project is written into a folder that is not there, and into one with nothing but .git', async () => {
  const made = join(folder, 'deep', 'My VNF');
  expect(await newProject(made)).toEqual(FILES);
  expect(below(made)).toEqual([...FILES].sort());
  expect(readFileSync(join(made, 'README.md'), 'utf8')).toMatch(/^# my-vnf\n/);
  mkdirSync(join(folder, 'repository', '.git'), { recursive: true });
  expect(await newProject(join(folder, 'repository'), { name: '@scope/name' })).toEqual(FILES);
  expect(readFileSync(join(folder, 'repository', 'package.json'), 'utf8')).toContain('"name": "@scope/name"');
});

test('the versions are those that this package is tested with', async () => {
  const { dependencies, devDependencies } = JSON.parse((await projectFiles('a')).get('package.json') ?? '') as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  expect(dependencies['cdk8s-vnf']).toBe(`^${OWN.version}`);
  const { 'cdk8s-vnf': _, ...others } = { ...dependencies, ...devDependencies };
  expect(Object.entries(others).filter(([name, version]) => OWN.devDependencies[name] !== version)).toEqual([]);
  expect(OWN.files).toContain('templates');
});

test('its program has types that hold, and the same name gives the same bytes', async () => {
  const files = await projectFiles('a');
  expect(await projectFiles('a')).toEqual(files);
  const programs = new Map(['main', 'router'].map((name) => [name, files.get(`charts/${name}.ts`) ?? '']));
  expect([...compileAll(programs).values()]).toEqual([[], []]);
  for (const text of files.values()) expect(text).not.toContain('%name%');
});

test('another program takes the place of the router and its test', async () => {
  const program = 'export {};\n';
  const files = await projectFiles('a', program);
  expect(files.get('charts/main.ts')).toBe(program);
  expect([...files.keys()].sort()).toEqual(FILES.filter((path) => !path.includes('router')).sort());
});

test('a folder that holds anything is refused, with what is in the way, and stays as it was', async () => {
  writeFileSync(join(folder, 'README.md'), 'mine');
  writeFileSync(join(folder, '.env'), '');
  await expect(newProject(folder)).rejects.toThrow(/not empty: \.env, README\.md would be in the way; name a folder/);
  expect(below(folder)).toEqual(['.env', 'README.md']);
  for (let index = 0; index < 20; index++) writeFileSync(join(folder, `file${index}`), '');
  await expect(newProject(folder)).rejects.toThrow(/ and 12 more would be in the way/);
  await expect(newProject(join(folder, 'README.md'))).rejects.toThrow(/no folder for a project: ENOTDIR/);
});

test.each(['Upper', '../x', '', '.hidden', 'a b', 'x'.repeat(215)])('the name %j is refused', async (name) => {
  await expect(newProject(join(folder, 'new'), { name })).rejects.toThrow(/no name of a package/);
  expect(readdirSync(folder)).toEqual([]);
});

test('after a failure half-way nothing is there, not even the folders that were made', async () => {
  let deep = join(folder, 'new');
  while (deep.length < 4060) deep = join(deep, 'd'.repeat(Math.min(200, Math.max(1, 4060 - deep.length))));
  // The folder can be made; the path of the pipeline inside it is longer than the system takes.
  await expect(newProject(deep, { name: 'a' })).rejects.toThrow(/cannot be written: ENAMETOOLONG/);
  expect(readdirSync(folder)).toEqual([]);
});

describe('the command line', () => {
  const init = (...args: readonly string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const main = join(ROOT, 'src/cli/main.ts');
      const tsx = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
      execFile(process.execPath, ['--import', tsx, main, 'init', ...args], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  test('tells what was written and what comes next', async () => {
    const { code, stdout, stderr } = await init('edge', '--name', 'edge-vnf');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${FILES.join('\n')}\n\nNext:\n  cd edge\n  npm install\n  npm test\n  npm run synth\n`);
    const again = await init('edge');
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^cdk8s-vnf: edge: not empty: \.github, [^\n]*\n$/);
  });

  test('begins with manifests in place of the router', async () => {
    const manifest = ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: settings}', 'data: {mode: fast}', ''];
    writeFileSync(join(folder, 'settings.yaml'), manifest.join('\n'));
    const { code, stdout, stderr } = await init('edge', '--from', 'settings.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('router');
    const program = readFileSync(join(folder, 'edge', 'charts', 'main.ts'), 'utf8');
    expect(program).toContain("mode: 'fast'");
    expect(program).toContain('app.synth();');

    writeFileSync(join(folder, 'broken.yaml'), 'a: {{ .Values.b }}\n');
    const refused = await init('other', '--from', 'broken.yaml');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^cdk8s-vnf: broken\.yaml, line 1: /);
    expect(readdirSync(folder)).not.toContain('other');
  });

  test('takes the folder it stands in', async () => {
    expect((await init()).stdout).toContain('Next:\n  npm install\n');
    expect(below(folder)).toEqual([...FILES].sort());
  });
});
