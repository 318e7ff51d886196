import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inTemporaryFolder, writeFiles } from '../law/go-reader';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS } from '../support/helm';
import { featureRichChart } from './feature-rich-chart';

const GOLDEN = join(__dirname, '..', 'golden', 'helm', 'firewall');

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe('the files of a chart', () => {
  const files = featureRichChart().files();

  if (process.env.UPDATE_GOLDEN) {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(GOLDEN, path)), { recursive: true });
      writeFileSync(join(GOLDEN, path), text);
    }
  }

  test('are those of the golden chart', () => {
    expect([...files.keys()].sort()).toEqual(filesBelow(GOLDEN));
  });

  test.each([...files])('%s', (path, text) => {
    expect(text).toBe(readFileSync(join(GOLDEN, path), 'utf8'));
  });

  test.each([...files])('%s is clean text: line breaks at line ends only, one at the end', (_, text) => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[ \t\r]\n/);
    expect(text).not.toContain('\n\n\n');
  });
});

describeWithHelm('the chart in Helm', () => {
  test.each(HELM_VERSIONS)('Helm %s lints it without a word', (version) => {
    inTemporaryFolder((folder) => {
      const chart = join(folder, 'firewall');
      writeFiles(chart, featureRichChart().files());
      const printed = helm(version, ['lint', '--strict', chart, '--values', join(chart, 'ci', 'example-values.yaml')]);
      expect(printed).toContain('0 chart(s) failed');
      expect(printed).not.toMatch(/\[(INFO|WARNING|ERROR)\]/);
    });
  });

  test.each(HELM_VERSIONS)('Helm %s says which value is missing', (version) => {
    inTemporaryFolder((folder) => {
      writeFiles(folder, featureRichChart().files());
      expect(() => helm(version, ['template', folder])).toThrow(/hostname/);
    });
  });

  test.each(HELM_VERSIONS)('Helm %s takes it as a part of another chart', (version) => {
    inTemporaryFolder((folder) => {
      writeFiles(join(folder, 'charts', 'firewall'), featureRichChart().files());
      writeFiles(folder, [
        [
          'Chart.yaml',
          'apiVersion: v2\nname: parent\nversion: 1.0.0\ndependencies:\n  - name: firewall\n    version: 1.4.0\n    condition: firewall.enabled\n',
        ],
        ['values.yaml', 'global:\n  site: lab\nfirewall:\n  enabled: true\n  hostname: fw0\n'],
      ]);
      expect(helm(version, ['template', 'edge', folder])).toContain('name: edge-firewall\n');
      expect(helm(version, ['template', 'edge', folder, '--set', 'firewall.enabled=false'])).not.toContain('firewall');
    });
  });
});
