import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { parse } from 'yaml';
import { Changelog, HelmChart } from '../../src';

const ENTRIES = [
  { kind: 'fixed', description: 'The door', links: [{ name: 'issue', url: 'https://git.example/7' }] },
  { kind: 'added', description: 'A "window": {{ open }}' },
] as const;
const CHANGELOG = Changelog.of({ '1.2.0': [{ kind: 'added', description: 'A door' }], '1.10.0': ENTRIES });

function annotationsOf(version: string, props: { changelog?: Changelog; annotations?: Record<string, string> }) {
  const chart = new HelmChart(new App(), 'firewall', { version, ...props });
  const { annotations } = parse(chart.files().get('Chart.yaml') ?? '') as { annotations?: Record<string, string> };
  return annotations;
}

test('a chart carries what is said of its own version', () => {
  const annotations = annotationsOf('1.10.0', { changelog: CHANGELOG });
  expect(parse(annotations?.['artifacthub.io/changes'] ?? '')).toEqual(ENTRIES);
  expect(annotationsOf('1.11.0', { changelog: CHANGELOG })).toBeUndefined();
  const given = { 'artifacthub.io/changes': '- Something else\n' };
  expect(annotationsOf('1.10.0', { changelog: CHANGELOG, annotations: given })).toEqual(given);
});

test('a file says the same, the newest version first, and one that is not there says nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changelog-'));
  const path = join(folder, 'firewall.yaml');
  expect(Changelog.fromFile(path).entriesOf('1.2.0')).toEqual([]);
  writeFileSync(path, CHANGELOG.toText());
  const read = Changelog.fromFile(path);
  rmSync(folder, { recursive: true });
  expect(read.toText()).toBe(CHANGELOG.toText());
  expect(Object.keys(parse(read.toText()) as object)).toEqual(['1.10.0', '1.2.0']);
  expect(read.entriesOf('1.10.0')).toEqual(ENTRIES);
  expect(read.entriesOf('toString')).toEqual([]);
});

test.each([
  ['no YAML', '1.0.0: [', 'it is no YAML'],
  ['no versions', 'next: []', 'next is no version'],
  ['no list', '1.0.0: {}', '1.0.0: it is no list'],
  ['plain text', '1.0.0: [A door]', 'an entry is text without a kind'],
  ['a kind that is none', '1.0.0: [{kind: new, description: x}]', 'kind of item 1 is not one of added'],
])('a file with %s is refused', (_, text, message) => {
  expect(() => Changelog.fromText(text, 'changelog/firewall.yaml')).toThrow(message);
  expect(() => Changelog.fromText(text, 'changelog/firewall.yaml')).toThrow('changelog/firewall.yaml');
});
