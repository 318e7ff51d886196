import { changesOf, type Edit, sample } from './sample-chart';
import { diffCharts } from '../../../src/publish/changes';

const SCHEMA = 'values.schema.json';
const VALUES = 'values.yaml';

const valueChangesOf = (...edits: Edit[]): string[] => changesOf(edits).filter((line) => line.includes(': Value `'));

test('a chart does not differ from itself', () => {
  expect(changesOf([])).toEqual([]);
});

test.each<[string, Edit[], string[]]>([
  [
    'added, with a default',
    [
      [SCHEMA, '"cores":', '"threads":{"type":"integer"},"cores":'],
      [VALUES, 'cores: 2', 'cores: 2\nthreads: 1'],
    ],
    ['minor added: Value `threads` (integer, default 1)'],
  ],
  [
    'added, optional',
    [[SCHEMA, '"cores":', '"threads":{"type":"integer"},"cores":']],
    ['minor added: Value `threads` (integer, no default)'],
  ],
  [
    'added, and must be given',
    [
      [SCHEMA, '"cores":', '"threads":{"type":"integer"},"cores":'],
      [SCHEMA, '"required":["cores"', '"required":["threads","cores"'],
    ],
    ['major added: Value `threads` (integer, must be given)'],
  ],
  [
    'added to the entries of a map that operators filled',
    [
      [SCHEMA, '"required":["mac"]', '"required":["mac","mtu"]'],
      [SCHEMA, '{"mac":', '{"mtu":{"type":"integer"},"mac":'],
    ],
    ['major added: Value `nics.*.mtu` (integer, must be given)'],
  ],
  [
    'added with the map it is in',
    [
      [
        SCHEMA,
        '"cores":',
        '"routes":{"type":"object","additionalProperties":{"type":"object","properties":{"via":{"type":"string"}},"required":["via"]}},"cores":',
      ],
    ],
    ['minor added: Value `routes` (object, no default)', 'minor added: Value `routes.*.via` (string, no default)'],
  ],
  ['removed', [[SCHEMA, /"mode":\{.*?\},/, '']], ['major removed: Value `mode`']],
  [
    'of another type',
    [[SCHEMA, '"cores":{"type":"integer"', '"cores":{"type":"string"']],
    ['major changed: Value `cores`: type integer becomes string'],
  ],
  ['with another default', [[VALUES, 'cores: 2', 'cores: 4']], ['patch changed: Value `cores`: default 2 becomes 4']],
  ['without its default', [[VALUES, 'cores: 2\n', '']], ['major changed: Value `cores`: default 2 removed']],
  [
    'with a default at last',
    [[VALUES, 'cores: 2', 'cores: 2\nmode: routed']],
    ['patch changed: Value `mode`: default "routed" added'],
  ],
  [
    'whose map of entries has other entries',
    [[VALUES, 'wan:', 'lan:']],
    [
      'patch changed: Value `nics`: default {"wan":{"mac":"52:54:00:00:00:01"}} becomes {"lan":{"mac":"52:54:00:00:00:01"}}',
    ],
  ],
  [
    'with a lower maximum',
    [[SCHEMA, '"maximum":64', '"maximum":32']],
    ['major changed: Value `cores`: maximum 64 becomes 32'],
  ],
  [
    'with a higher maximum',
    [[SCHEMA, '"maximum":64', '"maximum":96']],
    ['minor changed: Value `cores`: maximum 64 becomes 96'],
  ],
  [
    'with a higher minimum',
    [[SCHEMA, '"minimum":1', '"minimum":2']],
    ['major changed: Value `cores`: minimum 1 becomes 2'],
  ],
  ['with no minimum', [[SCHEMA, '"minimum":1,', '']], ['minor changed: Value `cores`: minimum 1 becomes none']],
  [
    'with a bound behind a reference',
    [[SCHEMA, '"maxLength":63', '"maxLength":15']],
    ['major changed: Value `hostname`: maxLength 63 becomes 15'],
  ],
  [
    'with one choice more',
    [[SCHEMA, '"bridged"', '"bridged","mixed"']],
    ['minor changed: Value `mode`: enum ["routed","bridged"] becomes ["routed","bridged","mixed"]'],
  ],
  [
    'with one choice less',
    [[SCHEMA, '"routed",', '']],
    ['major changed: Value `mode`: enum ["routed","bridged"] becomes ["bridged"]'],
  ],
  [
    'with another pattern',
    [[SCHEMA, '^[0-9]+Gi$', '^[0-9]+[GT]i$']],
    ['major changed: Value `storage.size`: pattern "^[0-9]+Gi$" becomes "^[0-9]+[GT]i$"'],
  ],
  [
    'that must be given now',
    [[SCHEMA, '"required":["cores"', '"required":["mode","cores"']],
    ['major changed: Value `mode`: must be given now'],
  ],
  ['with another description', [[SCHEMA, 'vCPUs', 'Number of vCPUs']], []],
  [
    'in an open map',
    [[SCHEMA, '"required":["size"],"additionalProperties":false', '"required":["size"]']],
    ['minor changed: Value `storage`: additionalProperties false becomes none'],
  ],
])('a value %s', (_, edits, expected) => {
  expect(valueChangesOf(...edits)).toEqual(expected);
});

test('without a schema, values.yaml tells the types', () => {
  const bare = (values: string) => ({
    files: new Map([
      ['Chart.yaml', 'name: a\nversion: 1.0.0\n'],
      ['values.yaml', values],
    ]),
  });
  const changes = diffCharts(bare('a: 1\nb:\n  c: x\n  d: [1]\n'), bare('a: "1"\nb:\n  c: x\n  e: true\n'));
  expect(changes.map(({ demands, description }) => `${demands}: ${description}`)).toEqual([
    'major: Value `a`: type number becomes string',
    'patch: Value `a`: default 1 becomes "1"',
    'major: Value `b.d`',
    'minor: Value `b.e` (boolean, default true)',
  ]);
});

test('a schema that refers to itself ends', () => {
  const loop = '{"type":"object","properties":{"a":{"$ref":"#"}}}';
  expect(diffCharts(sample([SCHEMA, '', loop]), sample([SCHEMA, '', loop]))).toEqual([]);
});
