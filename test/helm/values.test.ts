import { App } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { goPattern, patternProblem } from '../../src/helm/pattern';
import type { ObjectType } from '../../src/helm/values';
import { mergeValues, withExamples } from '../../src/helm/values-data';
import { schemaOf } from '../../src/helm/values-schema';
import { valuesTable, valuesYaml } from '../../src/helm/values-yaml';

function chartOf<V extends ObjectType>(values: V): HelmChart<V> {
  return new HelmChart(new App(), 'probe', { version: '1.0.0', values });
}

describe('checking values', () => {
  const chart = chartOf(
    Values.object({
      cores: Values.integer({ default: 2, minimum: 1, maximum: 8 }),
      mode: Values.enum(['fast', 'safe'], { default: 'safe' }),
      mac: Values.macAddress({ optional: true }),
      hosts: Values.map(Values.ipAddress(), { default: {} }),
      free: Values.string({ default: '' }),
      lines: Values.string({ default: 'a', pattern: '^.*$' }),
      group: Values.object({ name: Values.string({ example: 'x' }) }),
    }),
  );

  test.each([
    [{ cores: 0 }, 'cores', 'must be >= 1'],
    [{ cores: 1.5 }, 'cores', 'must be integer'],
    [{ cores: '2' }, 'cores', 'must be integer'],
    [{ mode: 'slow' }, 'mode', 'must be one of fast, safe'],
    [{ mac: '01:00:00:00:00:01' }, 'mac', 'must match pattern'],
    [{ hosts: { a: 'b' } }, 'hosts.a', 'must match pattern'],
    [
      { hosts: { ['k'.repeat(400)]: '10.0.0.1' } },
      `hosts.${'k'.repeat(400)}`,
      'must NOT have more than 317 characters',
    ],
    [{ free: 'a\u0007' }, 'free', 'printable'],
    [{ free: null }, 'free', 'required'],
    [{ lines: 'a\nb' }, 'lines', 'must match pattern'],
    [{ stranger: 1 }, 'stranger', 'no such value'],
    [{ stranger: null }, 'stranger', 'no such value'],
    [{ group: { other: 1 } }, 'group.other', 'no such value'],
  ])('refuses %j', (values, path, reason) => {
    expect(chart.checkValues(values as never)).toContainEqual(
      expect.objectContaining({ path, reason: expect.stringContaining(reason) }),
    );
    expect(() => chart.render(values as never)).toThrow(path);
  });

  test.each([
    [{}],
    [{ mac: null }],
    [{ cores: 8, hosts: { a: '::1' } }],
    [{ global: { a: [] } }],
    [{ enabled: false }],
  ])('takes %j', (values) => expect(chart.checkValues(values as never)).toEqual([]));
});

describe('merging values', () => {
  test('maps are merged, all else is replaced, null takes away', () => {
    const merged = mergeValues({ a: { b: 1, c: [1, 2] }, d: 1, e: 2 }, { a: { c: [3] }, d: null, f: { g: 1 } });
    expect(merged).toEqual({ a: { b: 1, c: [3] }, e: 2, f: { g: 1 } });
  });

  test('a key that JavaScript gives a meaning is a key like any other', () => {
    const merged = mergeValues(
      JSON.parse('{"__proto__":{"a":1}}') as never,
      JSON.parse('{"__proto__":{"b":2}}') as never,
    );
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"a":1,"b":2}}');
  });

  test('an example gives way to a given map as a whole', () => {
    const { descriptor } = Values.object({
      sites: Values.map(Values.string()),
      one: Values.object({ two: Values.string() }),
    });
    expect(withExamples(descriptor, { sites: { b: 'y' } }, { sites: { a: 'x' }, one: { two: 'z' } })).toEqual({
      sites: { b: 'y' },
      one: { two: 'z' },
    });
  });
});

describe('the schema', () => {
  test('keeps to what every Helm reads', () => {
    const { descriptor } = Values.object({
      port: Values.port({ optional: true, description: 'Where it listens' }),
      enabled: Values.boolean({ default: true, description: 'ours' }),
      names: Values.list(Values.string({ pattern: '^[a-z]+$' }), { minItems: 1 }),
    });
    expect(schemaOf('Values', descriptor)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      additionalProperties: false,
      required: ['enabled', 'names'],
      properties: {
        global: { type: 'object' },
        enabled: { type: 'boolean', description: 'ours' },
        port: { type: ['integer', 'null'], minimum: 1, maximum: 65535, description: 'Where it listens' },
        names: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z]+$' } },
      },
    });
  });

  test.each(['(?=a)', '(?!a)', '(?<=a)', '(?<name>a)', '(a)\\1', '\\u0041', '[^]', 'a{2000}', '(', '\\k<a>'])(
    'a pattern %s is not for Helm',
    (pattern) => expect(patternProblem(pattern)).toEqual(expect.any(String)),
  );

  test.each(['^[a-z]+$', '\\d{1,3}', '(?:a|b)', '\\.', '[\\s.]', '\\x41'])('a pattern %s is', (pattern) =>
    expect(patternProblem(pattern)).toBeUndefined(),
  );

  test.each([
    ['^.$', '\r', true],
    ['^.$', '\n', false],
    ['^\\s$', '\u00a0', false],
    ['^\\s$', '\t', true],
    ['^\\S$', '\u00a0', true],
    ['^[\\s.]$', '\v', false],
    ['^[.]$', 'a', false],
    ['^\\.$', 'a', false],
  ])('a pattern %s on %j is read as Go reads it', (pattern, text, isMatch) => {
    expect(goPattern(pattern).test(text)).toBe(isMatch);
  });
});

describe('values.yaml', () => {
  test('a description cannot break out of its comment', () => {
    const { descriptor } = Values.object({
      a: Values.integer({ default: 1, description: 'one\r\ntwo\rthree: 3\u2028four: 4\u0085five: 5\u0007' }),
    });
    expect(valuesYaml(descriptor)).toBe('# one\n# two\n# three: 3\n# four: 4\n# five: 5\na: 1\n');
  });

  test('what has no default is shown in a comment', () => {
    const { descriptor } = Values.object({
      a: Values.object({
        b: Values.string({ example: 'x\ny\n' }),
        c: Values.map(Values.integer(), { optional: true }),
      }),
    });
    expect(valuesYaml(descriptor)).toBe('a: {}\n  # Required.\n  # b: |\n  #   x\n  #   y\n  # Optional.\n  # c: {}\n');
  });

  test('a chart without values has an empty map', () => {
    expect(valuesYaml(Values.object({}).descriptor)).toBe('{}\n');
    expect(valuesTable(Values.object({}).descriptor)).toBe('The chart takes no values.\n');
  });

  test('the table escapes what would end a cell or a code span', () => {
    const { descriptor } = Values.object({ a: Values.string({ default: 'a|`b`', description: 'x | y' }) });
    expect(valuesTable(descriptor)).toContain('| `a` | string | `` "a\\|`b`" `` | x \\| y. |');
  });
});
