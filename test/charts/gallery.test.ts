import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { HelmChart, type KubernetesObject, type ValuesData, VnfApp } from '../../src';
import { licensedVnf } from '../../charts/licensed-vnf';
import { site, siteSriov } from '../../charts/site';
import { vfw } from '../../charts/vfw';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS, type HelmVersion } from '../support/helm';

const app = new VnfApp({ platform: { kubevirt: '1.6', nodus: '6.0' } });
const sriov = siteSriov(app);
vfw(app);
licensedVnf(app, sriov);
site(app, sriov);
const charts = app.node.findAll().filter((construct) => HelmChart.isHelmChart(construct)) as unknown as HelmChart[];

/** Other values than the defaults, for each chart. */
const OTHER: Readonly<Record<string, ValuesData>> = {
  firewall: { cores: 7 },
  packetgen: { service: { nodePort: 30001 } },
  sink: { service: { nodePort: 30002 } },
  'licensed-vnf': {
    image: { url: 'https://images.registry.example/it"s {{ other }}.qcow2' },
    storage: { size: '1500M', className: 'fast' },
  },
  site: { nodus: { networks: true } },
};

function key(object: KubernetesObject): string {
  const { name, namespace } = object.metadata as { name: string; namespace?: string };
  return [object.apiVersion, object.kind, namespace ?? '', name].join(' ');
}

function keyed(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(objects.map((object) => [key(object), object]));
}

test('has the charts it promises', () => {
  expect(charts.map(({ name }) => name).sort()).toEqual(['firewall', 'licensed-vnf', 'packetgen', 'sink', 'site']);
});

test('makes no object twice', () => {
  const keys = charts.flatMap((chart) => chart.render(OTHER[chart.name] as never, { name: 'fw0' }).map(key));
  expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
});

test('names in the site chart every feature gate that a VNF needs', () => {
  const kubevirt = charts
    .find(({ name }) => name === 'site')
    ?.render()
    .find(({ kind }) => kind === 'KubeVirt');
  expect(kubevirt).toMatchObject({
    spec: { configuration: { developerConfiguration: { featureGates: ['CPUManager'] } } },
  });
});

describeWithHelm('real Helm', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gallery-'));
    for (const chart of charts) {
      for (const [path, text] of chart.files()) {
        const full = join(folder, chart.name, path);
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, text);
      }
      writeFileSync(join(folder, `${chart.name}.tgz`), chart.archive());
      writeFileSync(join(folder, `${chart.name}.json`), JSON.stringify(OTHER[chart.name]));
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const cases = HELM_VERSIONS.flatMap((version) => charts.map((chart) => [version, chart.name, chart] as const));

  test.each(cases)('%s lints %s strictly', (version, name) => {
    expect(helm(version, ['lint', '--strict', join(folder, name)])).toContain('0 chart(s) failed');
  });

  test.each(cases)('%s renders %s as the library does', (version, _, chart) => {
    for (const [values, release] of [
      [{}, chart.name],
      [OTHER[chart.name] as ValuesData, chart.name],
      [{}, 'fw0'],
    ] as const) {
      expect(keyed(template(version, chart, values, release))).toEqual(
        keyed(chart.render(values as never, { name: release })),
      );
    }
  });

  function template(version: HelmVersion, chart: HelmChart, values: ValuesData, release: string): KubernetesObject[] {
    const file = join(folder, `${chart.name}.json`);
    const given = Object.keys(values).length > 0 ? ['-f', file] : [];
    const era = version === '3.8.1' ? ['--kube-version', '1.20.0'] : [];
    const text = helm(version, ['template', release, join(folder, `${chart.name}.tgz`), ...given, ...era]);
    return parseAllDocuments(text)
      .map((document) => document.toJS() as KubernetesObject | null)
      .filter((object) => object !== null);
  }
});
