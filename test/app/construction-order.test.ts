import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { CloudInit, Disk, HelmChart, NodusNetwork, PodNetwork, Values, VirtualMachine, VnfApp } from '../../src';

type Network = Readonly<Record<'lan' | 'wan', NodusNetwork>>;

/** Charts that know nothing of each other but share networks. */
const CHARTS: Readonly<Record<string, (app: VnfApp, networks: Network) => void>> = {
  router: (app, { lan, wan }) => {
    const values = Values.object({
      cores: Values.integer({ default: 2 }),
      labels: Values.map(Values.string(), { default: { a: 'b' } }),
    });
    const chart = new HelmChart(app, 'router', { version: '1.0.0', values });
    new VirtualMachine(chart, 'router', {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/router:1')],
      interfaces: [
        PodNetwork.attach(),
        lan.attach({ address: '198.51.100.9' }),
        wan.attach({ address: '203.0.113.9' }),
      ],
      nodeSelector: chart.values.labels,
      cloudInit: CloudInit.noCloud({ userData: { runcmd: [`echo ${chart.values.cores}`] } }),
    });
  },
  probe: (app, { lan }) => {
    const chart = new HelmChart(app, 'probe', { version: '1.0.0' });
    new VirtualMachine(chart, 'probe', {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/probe:1')],
      interfaces: [lan.attach({ address: '198.51.100.7' })],
    });
  },
  web: (app) => {
    const chart = new HelmChart(app, 'web', {
      version: '1.0.0',
      values: Values.object({ tag: Values.string({ default: '1' }) }),
    });
    new Deployment(chart, 'web', { containers: [{ image: `registry.example/web:${chart.values.tag}` }] });
  },
  site: (app, { lan, wan }) => {
    const chart = new HelmChart(app, 'site', { version: '1.0.0' });
    lan.defineIn(chart);
    wan.defineIn(chart);
  },
};

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'order-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function synthesize(order: readonly string[]): Record<string, string> {
  const dist = mkdtempSync(join(root, 'dist-'));
  const app = new VnfApp({ outdir: join(dist, 'manifests') });
  const networks = {
    lan: new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' }),
    wan: new NodusNetwork(app, 'wan', { subnet: '203.0.113.0/24' }),
  };
  for (const name of order) CHARTS[name]?.(app, networks);
  app.synth();
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(dist.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

test('independent charts give the same bytes in whatever order they are made', () => {
  const names = Object.keys(CHARTS);
  const expected = synthesize(names);
  expect(Object.keys(expected).length).toBeGreaterThan(25);
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
      expect(synthesize(order)).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});
