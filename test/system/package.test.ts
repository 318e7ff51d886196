import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

let project: string;

function run(command: string, ...args: string[]): string {
  const { CDK8S_OUTDIR: _, ...environment } = process.env;
  return execFileSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The package as npm would publish it, installed in an empty project. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'package-'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: ROOT });
  const [archive] = readdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', version: '1.0.0', private: true }));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  run('npm', 'install', '--no-audit', '--no-fund', `./${archive}`, ...peers);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('holds compiled code, types and docs, and neither sources nor tests', () => {
  const folder = join(project, 'node_modules', 'cdk8s-vnf');
  expect(readdirSync(folder).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'docs',
    'lib',
    'package.json',
    'templates',
  ]);
  expect(existsSync(join(folder, 'lib', 'src', 'index.d.ts'))).toBe(true);
  expect(readdirSync(join(folder, 'lib')).sort()).toEqual(['imports', 'src']);
});

describe.each([
  ['CommonJS', 'commonjs', "const { VnfApp } = require('cdk8s-vnf');\nconst { vfw } = require('./vfw.js');\n"],
  ['ES modules', 'module', "import { VnfApp } from 'cdk8s-vnf';\nimport { vfw } from './vfw.js';\n"],
])('from %s', (_, type, imports) => {
  test('a strict program compiles and synthesizes vfw', () => {
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as object;
    writeFileSync(join(project, 'package.json'), JSON.stringify({ ...manifest, type }));
    cpSync(join(ROOT, 'charts', 'vfw.ts'), join(project, 'vfw.ts'));
    run(
      'npx',
      'tsc',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'node16',
      '--moduleResolution',
      'node16',
      '--skipLibCheck',
      'false',
      'vfw.ts',
    );
    writeFileSync(join(project, 'app.js'), `${imports}const app = new VnfApp();\nvfw(app);\napp.synth();\n`);
    run('node', 'app.js');
    expect(readdirSync(join(project, 'dist', 'charts')).filter((name) => name.endsWith('.tgz'))).toEqual([
      'firewall-1.0.0.tgz',
      'packetgen-1.0.0.tgz',
      'sink-1.0.0.tgz',
    ]);
    expect(existsSync(join(project, 'dist', 'emco', 'vfw', 'README.md'))).toBe(true);
  });

  test('a chart of somebody else is imported, and its handle finds the archive', () => {
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as object;
    writeFileSync(join(project, 'package.json'), JSON.stringify({ ...manifest, type }));
    mkdirSync(join(project, 'tiny'), { recursive: true });
    writeFileSync(join(project, 'tiny', 'Chart.yaml'), 'apiVersion: v2\nname: tiny\nversion: 1.2.3\n');
    writeFileSync(join(project, 'tiny', 'values.yaml'), 'size: 1\n');
    run('npx', 'cdk8s-vnf', 'import', 'chart', 'tiny');
    const use = "import { tiny } from './imports/tiny.js';\nprocess.stdout.write(tiny.version);\n";
    writeFileSync(join(project, 'use.ts'), use);
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--moduleResolution', 'node16'];
    run('npx', 'tsc', ...options, '--types', 'node', 'use.ts');
    expect(run('node', 'use.js')).toBe('1.2.3');
  });
});
