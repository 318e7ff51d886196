import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { writeChart } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS } from '../support/helm';

const chart = new HelmChart(new App(), 'keys', {
  version: '1.0.0',
  values: Values.object({ labels: Values.map(Values.string(), { default: {} }) }),
});

// Helm 4 does not say below which value a refused key stands, so that the validation law cannot hold these.
describeWithHelm('keys of a map that no template can print', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    writeChart(chart, folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(HELM_VERSIONS.flatMap((version) => [[version, 'a\u0001'] as const, [version, 'k'.repeat(318)] as const]))(
    'Helm %s and the library refuse %j',
    (version, key) => {
      const values = { labels: { [key]: 'b' } };
      const file = join(folder, 'values.json');
      writeFileSync(file, JSON.stringify(values));
      expect(chart.checkValues(values)).toHaveLength(1);
      expect(() => helm(version, ['template', join(folder, 'keys'), '-f', file])).toThrow(/schema/);
    },
  );
});
