import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFiles } from '../../src/emco';
import { readTgz } from '../../src/helm';
import { notedOn } from '../../src/findings';
import { vfw } from './vfw-model';

const GOLDEN = join(__dirname, '../golden/emco');

/** A bundle as one text: archives by what is in them, charts by name only. */
function textOf(files: ReadonlyMap<string, string | Uint8Array>): string {
  const parts = [...files].flatMap(([path, content]): [string, string][] => {
    if (typeof content === 'string') return [[path, content]];
    if (path.split('/').length === 2) return [[path, '']];
    return [...readTgz(content)].map(([inner, bytes]) => [`${path}!${inner}`, new TextDecoder().decode(bytes)]);
  });
  return parts.map(([path, text]) => `===== ${path}\n${text}`).join('');
}

test.each([
  ['level-0', {}],
  ['level-1', { namespace: 'vnf' }],
])('the bundle of a virtual firewall in a logical cloud of %s', (name, options) => {
  const { app } = vfw(options);
  const text = textOf(bundleFiles(app, (chart) => chart.archive()));
  const file = join(GOLDEN, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
  expect(app.node.root.node.findAll().flatMap((construct) => notedOn(construct))).toEqual([]);
});

test('the same model gives the same bytes, with the archives it was handed', () => {
  const [one, two] = [vfw(), vfw()].map(({ app }) => bundleFiles(app, (chart) => chart.archive()));
  expect(one).toEqual(two);
  const archive = new Uint8Array([1]);
  expect(bundleFiles(vfw().app, () => archive).get('packages/sink-1.0.0.tgz')).toBe(archive);
});

test('no document is empty and nothing stands after the last', () => {
  const files = bundleFiles(vfw().app, (chart) => chart.archive());
  for (const [path, text] of files) {
    if (typeof text !== 'string' || !/^\d/.test(path)) continue;
    for (const document of text.split('---\n')) expect(document).toMatch(/^version: emco\/v2\n/);
  }
});

test('raw resources, uploads and intents of other controllers', () => {
  const { app, group } = vfw();
  group.addResource({ anchor: 'generic-k8s-intents', metadata: { name: 'gi' } });
  group.addResource({
    anchor: 'generic-k8s-intents/gi/resources',
    metadata: { name: 'map' },
    file: { path: 'packages/files/empty', content: '' },
  });
  group.addControllerIntent('dtc', 'gi');
  const files = bundleFiles(app, (chart) => chart.archive());
  expect(files.get('packages/files/empty')).toBe('');
  expect(files.get('40-composite-app.yaml')).toContain('dtc: gi');
  expect(files.get('40-composite-app.yaml')).toContain('file: packages/files/empty');
  group.addResource({ anchor: 'generic-k8s-intents', metadata: { name: 'gi' } });
  bundleFiles(app, (chart) => chart.archive());
  expect(notedOn(app).map(({ id }) => id)).toEqual(['VNF515']);
});

test('an upload never takes the place of another file', () => {
  const { app, group } = vfw();
  const add = (name: string, path: string, content: string): void =>
    group.addResource({ anchor: 'dtc-intents', metadata: { name }, file: { path, content } });
  add('a', 'packages/files/map', 'one');
  add('b', 'packages/files/map', 'one');
  const archive = (chart: { archive: () => Uint8Array }): Uint8Array => chart.archive();
  bundleFiles(app, archive);
  expect(notedOn(app)).toEqual([]);
  add('c', 'packages/files/map', 'two');
  add('d', 'packages/firewall-1.0.0.tgz', 'no chart');
  const files = bundleFiles(app, archive);
  expect(notedOn(app).map(({ id, value }) => [id, value])).toEqual([
    ['VNF515', 'packages/files/map'],
    ['VNF515', 'packages/firewall-1.0.0.tgz'],
  ]);
  expect(files.get('packages/files/map')).toBe('one');
});

test.each([
  '../a',
  '/a',
  'a',
  'packages/',
  'packages/../a',
  'packages/./a',
  'packages//a',
  'packages\\a',
  '40-composite-app.yaml',
])('an upload cannot lie at %s', (path) => {
  const { group } = vfw();
  group.addResource({ anchor: 'dtc-intents', metadata: { name: 'a' }, file: { path } });
  expect(notedOn(group).map(({ id }) => id)).toEqual(['VNF517']);
});

test.each(['', '/a', 'a/', 'a//b', 'v2/a', '../a', 'a/../b', 'a/./b', 'a b', 'a?b=c', 'a#b', '{{a}}', 'ünï'])(
  'an anchor cannot be %j',
  (anchor) => {
    const { group } = vfw();
    group.addResource({ anchor });
    expect(notedOn(group).map(({ id }) => id)).toEqual(['VNF513']);
  },
);
