import { ApiObject, App, JsonPatch, Size } from 'cdk8s';
import { notedOn } from '../../src/findings';
import {
  asNumber,
  Builtin,
  Fn,
  forEach,
  HelmChart,
  type HelmChartProps,
  jsonText,
  Values,
  when,
  yamlText,
} from '../../src/helm';
import type { Finding } from '../../src/findings';

const values = Values.object({
  flag: Values.boolean({ default: true }),
  zero: Values.integer({ default: 0 }),
  text: Values.string({ default: 'a', optional: true }),
  long: Values.string({ default: 'a' }),
  list: Values.list(Values.string(), { default: [] }),
});

function findingsOf(
  make: (chart: HelmChart<typeof values>) => unknown,
  name = 'probe',
  props: Partial<HelmChartProps<typeof values>> = {},
): Finding[] {
  const chart = new HelmChart(new App(), name, { version: '1.0.0', values, ...props });
  make(chart);
  const compiled = chart.compile();
  chart.files(compiled);
  chart.noteValueProblems();
  compiled.render(chart.defaultValues, chart.defaultRelease);
  return chart.node.findAll().flatMap(notedOn);
}

function withSpec(spec: (chart: HelmChart<typeof values>) => unknown) {
  return (chart: HelmChart<typeof values>): unknown =>
    new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Object', spec: spec(chart) });
}

test.each<[string, (chart: HelmChart<typeof values>) => unknown, string, RegExp]>([
  ['a class', withSpec(() => new Map()), 'object', /Map/],
  ['a Size', withSpec(() => ({ size: Size.gibibytes(1) })), 'object', /Size/],
  ['a function', withSpec(() => ({ a: () => 1 })), 'spec.a', /function/],
  ['infinity', withSpec(() => ({ a: Infinity })), 'spec.a', /Infinity/],
  ['a number made of a hole', withSpec((c) => ({ a: asNumber(c.values.zero) * 2 })), 'spec.a', /receiver computed/],
  ['a hole cut in two', withSpec((c) => ({ a: `${c.values.long}`.slice(0, 2) })), 'spec.a', /damaged/],
  ['half a character', withSpec(() => ({ a: '\ud800' })), 'spec.a', /surrogate/],
  ['a list in text', withSpec((c) => ({ a: `x${c.values.list}` })), 'spec.a', /only scalars/],
  ['an optional value in text', withSpec((c) => ({ a: `x${c.values.text}` })), 'spec.a', /missing part/],
  ['a key of any length', withSpec((c) => ({ [`${c.values.long}`]: 1 })), 'spec', /long keys/],
  ['a very long key', withSpec(() => ({ ['k'.repeat(2000)]: 1 })), 'spec', /long keys/],
  [
    'a condition as a whole document',
    withSpec((c) => ({ a: yamlText(when(c.values.flag, {})) })),
    'spec.a',
    /left out/,
  ],
  ['a loop that is no item', withSpec((c) => ({ a: forEach(c.values.list, (i) => i) })), 'spec.a', /items of a list/],
  ['a hole in a header', withSpec((c) => ({ a: yamlText({}, { header: `#${c.values.long}` }) })), 'spec.a', /header/],
  [
    'a computed document in JSON',
    withSpec((c) => ({ a: jsonText({ b: yamlText({ c: c.values.flag }) }) })),
    'spec.a.b',
    /escape/,
  ],
  [
    'a control character beside a hole',
    withSpec((c) => ({ a: yamlText({ b: `\u0007${c.values.long}` }) })),
    'expression',
    /stands beside/,
  ],
  ['division by zero', withSpec((c) => ({ a: Fn.div(1, c.values.zero) })), 'expression', /zero/],
  [
    'an item outside its loop',
    withSpec((c) => {
      let leaked: unknown;
      forEach(c.values.list, (item) => (leaked = item));
      return { a: leaked };
    }),
    'expression',
    /outside its loop/,
  ],
  [
    'a file beyond what Helm reads',
    withSpec(() => ({ a: 'x'.repeat(5 * 1024 * 1024) })),
    'templates/object.yaml',
    /at most 5242880/,
  ],
  [
    'a patch that does not fit',
    (c) => new ApiObject(c, 'object', { apiVersion: 'v1', kind: 'Object' }).addJsonPatch(JsonPatch.remove('/spec/a')),
    'object',
    /./,
  ],
  [
    'labels that are conditional as a whole',
    (c) =>
      new ApiObject(c, 'object', { apiVersion: 'v1', kind: 'Object' }).addJsonPatch(
        JsonPatch.add('/metadata/labels', when(c.values.flag, { a: 'b' }, {})),
      ),
    'metadata',
    /standard labels/,
  ],
  [
    'a hole in a construct id',
    (c) => new ApiObject(c, `a${Builtin.releaseName}`, { apiVersion: 'v1', kind: 'Object' }),
    'id',
    /construct id/,
  ],
  ['an id that is no name', (c) => new ApiObject(c, 'a_b', { apiVersion: 'v1', kind: 'Object' }), 'id', /dashes/],
])('%s is a finding', (_, make, field, reason) => {
  const found = findingsOf(make).map((one) => ({ ...one, reason: `${one.value}: ${one.reason}` }));
  expect(found).toContainEqual(
    expect.objectContaining({ field, severity: 'error', reason: expect.stringMatching(reason) }),
  );
  for (const { path, remedy, value } of found) expect([path, remedy, value]).not.toContain('');
});

test.each(['Probe', 'a_b', '-a', 'a.b', 'x'.repeat(64)])('%s is no name for a chart', (name) => {
  expect(findingsOf(() => undefined, name)).toContainEqual(expect.objectContaining({ id: 'VNF104', value: name }));
});

test.each(['1', '1.0', 'v1.0.0', '01.0.0', ''])('%j is no version', (version) => {
  expect(findingsOf(() => undefined, 'probe', { version })).toContainEqual(expect.objectContaining({ id: 'VNF104' }));
});

test.each([
  ['a name that YAML reads as a boolean', Values.object({ on: Values.string({ default: '' }) }), 'VNF106', 'values.on'],
  ['a name that is no identifier', Values.object({ 'a-b': Values.string({ default: '' }) }), 'VNF106', 'values.a-b'],
  ['neither default nor example', Values.object({ a: Values.object({ b: Values.string() }) }), 'VNF107', 'values.a.b'],
  [
    'a default beyond its bounds',
    Values.object({ a: Values.integer({ default: 0, minimum: 1 }) }),
    'VNF107',
    'values.a',
  ],
  [
    'a pattern that RE2 has not',
    Values.object({ a: Values.string({ default: '', pattern: '(?!a)' }) }),
    'VNF106',
    'values.a',
  ],
])('%s is a finding', (_, declared, id, field) => {
  expect(findingsOf(() => undefined, 'probe', { values: declared as never })).toContainEqual(
    expect.objectContaining({ id, field, severity: 'error' }),
  );
});
