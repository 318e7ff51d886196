/** `npm run bench [largest]`: this library against its peers, each measurement in a process of its own, medians of several. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { HelmChart, type KubernetesObject } from 'cdk8s-vnf';
import { ApiObject } from 'cdk8s';
import { helm } from '../test/support/helm';

interface Result {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const LARGEST = Number(process.argv[2] ?? 10_000);
const work = mkdtempSync(join(tmpdir(), 'bench-main-'));

function child(...args: (string | number)[]): string {
  return execFileSync(
    process.execPath,
    ['--import', 'tsx', '--max-old-space-size=8192', join(__dirname, 'measure.ts'), ...args.map(String)],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function measure(runs: number, once: () => Result): Result {
  const results = Array.from({ length: runs }, once);
  return {
    milliseconds: median(results.map((r) => r.milliseconds)),
    megabytes: median(results.map((r) => r.megabytes)),
  };
}

function helmTemplate(objects: readonly KubernetesObject[]): Result {
  const chart = new HelmChart(new App(), 'chart-0', { version: '1.0.0', standardLabels: false });
  objects.forEach(
    (object, index) =>
      new ApiObject(chart, `o-${index}`, object as unknown as ConstructorParameters<typeof ApiObject>[2]),
  );
  const folder = mkdtempSync(join(work, 'chart-'));
  for (const [path, text] of chart.files()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const start = process.hrtime.bigint();
  helm('4.1.4', ['template', 'bench', folder]);
  return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, megabytes: NaN };
}

const table: string[][] = [['VMs', 'charts', 'peer', 'ms', 'ratio to cdk8s', 'peak MB']];

function row(vms: number, charts: number, peer: string, result: Result, base: Result): void {
  const { milliseconds, megabytes } = result;
  table.push(
    [
      vms,
      charts,
      peer,
      milliseconds.toFixed(0),
      (milliseconds / base.milliseconds).toFixed(2),
      Number.isNaN(megabytes) ? '' : megabytes.toFixed(0),
    ].map(String),
  );
}

function compare(vms: number, charts: number): void {
  const runs = vms >= 3000 ? 3 : 5;
  const file = join(work, 'objects.json');
  const text = child('objects', vms / charts, 1);
  const one = JSON.parse(text) as KubernetesObject[];
  const objects = Array.from({ length: charts }, () => one).flat();
  writeFileSync(file, JSON.stringify(objects));
  const peer = (name: string): Result => measure(runs, () => JSON.parse(child(name, vms, charts, file)) as Result);
  const base = peer('cdk8s manifests');
  row(vms, charts, 'cdk8s, objects → manifests', base, base);
  row(vms, charts, 'we, objects → manifests', peer('our manifests'), base);
  row(vms, charts, 'we, objects → manifests, charts, tgz', peer('our charts'), base);
  row(vms, charts, 'we, VM constructs → everything', peer('our VMs'), base);
  if (charts === 1)
    row(
      vms,
      charts,
      'helm template 4.1.4 of our chart',
      measure(Math.min(runs, 3), () => helmTemplate(objects)),
      base,
    );
}

/** The whole of `cdk8s synth`, from the shell to the last file, for one object. */
function coldStart(): void {
  const cli = join(__dirname, '..', 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const object = `new cdk8s.ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }); app.synth();`;
  const apps = {
    'cdk8s synth, plain app': `const cdk8s = require('cdk8s'); const app = new cdk8s.App(); const chart = new cdk8s.Chart(app, 'c'); ${object}`,
    'cdk8s synth, VnfApp': `const cdk8s = require('cdk8s'); const { HelmChart, VnfApp } = require('cdk8s-vnf'); const app = new VnfApp(); const chart = new HelmChart(app, 'c', { version: '1.0.0' }); ${object}`,
  };
  // Below this package, so that the app finds it by its name.
  const home = join(__dirname, '..', '.cache');
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'cold-'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\noutput: dist/manifests\n');
  let base: Result | undefined;
  for (const [peer, code] of Object.entries(apps)) {
    writeFileSync(join(folder, 'app.js'), code);
    const result = measure(5, () => {
      const start = process.hrtime.bigint();
      execFileSync(process.execPath, [cli, 'synth', '--no-check-upgrade'], { cwd: folder, stdio: 'ignore' });
      return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, megabytes: NaN };
    });
    base ??= result;
    row(0, 1, peer, result, base);
  }
  rmSync(folder, { recursive: true, force: true });
}

coldStart();
for (const vms of [1, 10, 100, 1000, 10_000].filter((size) => size <= LARGEST)) compare(vms, 1);
if (LARGEST >= 3000) compare(3000, 3000);

const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
for (const cells of table)
  process.stdout.write(`${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
rmSync(work, { recursive: true, force: true });
