import * as fc from 'fast-check';
import { stringify } from 'yaml';

import { importChart } from '../../../src/codegen/chart/import-chart';
import { compileAll } from '../../types/compile';
import { laidOut } from '../crd/layout';
import { files, packaged } from './charts';

const CHARTS = 200;
const SEED = 20261123;

/** Names that mean something to the importer, names that are no identifiers, and others. */
const NAMES = fc.oneof(
  fc.constantFrom(
    'annotations',
    'podLabels',
    'nodeSelector',
    'resources',
    'affinity',
    'livenessProbe',
    'securityContext',
  ),
  fc.constantFrom(
    'port',
    'replicas',
    'password',
    'global',
    'tags',
    'class',
    'constructor',
    'default',
    'a b',
    "it's",
    '9',
    '',
  ),
  fc.string({ minLength: 1, maxLength: 40 }).filter((name) => name !== '__proto__'),
  fc.constantFrom('image', 'tag', 'service', 'enabled', 'items', 'values', 'spec', 'very'.repeat(30)),
);
const SCALARS = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'text', '{{ .Release.Name }}', '*/', 'yes', '0755', -1, 0.5, 80),
  fc.string({ maxLength: 20 }),
);
const { value: VALUES } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    SCALARS,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(NAMES, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const DEFAULTS = fc.dictionary(NAMES, VALUES, { maxKeys: 6, noNullPrototype: true });

const REFERENCES = ['#/$defs/a', '#/$defs/b', '#/$defs/c'];
const { schema: SCHEMAS } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>(true, {}, { type: 'null' }, { type: ['string', 'integer'] }, { type: 'boolean' }),
    fc.record({ enum: fc.array(SCALARS, { minLength: 1, maxLength: 12 }) }),
    fc.record({ const: SCALARS }),
    // Through a property, a list or a map, so that no definition is itself.
    fc.record({ type: fc.constant('array'), items: fc.record({ $ref: fc.constantFrom(...REFERENCES) }) }),
    fc.record({ additionalProperties: fc.record({ $ref: fc.constantFrom(...REFERENCES) }) }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ additionalProperties: tie('schema') }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record(
      {
        properties: fc.dictionary(NAMES, tie('schema'), { maxKeys: 4, noNullPrototype: true }),
        additionalProperties: fc.constantFrom(true, false),
        required: fc.array(NAMES, { maxLength: 2 }),
        description: fc.string({ maxLength: 150 }),
      },
      { requiredKeys: ['properties'] },
    ),
  ),
}));
const SCHEMA = fc
  .record({
    root: fc.dictionary(NAMES, SCHEMAS, { maxKeys: 5, noNullPrototype: true }),
    a: SCHEMAS,
    b: SCHEMAS,
    c: SCHEMAS,
  })
  .map(({ root, ...definitions }) => ({ type: 'object', properties: root, $defs: definitions }));

function handle(values: string, more: Record<string, string> = {}): string {
  const archive = packaged('x', files('x', '1.0.0', values, more));
  return importChart({ name: 'x', archive }).files.get('x.ts') as string;
}

test('the defaults of any chart fit the type of its overrides, and the file is as prettier has it', async () => {
  const defaults = fc.sample(DEFAULTS, { numRuns: CHARTS, seed: SEED });
  const programs = new Map<string, string>();
  for (const [index, data] of defaults.entries()) {
    const text = handle(stringify(data, { defaultStringType: 'QUOTE_DOUBLE' }));
    expect(await laidOut(text)).toBe(text);
    const given = `import type { XValues } from './handle${index}';\nexport const given: XValues = ${JSON.stringify(data)};\n`;
    programs.set(`handle${index}`, text).set(`given${index}`, given);
  }
  const problems = [...compileAll(programs)].filter(([, found]) => found.length > 0);
  expect(problems.map(([name, found]) => [name, programs.get(name), found])).toEqual([]);
});

test('the handle of any schema compiles, and the file is as prettier has it', async () => {
  const schemas = fc.sample(SCHEMA, { numRuns: CHARTS, seed: SEED });
  const programs = new Map<string, string>();
  for (const [index, schema] of schemas.entries()) {
    const text = handle('{}\n', { 'values.schema.json': JSON.stringify(schema) });
    expect(await laidOut(text)).toBe(text);
    programs.set(`handle${index}`, text);
  }
  const problems = [...compileAll(programs)].filter(([, found]) => found.length > 0);
  expect(problems.map(([name, found]) => [name, programs.get(name), found])).toEqual([]);
});
