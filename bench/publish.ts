/** `npm run bench:publish`: publishing one chart beside an index of 10,000 foreign versions. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTgz } from '../src/helm/archive';
import { publish } from '../src/publish';

const CHARTS = 1000;
const VERSIONS = 10;
const RUNS = 5;

/** As `helm repo index` writes: keys sorted, lists at the column of their key. */
function version(name: string, minor: number): string {
  return [
    '  - annotations:',
    '      artifacthub.io/category: networking',
    '      artifacthub.io/license: Apache-2.0',
    '    apiVersion: v2',
    `    appVersion: 1.${minor}.0`,
    `    created: "2024-05-0${(minor % 9) + 1}T10:11:12.123456789Z"`,
    `    description: ${name}, which is of no use to anybody but has a description that says so`,
    `    digest: ${'ab'.repeat(32)}`,
    '    keywords:',
    '    - net',
    '    maintainers:',
    '    - email: someone@example.org',
    '      name: Someone',
    `    name: ${name}`,
    '    type: application',
    '    urls:',
    `    - https://charts.registry.example/${name}-1.${minor}.0.tgz`,
    `    version: 1.${minor}.0`,
    '',
  ].join('\n');
}

function foreignIndex(): string {
  const charts = Array.from({ length: CHARTS }, (_, index) => {
    const name = `chart-${String(index).padStart(4, '0')}`;
    const versions = Array.from({ length: VERSIONS }, (__, minor) => version(name, VERSIONS - 1 - minor));
    return `  ${name}:\n${versions.join('')}`;
  });
  return `apiVersion: v1\nentries:\n${charts.join('')}generated: "2024-05-09T10:11:12Z"\n`;
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-publish-'));
  const chart = join(work, 'chart-0500-x-1.0.0.tgz');
  writeFileSync(
    chart,
    packTgz(new Map([['chart-0500-x/Chart.yaml', 'apiVersion: v2\nname: chart-0500-x\nversion: 1.0.0\n']])),
  );
  const before = foreignIndex();
  const times: number[] = [];
  const processor: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const site = mkdtempSync(join(work, 'site-'));
    writeFileSync(join(site, 'index.yaml'), before);
    const start = { wall: process.hrtime.bigint(), cpu: process.cpuUsage() };
    await publish([chart], [site]);
    times.push(Number(process.hrtime.bigint() - start.wall) / 1e6);
    processor.push(process.cpuUsage(start.cpu).user / 1000);
    const after = readFileSync(join(site, 'index.yaml'), 'utf8');
    const kept = after.replace(/ {2}chart-0500-x:\n(?: {2}[ -].*\n)+/, '').replace(/generated: .*/, '');
    if (kept !== before.replace(/generated: .*/, '')) throw new Error('a foreign entry was touched');
  }
  rmSync(work, { recursive: true });
  const megabytes = (before.length / 2 ** 20).toFixed(1);
  process.stdout.write(
    `one chart beside ${CHARTS * VERSIONS} versions (${megabytes} MB of index, kept byte for byte): ${median(times)} ms, ${median(processor)} ms of a processor, ` +
      `peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`,
  );
}

function median(values: number[]): string {
  return (values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN).toFixed(0);
}

void main();
