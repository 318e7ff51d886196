import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HelmChart, KubernetesObject, ObjectType, ValuesData } from '../../src';
import { keyed, keyOf, objectsIn, writeChart } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS, type HelmVersion } from '../support/helm';
import { galleryCharts, OTHER_VALUES } from './gallery';

const charts = galleryCharts();

test('has the charts it promises', () => {
  expect(charts.map(({ name }) => name).sort()).toEqual(Object.keys(OTHER_VALUES).sort());
});

test('makes no object twice', () => {
  const keys = charts.flatMap((chart) => chart.render(OTHER_VALUES[chart.name] as never, { name: 'fw0' }).map(keyOf));
  expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
});

test('names in the site chart every feature gate that a VNF needs', () => {
  const site = charts.find(({ name }) => name === 'site');
  const kubevirt = site?.render().find(({ kind }) => kind === 'KubeVirt') as unknown as {
    spec: { configuration: { developerConfiguration: { featureGates: string[] } } };
  };
  expect(kubevirt.spec.configuration.developerConfiguration.featureGates).toContain('CPUManager');
});

describeWithHelm('real Helm', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gallery-'));
    for (const chart of charts) {
      writeChart(chart, folder);
      writeFileSync(join(folder, `${chart.name}.tgz`), chart.archive());
      writeFileSync(join(folder, `${chart.name}.json`), JSON.stringify(OTHER_VALUES[chart.name] ?? {}));
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
      [OTHER_VALUES[chart.name] ?? {}, chart.name],
      [{}, 'fw0'],
    ] as const) {
      expect(keyed(template(version, chart, values, release))).toEqual(
        keyed(chart.render(values as never, { name: release })),
      );
    }
  });

  function template(
    version: HelmVersion,
    chart: HelmChart<ObjectType>,
    values: ValuesData,
    release: string,
  ): KubernetesObject[] {
    const given = Object.keys(values).length > 0 ? ['-f', join(folder, `${chart.name}.json`)] : [];
    const era = version === '3.8.1' ? ['--kube-version', '1.20.0'] : [];
    return objectsIn(helm(version, ['template', release, join(folder, `${chart.name}.tgz`), ...given, ...era]));
  }
});
