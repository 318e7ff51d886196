import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { YamlError, type YamlNode, readYaml } from '../../src/publish/yaml';

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.type === 'null' ? null : node.text;
  if (node.kind === 'list') return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.stringMatching(/^[a-z:# '"\\\n,{}\[\]&*!|>%@`0-9.-]{0,60}$/),
  fc.constantFrom(
    'yes',
    '0755',
    '1.10',
    '~',
    '',
    ' ',
    'a: b',
    'a #b',
    '- a',
    '"x',
    "it's",
    'x\n\ny\n',
    '\ttab',
    'é',
    '---',
  ),
);
const KEY = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9_./-]{0,20}$/),
  TEXT.filter((key) => key !== '__proto__' && /\S/.test(key)),
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    TEXT,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(KEY, tie('data'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test.each([
  { lineWidth: 0 },
  { lineWidth: 40 },
  { lineWidth: 0, indentSeq: false },
  { lineWidth: 60, defaultStringType: 'QUOTE_DOUBLE' },
  { lineWidth: 60, defaultStringType: 'QUOTE_SINGLE', indent: 4 },
  { lineWidth: 0, collectionStyle: 'flow' },
] as const)('what a general writer wrote with %j is read back', (options) => {
  fc.assert(
    fc.property(fc.dictionary(KEY, data, { maxKeys: 4, noNullPrototype: true }), (value) => {
      const text = stringify(value, { version: '1.1', ...options });
      // Its own reader is the judge: what it cannot read back is not ours to read.
      const judged: unknown = parseDocument(text, { schema: 'failsafe' }).toJS();
      fc.pre(JSON.stringify(judged) === JSON.stringify(value) && !/<<|[&*!]\w|^\?/m.test(text));
      expect(plain(readYaml(text))).toEqual(value);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['a: 1\na: 2\n', 'line 2: the key "a" is there twice'],
  ['{"a": 1, "a": 2}', 'the key "a" is there twice'],
  ['a: &x 1\nb: *x\n', 'an anchor (&)'],
  ['a: !!binary aGk=\n', 'a tag (!)'],
  ['a: !go/type x\n', 'a tag (!)'],
  ['<<: {a: 1}\n', 'a merge key'],
  ['[[1]: 2]', 'no text'],
  [`a: ${'['.repeat(5000)}`, 'nested deeper than 64 levels'],
  [`${'- '.repeat(5000)}x`, 'nested deeper than 64 levels'],
  [Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'nested deeper than 64 levels'],
  ['a: "x\n', 'Missing closing'],
  ['a: b\n---\nc: d\n', 'line 2'],
  ['a:\n  b: c\n d: e\n', 'line 3'],
  ['a\n', 'no map or list'],
])('%j is refused', (text, message) => {
  expect(() => {
    const node = readYaml(text);
    if (node.kind === 'scalar') throw new YamlError('no map or list');
  }).toThrow(message);
});

test.each([
  ['a: yes', 'boolean'],
  ['a: 1.10', 'number'],
  ['a: 0755', 'number'],
  ['a: 1e3', 'number'],
  ['a: ~', 'null'],
  ['a:', 'null'],
  ['a: 1.2.3', 'text'],
  ['a: 2020-01-01', 'text'],
  ["a: 'yes'", 'text'],
  ['a: 52:54:00:12:34:56', 'text'],
])('%s is a %s to Go', (text, type) => {
  const node = readYaml(text);
  expect(node.kind === 'map' && node.entries[0]?.value).toMatchObject({ type });
});

test('text in other styles than Helm’s is bounded', () => {
  const many = Array.from({ length: 30_000 }, (_, index) => `k${index}: {a: b}\n`).join('');
  expect(() => readYaml(many)).toThrow('too much text in styles other than Helm');
  expect(() => readYaml(`{${'a'.repeat(2_000_000)}}`)).toThrow('in a style other than Helm');
});
