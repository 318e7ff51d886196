import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { bundleFiles, setValue, splitValues } from '../../src/emco';
import { ownCharts } from '../../src/emco/deployment-intent-group';
import { readTgz } from '../../src/helm';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm } from '../support/helm';
import { vfw } from './vfw-model';

test.each<[unknown, string | undefined]>([
  [3, '3'],
  [-7, '-7'],
  [0, '0'],
  [true, 'true'],
  [false, 'false'],
  ['2Gi', '2Gi'],
  ['1.5', '1.5'],
  ['a,b', 'a\\,b'],
  ['a\\b', 'a\\\\b'],
  ['{x,y}', '\\{x\\,y}'],
  ['a=b=c', 'a=b=c'],
  ['"3"', '"3"'],
  [' a ', ' a '],
  ['3', undefined],
  ['+3', undefined],
  ['012', undefined],
  ['true', undefined],
  ['TRUE', undefined],
  ['Null', undefined],
  ['fal\u017fe', undefined],
  ['', undefined],
  ['two\nlines', undefined],
  ['x'.repeat(128), 'x'.repeat(128)],
  ['x'.repeat(129), undefined],
  [','.repeat(65), undefined],
  [1.5, undefined],
  [2 ** 60, undefined],
  [null, undefined],
  [['a'], undefined],
  [{}, undefined],
])('--set of %j is %j', (value, text) => {
  expect(setValue(value)).toBe(text);
});

test('what --set cannot carry goes to the file, and no key overlaps another', () => {
  expect(
    splitValues({ a: { b: 1, c: '1', d: { e: null } }, l: [1], m: { 'x.y': 'z', ok: 'z' }, u: undefined }),
  ).toEqual({
    set: { 'a.b': '1', 'm.ok': 'z' },
    file: { a: { c: '1', d: { e: null } }, l: [1], m: { 'x.y': 'z' } },
  });
});

describeWithHelm('Helm 3.8.1, which EMCO uses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'set-values-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(files: ReadonlyMap<string, string | Uint8Array>, below: string): void {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(below, path)), { recursive: true });
      writeFileSync(join(below, path), content);
    }
  }

  test.each([
    ['the values of the group', {}],
    [
      'awkward text',
      { banner: '{a,b}=c\\,"x"', ratio: 3, labels: { n: '0', t: 'True', c: ',', b: '\\', e: '', q: "'" } },
    ],
    ['empty and numeric text', { banner: '', peers: ['1', 'true', 'a,b'], labels: { x: '012', y: '-5', z: '1e3' } }],
  ])('profile and --set give what the group renders: %s', (_, values) => {
    const { app, group, firewall } = vfw();
    group.override(firewall, values);
    write(firewall.files(), join(folder, 'firewall'));
    const profile = bundleFiles(app, (chart) => chart.archive()).get('packages/vfw-dig/firewall.tgz') as Uint8Array;
    write(readTgz(profile), folder);
    const chart = ownCharts(group.apps)[1]!;
    const { set } = splitValues(group.overridesOf(chart));
    const sets = Object.entries(set).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    const text = helm('3.8.1', [
      'template',
      group.release.name,
      join(folder, 'firewall'),
      '-f',
      join(folder, 'override_values.yaml'),
      ...sets,
    ]);
    const objects = parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as unknown);
    expect(objects).toEqual(chart.compile().render(group.valuesOf(chart), group.release));
  });
});
