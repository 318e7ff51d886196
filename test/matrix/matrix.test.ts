import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HelmChart, ObjectType, ValuesData } from '../../src';
import { galleryCharts, OTHER_VALUES } from '../charts/gallery';
import { featureRichChart } from '../helm/feature-rich-chart';
import { keyed, objectsIn, writeChart } from '../support/chart-folder';
import { ALL_HELM_VERSIONS, helm, type HelmVersion } from '../support/helm';

interface Candidate {
  /** Folder of its own, since two candidates may have one name. */
  readonly home: string;
  readonly chart: HelmChart<ObjectType>;
  readonly good: ValuesData;
  readonly bad: readonly ValuesData[];
}

const rich = featureRichChart() as unknown as HelmChart<ObjectType>;
const candidates: readonly Candidate[] = [
  ...galleryCharts().map((chart) => ({
    home: 'gallery',
    chart,
    good: OTHER_VALUES[chart.name] ?? {},
    bad: [{ nonsense: 1 }],
  })),
  {
    home: 'rich',
    chart: rich,
    good: {
      cores: 16,
      memory: '512Mi',
      hostname: 'edge-7',
      image: { repository: 'registry.example/no:colon\u00a0', tag: 'yes' },
      syslog: { enabled: true, port: 1514 },
      nodeSelector: { '0755': 'no', 'a.b/c': '1e3' },
      dnsServers: [],
      routes: { 'to the lab': { to: '203.0.113.0/24', via: '192.0.2.7' } },
    },
    bad: [
      { nonsense: 1 },
      { cores: 0 },
      { cores: '4' },
      { cores: 1.5 },
      { memory: 4 },
      { memory: 'much' },
      { hostname: 'Not_A_Label' },
      { dnsServers: { first: '192.0.2.1' } },
      { dnsServers: ['300.0.0.1'] },
      { image: { repository: null } },
      { syslog: { port: 65536 } },
      { routes: { other: { to: '203.0.113.0/24' } } },
    ],
  },
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  for (const { chart, home } of candidates) {
    const root = writeChart(chart, join(folder, home));
    const parent = join(folder, home, `parent-of-${chart.name}`);
    mkdirSync(join(parent, 'templates'), { recursive: true });
    cpSync(root, join(parent, 'charts', chart.name), { recursive: true });
    const dependency = `dependencies:\n  - name: ${chart.name}\n    version: ${chart.metadata.version}\n    condition: ${chart.name}.enabled\n`;
    writeFileSync(
      join(parent, 'Chart.yaml'),
      `apiVersion: v2\nname: parent-of-${chart.name}\nversion: 1.0.0\n${dependency}`,
    );
    writeFileSync(join(parent, 'values.yaml'), `global:\n  site: edge\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function valuesFile(values: ValuesData): string {
  const file = join(folder, 'values.json');
  writeFileSync(file, JSON.stringify(values));
  return file;
}

function template(version: HelmVersion, chart: string, values: ValuesData): string {
  return helm(version, ['template', 'rel0', join(folder, chart), '-f', valuesFile(values)]);
}

describe.each(ALL_HELM_VERSIONS)('Helm %s', (version) => {
  describe.each(candidates.map((candidate) => [`${candidate.home}/${candidate.chart.name}`, candidate] as const))(
    '%s',
    (path, { home, chart, good, bad }) => {
      const { name } = chart;
      const defaults = chart.defaultValues;

      test('passes lint --strict', () => {
        const file = valuesFile(defaults);
        expect(helm(version, ['lint', '--strict', join(folder, path), '-f', file])).toContain('0 chart(s) failed');
      });

      test('renders with default and other values as the library does', () => {
        for (const values of [{}, good]) {
          const merged = chart.mergedValues(values);
          expect(keyed(objectsIn(template(version, path, merged)))).toEqual(
            keyed(chart.render(values as never, { name: 'rel0' })),
          );
        }
      });

      test('refuses what the library refuses', () => {
        for (const values of bad) {
          expect(chart.checkValues(values as never)).not.toEqual([]);
          expect(() => template(version, path, { ...defaults, ...values })).toThrow(
            /schema|additional properties|values don't meet/,
          );
        }
      });

      test('works as a subchart, with global values and a condition', () => {
        const values = { [name]: chart.mergedValues(good) };
        const objects = objectsIn(template(version, `${home}/parent-of-${name}`, values));
        expect(keyed(objects)).toEqual(keyed(chart.render(good as never, { name: 'rel0' })));
        const off = template(version, `${home}/parent-of-${name}`, { [name]: { ...defaults, enabled: false } });
        expect(objectsIn(off)).toEqual([]);
      });
    },
  );
});
