import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { importChart } from '../../../src/codegen/chart/import-chart';
import { ForeignChart } from '../../../src/helm';
import { archiveDigest } from '../../../src/helm/chart-contents';
import { golden } from '../golden';
import { laidOut } from '../crd/layout';
import { CHARTS, type ChartFiles, chartYaml, files, inside, packaged } from './charts';

const NAMES = Object.keys(CHARTS);

function imported(name: string, given: ChartFiles, options = {}) {
  const archive = packaged(name, given);
  const { files: made } = importChart({ name: `${name}.tgz`, archive }, options);
  return { archive, made, text: made.get(`${name}.ts`) as string };
}

/** What is generated for a chart with this schema, without the lines that every file has. */
function typed(schema: unknown, values = '{}\n'): string {
  const given = files('x', '1.0.0', values, { 'values.schema.json': JSON.stringify(schema) });
  return imported('x', given).text;
}

describe.each(NAMES)('%s', (name) => {
  const given = CHARTS[name] ?? {};

  test('gets the handle that is expected, laid out as prettier would, and the same again', async () => {
    const { archive, text, made } = imported(name, given);
    expect(text).toBe(golden(`chart-${name}`, text));
    expect(await laidOut(text)).toBe(text);
    expect(imported(name, given).made).toEqual(made);
    const [file] = [...made.keys()].filter((path) => path.endsWith('.tgz'));
    expect(made.get(file ?? '')).toBe(archive);
    expect(text).toContain(`'${file}'`);
    expect(text).toContain(archiveDigest(archive));
  });

  test('is for ES modules too', async () => {
    const { text } = imported(name, given, { isEsModule: true });
    expect(text).toContain("const archive = new URL('");
    expect(text).not.toContain('__dirname');
    expect(await laidOut(text)).toBe(text);
  });

  test('takes its own defaults', () => {
    const chart = ForeignChart.fromArchive(packaged(name, given));
    expect(chart.checkValues({})).toEqual([]);
  });
});

test('without its schema, a chart has the types of its defaults', () => {
  const given = CHARTS['cert-tool'] ?? {};
  expect(imported('cert-tool', given).text).toContain("readonly kind?: 'Issuer' | 'ClusterIssuer';");
  const { text } = imported('cert-tool', given, { schema: false });
  expect(text).toContain('readonly kind?: string;');
  expect(text).not.toContain('ClusterIssuer');
});

test('an archive inside is read as a folder is', () => {
  const given = CHARTS['umbrella'] ?? {};
  const folders = Object.entries(given).filter(([path]) => !path.startsWith('charts/frontend/'));
  const frontend = Object.entries(given)
    .filter(([path]) => path.startsWith('charts/frontend/'))
    .map(([path, text]) => [path.slice('charts/frontend/'.length), text] as const);
  const archive = packaged('frontend', Object.fromEntries(frontend));
  const nested = { ...Object.fromEntries(folders), 'charts/frontend-1.0.0.tgz': archive as unknown as string };
  const values = (text: string) => text.slice(0, text.indexOf('const archive'));
  expect(values(imported('umbrella', nested).text)).toBe(values(imported('umbrella', given).text));
  const chart = ForeignChart.fromArchive(packaged('umbrella', nested));
  expect([...chart.files.keys()]).toContain('charts/frontend/values.yaml');
});

describe('what a schema says', () => {
  const property = (schema: unknown, values?: string) =>
    /readonly a\?: (.*);$/m.exec(typed({ type: 'object', properties: { a: schema } }, values))?.[1];

  test.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer', minimum: 1 }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: ['array', 'string'], items: { type: 'integer' } }, 'readonly number[] | string'],
    [{ const: 3 }, '3'],
    [{ const: { deep: true } }, '{ readonly [key: string]: Json }'],
    [{ enum: ['a', 1, true, null] }, "'a' | 1 | true | null"],
    [{ type: 'string', enum: ['a', 'b'] }, "'a' | 'b'"],
    [{ enum: ['a'.repeat(101), 'b'] }, 'string'],
    [{}, 'Json'],
    [true, 'Json'],
    [false, 'never'],
    [{ type: 'array' }, 'readonly Json[]'],
    [{ items: [{ type: 'string' }, { type: 'number' }], additionalItems: false }, 'readonly (string | number)[]'],
    [{ type: 'object' }, '{ readonly [key: string]: Json }'],
    [{ type: 'object', additionalProperties: false }, '{ readonly [key: string]: never }'],
    [{ additionalProperties: { type: 'string' } }, '{ readonly [key: string]: string }'],
    [{ patternProperties: { '^a': { type: 'number' } } }, '{ readonly [key: string]: number }'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }, {}] }, 'Json'],
    [{ oneOf: [{ type: 'string' }, { enum: ['a', 2] }] }, 'string | 2'],
    [{ allOf: [{ type: ['string', 'number'] }, { enum: ['a', true] }] }, "'a'"],
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }, 'never'],
    [{ allOf: [{ items: { type: ['string', 'null'] } }, { items: { type: 'string' } }] }, 'readonly string[]'],
    [{ if: { const: 1 }, then: { type: 'string' }, not: { type: 'null' } }, 'Json'],
    [{ $ref: '#/properties/b' }, 'Json'],
  ])('%j is %s', (schema, type) => {
    const text = typed({ type: 'object', properties: { a: schema, b: true } });
    expect(/readonly a\?: (.*);$/m.exec(text)?.[1]).toBe(type);
  });

  test('where it says nothing of what a map or list holds, the defaults do', () => {
    expect(property({ type: 'array' }, 'a: [x]\n')).toBe('readonly string[]');
    expect(property({}, 'a: 1\n')).toBe('number');
    expect(typed({ properties: { a: { type: 'object' } } }, 'a: {b: 1}\n')).toContain('    readonly b?: number;\n');
    expect(typed({ properties: { a: { additionalProperties: false } } }, 'a: {b: 1}\n')).not.toContain('readonly b?');
  });

  test('a definition may refer to itself through a map or a list, also by its root', () => {
    expect(typed({ properties: { a: { $ref: '#' }, b: { type: 'string' } } })).toContain('readonly a?: XRoot;');
    expect(
      typed({ $defs: { t: { items: { $ref: '#/$defs/t' } } }, properties: { a: { $ref: '#/$defs/t' } } }),
    ).toContain('export type XT = readonly XT[];');
    const escaped = {
      definitions: { 'a/b~c d': { type: 'number' } },
      properties: { a: { $ref: '#/definitions/a~1b~0c%20d' } },
    };
    expect(typed(escaped)).toContain('readonly a?: number;');
  });
});

test('names and lines of any length stay as prettier has them', async () => {
  const name = `${'very-'.repeat(12)}ab`;
  const values = [
    `${'long'.repeat(40)}:`,
    `  "${'quoted '.repeat(20)}": [a, 1]`,
    `  ${'b'.repeat(100)}: {c: {d: {e: {f: {g: {h: {i: [{j: {k: 1}}]}}}}}}}`,
    'class: {constructor: 1, toString: [], "a b": {}}',
    '"": empty',
    "it's: 'quoted \"so\"'",
    'ünïcode: ü',
    '',
  ].join('\n');
  const schema = {
    properties: {
      unions: { enum: Array.from({ length: 30 }, (_, index) => `member number ${index}`) },
      lists: { items: { items: { enum: Array.from({ length: 30 }, (_, index) => `member number ${index}`) } } },
      maps: { additionalProperties: { additionalProperties: { additionalProperties: { items: { type: 'string' } } } } },
      ['p'.repeat(130)]: { additionalProperties: { type: 'string' } },
      numbers: { enum: [-1, 0.1, 1e21, -0, 1e-7] },
      described: {
        type: 'string',
        description: `A */ and ${'many words '.repeat(20)}\n\n@param with lines\u2028 of all kinds`,
      },
    },
  };
  const given = files(name, `1.0.0-${'x'.repeat(50)}`, values, { 'values.schema.json': JSON.stringify(schema) });
  for (const options of [{}, { isEsModule: true, module: '../../some/where/else' }]) {
    const { text } = imported(name, given, options);
    expect(await laidOut(text)).toBe(text);
  }
});

describe('is refused, with the place and the remedy', () => {
  const schemaOf = (schema: unknown) => ({
    'values.schema.json': typeof schema === 'string' ? schema : JSON.stringify(schema),
  });
  const withSchema = (schema: unknown) => files('x', '1.0.0', '{}\n', schemaOf(schema));
  const withValues = (values: string) => files('x', '1.0.0', values);
  let chain: unknown = { type: 'string' };
  for (let depth = 0; depth < 300; depth++) chain = { items: chain };

  test.each<[string, ChartFiles, RegExp]>([
    [
      'a reference to another server',
      withSchema({ properties: { a: { $ref: 'https://x.example/s.json' } } }),
      /values\.schema\.json at a: \$ref "https:.*only what stands in the schema.*--no-schema/,
    ],
    ['a reference to a file', withSchema({ $ref: 'other.json#/a' }), /\$ref "other\.json#\/a"/],
    ['a reference to nothing', withSchema({ $ref: '#/definitions/a' }), /nothing stands there/],
    ['a reference into the prototype', withSchema({ $ref: '#/constructor' }), /nothing stands there/],
    [
      'a definition of itself',
      withSchema({ $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/a' } } }),
      /leads to itself/,
    ],
    [
      'definitions of each other',
      withSchema({
        $ref: '#/$defs/a',
        $defs: { a: { $ref: '#/$defs/b' }, b: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/a' }] } },
      }),
      /leads to itself/,
    ],
    ['an unknown type', withSchema({ properties: { a: { type: 'text' } } }), /at a: the type "text"/],
    ['a schema that is none', withSchema({ properties: { a: 3 } }), /at a: no schema/],
    ['a schema that is not JSON', withSchema('{"type": '), /values\.schema\.json: not readable/],
    ['a schema without bottom', withSchema(chain), /nested too deeply/],
    [
      'a value that JavaScript takes for something else',
      withValues('a:\n  __proto__: 1\n'),
      /a value called a\.__proto__/,
    ],
    [
      'the same in a schema',
      withSchema('{"properties": {"__proto__": {"type": "string"}}}'),
      /a value called __proto__/,
    ],
    ['the same in an item', withValues('a: [{__proto__: 1}]\n'), /a value called a\[\]\.__proto__/],
    ['templates for values', withValues('a: {{ .Values.b }}\nc: {{- if }}\n'), /values\.yaml is not readable as YAML/],
    ['values that are no map', withValues('- a\n'), /values\.yaml holds no map/],
    ['values without bottom', withValues(`a: ${'['.repeat(50_000)}\n`), /nested too deeply|not readable/],
    ['values a hundred levels deep', withValues(`a: ${'{a: '.repeat(150)}1${'}'.repeat(150)}\n`), /nested too deeply/],
    [
      'aliases that expand without measure',
      withValues(
        `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`).join('\n')}\n`,
      ),
      /alias/i,
    ],
    ['an alias to what holds it', withValues('a: &a [*a]\n'), /alias/i],
    [
      'a library',
      { ...withValues('{}\n'), 'Chart.yaml': chartYaml('x', '1.0.0', 'type: library\n') },
      /x is a library/,
    ],
    ['a version that is none', files('x', 'one', '{}\n'), /"one" is no SemVer version/],
    [
      'a dependency that is not there',
      files('x', '1.0.0', '{}\n', {}, 'dependencies: [{name: base, version: 1.0.0}]\n'),
      /depends on base.*helm dependency build/,
    ],
    [
      'a name that is a path',
      { ...withValues('{}\n'), 'Chart.yaml': chartYaml('../x', '1.0.0') },
      /calls the chart \.\.\/x/,
    ],
  ])('%s', (_, given, message) => {
    expect(() => imported('x', given)).toThrow(message);
  });

  test('charts in one another without end', () => {
    let given = files('x', '1.0.0', '{}\n');
    for (let depth = 0; depth < 12; depth++) given = { ...files('x', '1.0.0', '{}\n'), ...inside('x', given) };
    expect(() => imported('x', given)).toThrow(/more than 10 deep/);
  });

  test('a schema that multiplies', () => {
    const definitions: Record<string, unknown> = { d0: { type: 'string' } };
    for (let index = 1; index < 40; index++) {
      const below = { $ref: `#/definitions/d${index - 1}` };
      definitions[`d${index}`] = {
        allOf: [{ properties: { a: below, b: below } }, { properties: { b: below, c: below } }],
      };
    }
    const text = typed({ $ref: '#/definitions/d39', definitions });
    expect(text.length).toBeLessThan(100_000);
  });

  test('more than anybody means to read', () => {
    const properties = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`a${index}`, {}]));
    expect(() => imported('x', withSchema({ properties }))).toThrow(/too large: more than 50000 schemas.*--no-schema/);
    expect(() => imported('x', withValues(`a: ${'x'.repeat(6 * 1024 * 1024)}\n`))).toThrow(/Helm reads at most/);
  });

  test('an archive that is none', () => {
    expect(() => importChart({ name: 'a.tgz', archive: Buffer.from('nothing') })).toThrow(
      /a\.tgz: no chart: this is no gzip/,
    );
  });
});

describe('the file of a handle', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handle-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('must be there, and the one that was imported', () => {
    const file = join(folder, 'a.tgz');
    expect(() => ForeignChart.fromFile(file, 'sha256:0')).toThrow(/cannot be read: ENOENT.*lies beside the file/);
    expect(() => ForeignChart.fromFile(__filename, 'sha256:0')).toThrow(
      /has the digest sha256:[0-9a-f]{64}, not sha256:0/,
    );
  });
});
