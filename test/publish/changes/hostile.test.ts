import { chartContents, type ChartContents, diffCharts } from '../../../src/publish/changes';
import { sample } from './sample-chart';

const TEMPLATE = 'templates/virtualmachine.yaml';
const edited = (path: string, text: string): ChartContents => ({ files: new Map([...sample().files, [path, text]]) });

test.each([
  ['comments that never end', '{{/* '.repeat(200_000)],
  ['actions that never end', '{{ "" '.repeat(200_000)],
  ['quotes that never end', `{{ ${'"x" '.repeat(200_000)}`],
  ['blanks', `a:${' '.repeat(500_000)}x`],
  ['short actions that never end', `${'{{ "" '.repeat(2000)}\n`.repeat(16)],
  ['short quotes that never end', `{{ ${'"x" '.repeat(3000)}\n`.repeat(16)],
  ['nesting', '['.repeat(100_000)],
])('a template of %s is compared in time', (_, text) => {
  const start = performance.now();
  expect(diffCharts(sample(), edited(TEMPLATE, text)).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('values that are no YAML, or that grow without end, are refused by name', () => {
  const aliases = `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [${'*a, '.repeat(20)}*a]`).join('\n')}\n`;
  for (const text of ['a: [', '[\n'.repeat(50_000), aliases])
    expect(() => diffCharts(sample(), edited('values.yaml', text))).toThrow('values.yaml is no YAML');
  expect(() => diffCharts(sample(), edited('values.schema.json', '{'))).toThrow('values.schema.json is no YAML');
});

test('an archive that is no chart is refused', () => {
  expect(() => chartContents(new Uint8Array([1, 2, 3]))).toThrow('this is no gzip archive');
});
