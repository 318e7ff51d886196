import { readIndex, changedIndex, EMPTY_INDEX } from '../../src/publish/repository-index';
import { chart, CREATED } from './support/charts';

const index = (text: string) => readIndex('index.yaml', Buffer.from(text));
const put = (name: string, version: string) => {
  const one = chart(name, version);
  return { kind: 'put', chart: one, url: one.fileName } as const;
};
/** As `helm repo index` writes, with what people add by hand. */
const FOREIGN = `apiVersion: v1
# kept
entries:
  alpha:
  - annotations:
      category: networking
    apiVersion: v2
    created: "2024-05-01T10:11:12.123456789Z"
    description: a long text that an older Helm folded somewhere near its eightieth
      column
    digest: ${'ab'.repeat(32)}
    maintainers:
    - email: a@example.org
      name: A
    name: alpha
    urls:
    - https://charts.example.org/alpha-1.2.0.tgz
    version: 1.2.0

  # a comment inside
  - apiVersion: v1
    created: 2024-04-01T10:11:12+02:00
    description: |-
      several
      lines: of text
    name: alpha
    urls: [ "alpha-1.0.0.tgz" ]
    version: "1.0.0"
  zeta:
  - {apiVersion: v2, name: zeta, version: 0.1.0, urls: [z.tgz], created: "2023-01-01T00:00:00Z", digest: "${'cd'.repeat(32)}"}
generated: "2024-05-02T00:00:00Z"
`;

test('a new index is sorted by name, newest version first, with only what Helm writes', () => {
  const text = changedIndex(index(EMPTY_INDEX), [
    put('b', '1.0.0'),
    put('a', '1.9.0'),
    put('a', '1.10.0'),
    put('a', '1.10.0-rc.1'),
  ]);
  expect(text.match(/^ {2}(\w+):|version: (.*)/gm)).toEqual([
    '  a:',
    'version: 1.10.0',
    'version: "1.10.0-rc.1"',
    'version: 1.9.0',
    '  b:',
    'version: 1.0.0',
  ]);
  expect(text).toMatch(new RegExp(`generated: "${CREATED}"\n$`));
  expect(readIndex('x', Buffer.from(text)).charts.get('a')?.versions[0]).toMatchObject({
    version: '1.10.0',
    digest: chart('a', '1.10.0').digest,
    urls: ['a-1.10.0.tgz'],
  });
});

test('adding a version changes only its own lines and generated', () => {
  const text = changedIndex(index(FOREIGN), [put('alpha', '1.1.0'), put('beta', '2.0.0+b'), put('omega-z', '1.0.0')]);
  const added = text.split('\n').filter((line) => !FOREIGN.includes(`${line}\n`));
  let left = FOREIGN.replace('generated: "2024-05-02T00:00:00Z"', `generated: "${CREATED}"`);
  for (const line of text.split('\n')) if (left.startsWith(`${line}\n`)) left = left.slice(line.length + 1);
  expect(left).toBe('');
  expect(added.map((line) => line.replace(/"?[0-9a-f]{64}"?/, '…'))).toEqual([
    '  - apiVersion: v2',
    `    created: "${CREATED}"`,
    '    digest: …',
    '      - alpha-1.1.0.tgz',
    '    version: 1.1.0',
    '  beta:',
    '  - apiVersion: v2',
    `    created: "${CREATED}"`,
    '    digest: …',
    '    name: beta',
    '      - beta-2.0.0+b.tgz',
    '    version: "2.0.0+b"',
    '  omega-z:',
    '  - apiVersion: v2',
    `    created: "${CREATED}"`,
    '    digest: …',
    '    name: omega-z',
    '      - omega-z-1.0.0.tgz',
    '    version: 1.0.0',
    `generated: "${CREATED}"`,
  ]);
  expect(
    index(text)
      .charts.get('alpha')
      ?.versions.map(({ version }) => version),
  ).toEqual(['1.2.0', '1.1.0', '1.0.0']);
  expect([...index(text).charts.keys()]).toEqual(['alpha', 'beta', 'omega-z', 'zeta']);
});

test('a version is replaced in its place, dropped with nothing else, and a chart goes with its last version', () => {
  const once = changedIndex(index(FOREIGN), [put('alpha', '1.2.0')]);
  expect(
    index(once)
      .charts.get('alpha')
      ?.versions.map(({ version }) => version),
  ).toEqual(['1.2.0', '1.0.0']);
  expect(once).not.toContain('ab'.repeat(32));
  const dropped = changedIndex(index(FOREIGN), [
    { kind: 'drop', name: 'alpha', version: '1.2.0' },
    { kind: 'drop', name: 'alpha', version: '1.0.0' },
  ]);
  expect([...index(dropped).charts.keys()]).toEqual(['zeta']);
  const empty = changedIndex(index(dropped), [{ kind: 'drop', name: 'zeta', version: '0.1.0' }]);
  expect(empty).toContain('entries: {}\n');
  expect(changedIndex(index(empty), [put('a', '1.0.0')])).toContain('  a:\n');
});

test('versions that differ in build metadata have one order', () => {
  const text = (first: string, second: string) => {
    const once = changedIndex(index(EMPTY_INDEX), [put('a', first)]);
    return changedIndex(index(once), [put('a', second)]);
  };
  expect(text('1.0.0+a', '1.0.0+b')).toBe(text('1.0.0+b', '1.0.0+a'));
});

test('an index in JSON is read, and written as YAML with all it held', () => {
  const json = JSON.stringify({
    apiVersion: 'v1',
    annotations: { owner: 'x' },
    publicKeys: ['k'],
    entries: { z: [{ name: 'z', version: '1.0.0', urls: ['z-1.0.0.tgz'], created: '2024-01-01T00:00:00Z' }] },
  });
  const text = changedIndex(index(json), [put('a', '1.0.0')]);
  expect(text).toContain('annotations:\n  owner: x\npublicKeys:\n  - k\n');
  expect([...index(text).charts.keys()]).toEqual(['a', 'z']);
});

const entry = (body: string) =>
  `apiVersion: v1\nentries:\n  a:\n  - name: a\n    version: 1.0.0\n    urls: [a.tgz]\n${body}`;
test.each([
  ['no map', '[]', 'the index is no map'],
  ['nothing', '', 'the index is no map'],
  ['no apiVersion', 'entries: {}', 'apiVersion is not v1'],
  ['no entries', 'apiVersion: v1', 'entries is missing'],
  ['an unknown key', 'apiVersion: v1\nentries: {}\nfoo: 1', 'the key "foo" is unknown'],
  ['an unknown key of a version', entry('    colour: red\n'), 'entries.a[0]: the key "colour" is unknown'],
  ['a null version', 'apiVersion: v1\nentries:\n  a:\n  -\n', 'entries.a[0] is null'],
  ['a null version in words', 'apiVersion: v1\nentries:\n  a: [null]\n', 'entries.a[0] is null'],
  ['a null maintainer', entry('    maintainers:\n    -\n'), 'entries.a[0].maintainers[0] is null'],
  ['a null dependency', entry('    dependencies: [~]\n'), 'entries.a[0].dependencies[0] is null'],
  ['null for a list', 'apiVersion: v1\nentries:\n  a:\n', 'entries.a is no list'],
  ['a version twice', entry('  - {name: a, version: 1.0.0, urls: [b]}\n'), 'version 1.0.0 is there twice'],
  ['a chart twice', `${entry('')}  a: []\n`, 'the key "a" is there twice'],
  ['a key of a version twice', entry('    name: b\n'), 'the key "name" is there twice'],
  ['another name', entry('  - {name: b, version: 1.0.1, urls: [b]}\n'), 'entries.a[1].name is "b", not a'],
  ['a huge name', `apiVersion: v1\nentries:\n  ${'n'.repeat(300)}: []\n`, 'is no name of a chart'],
  ['a name that leads out', 'apiVersion: v1\nentries:\n  "../x": []\n', 'is no name of a chart'],
  [
    'a huge version',
    `apiVersion: v1\nentries:\n  a:\n  - name: a\n    version: ${'1'.repeat(300)}\n`,
    'missing or too long',
  ],
  ['text that is no UTF-8', 'apiVersion: v1\nentries: {}\n# \udc80', ''],
])('%s is refused', (_, text, message) => {
  const bytes = text.includes('\udc80') ? Buffer.from([...Buffer.from('apiVersion: v1\n# '), 0xff]) : Buffer.from(text);
  expect(() => readIndex('index.yaml', bytes)).toThrow(/^index.yaml: no index that every Helm reads: /);
  expect(() => readIndex('index.yaml', bytes)).toThrow(message);
});
