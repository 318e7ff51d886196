/** `tsx bench/types.ts`: what the types of this package cost a program: charts/vfw against plain cdk8s of the same size. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const RUNS = 5;

/** The same number of objects and lines without this package: charts of plain cdk8s and cdk8s-plus-27. */
const PLAIN = `
import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment, DeploymentStrategy, Service, ServiceType } from 'cdk8s-plus-27';
const app = new App();
for (const name of ['firewall', 'packetgen']) {
  const chart = new Chart(app, name);
  new ApiObject(chart, 'vm', { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', spec: { runStrategy: 'Always' } });
  new Service(chart, 'service', { type: ServiceType.NODE_PORT, ports: [{ port: 8183 }] });
}
const sink = new Chart(app, 'sink');
const darkstat = new Deployment(sink, 'sink', { replicas: 1, strategy: DeploymentStrategy.recreate() });
darkstat.addContainer({ image: 'registry.example/darkstat:1', portNumber: 667 });
darkstat.exposeViaService({ serviceType: ServiceType.NODE_PORT, ports: [{ port: 667 }] });
app.synth();
`;

interface Cost {
  readonly files: number;
  readonly types: number;
  readonly instantiations: number;
  readonly seconds: number;
}

function costOf(folder: string): Cost {
  const text = execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder, '--extendedDiagnostics'],
    { encoding: 'utf8' },
  );
  const read = (name: string): number => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(text)?.[1]);
  return {
    files: read('Files'),
    types: read('Types'),
    instantiations: read('Instantiations'),
    seconds: read('Total time'),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

mkdirSync(join(ROOT, '.cache'), { recursive: true });
// Below this package, so that programs find it by its name, with the types that it publishes.
const home = mkdtempSync(join(ROOT, '.cache', 'types-'));
const programs = { 'plain cdk8s': PLAIN, 'charts/vfw': undefined };
const rows: Record<string, Cost> = {};
for (const [name, code] of Object.entries(programs)) {
  const folder = join(home, name.replace(/\W/g, '-'));
  mkdirSync(folder);
  if (code === undefined) cpSync(join(ROOT, 'charts', 'vfw.ts'), join(folder, 'app.ts'));
  else writeFileSync(join(folder, 'app.ts'), code);
  const compilerOptions = {
    target: 'ES2022',
    module: 'Node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['app.ts'] }));
  const costs = Array.from({ length: RUNS }, () => costOf(folder));
  const [first] = costs;
  if (first) rows[name] = { ...first, seconds: median(costs.map(({ seconds }) => seconds)) };
}
rmSync(home, { recursive: true, force: true });

const [plain, ours] = Object.values(rows) as [Cost, Cost];
for (const key of ['files', 'types', 'instantiations', 'seconds'] as const) {
  process.stdout.write(
    `${key.padEnd(16)} plain ${String(plain[key]).padStart(8)}  ours ${String(ours[key]).padStart(8)}  ratio ${(ours[key] / plain[key]).toFixed(2)}\n`,
  );
}
