import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Json } from '../../src/helm/render';
import { helm, type HelmVersion } from '../support/helm';
import { caseName, chartOf, givenValues, pathOf } from './build';
import { type Field, type LawCase, lawCase } from './generators';
import { inTemporaryFolder, jsonForYaml, writeFiles } from './go-reader';
import { classesOf } from './strings';

const BATCH = 25;

/** Values that most kinds refuse, and some take. */
const anyValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    '',
    'no',
    '0755',
    ' 4Gi',
    '4gi',
    '1.2.3',
    '10.0.0.256',
    '10.0.0.0/33',
    '01:00:00:00:00:01',
    'A',
  ),
  fc.constantFrom<Json>('a_b', '-a', 'a-', 'x'.repeat(64), 'a:', '1h 30m', '\n', 'x\n', 'x\ry', '\u2028', 'a\u0001b'),
  fc.constantFrom<Json>(0, -1, 1.5, 4095, 65536, 29999, 1e16, -1e16, 1e300, true, false),
  fc.constantFrom<Json>([], {}, [1], ['a'], { a: 1 }, { a: 'b' }, [[]], { m0: 1 }, ['a', 1], { a: { b: true } }),
  fc.constantFrom<Json>(null, [null], { a: null }),
);

interface Attempt {
  readonly one: LawCase;
  readonly field: number;
  readonly value: Json;
  /** Whether the value is given under a name that is not declared. */
  readonly isUnknown: boolean;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  one: lawCase,
  field: fc.nat(),
  value: anyValue,
  isUnknown: fc.nat({ max: 4 }).map((number) => number === 0),
});

function put(values: Record<string, Json>, path: readonly string[], value: Json): void {
  let at = values;
  for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, Json>;
  at[path.at(-1) as string] = value;
}

function valuesOf({ one, field, value, isUnknown }: Attempt): Record<string, Json> {
  const values = givenValues(one.fields, false);
  const index = field % one.fields.length;
  const path = pathOf(one.fields[index] as Field, index);
  put(values, isUnknown ? [...path.slice(0, -1), 'stranger'] : path, value);
  return values;
}

/** The cases that an error of Helm's schema check names. */
function casesIn(stderr: string): Set<string> {
  return new Set([...stderr.matchAll(/^ *- .*?\b(case\d+)\b/gm)].map(([, name]) => name as string));
}

export interface ValidationOptions {
  readonly seed: number;
  readonly cases: number;
  readonly version: HelmVersion;
}

/** Gives charts values of which many are wrong; every case on which Helm and the library disagree. */
export function tryValidation({ seed, cases, version }: ValidationOptions): string[] {
  const all = fc.sample(attempt, { seed, numRuns: cases }).filter(({ value }) => isReadable(value));
  const differences: string[] = [];
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    const { chart } = chartOf(batch.map(({ one }) => ({ ...one, objects: [] })));
    const values = Object.fromEntries(batch.map((one, index) => [caseName(index), valuesOf(one)]));
    const byUs = new Set(chart.checkValues(values).map(({ path }) => path.split('.')[0] as string));
    const byHelm = inTemporaryFolder((folder) => {
      writeFiles(join(folder, 'law'), chart.files());
      writeFileSync(join(folder, 'values.json'), jsonForYaml(values));
      try {
        helm(version, ['template', join(folder, 'law'), '--values', join(folder, 'values.json')]);
        return new Set<string>();
      } catch (error) {
        return casesIn((error as { stderr: string }).stderr);
      }
    });
    batch.forEach((one, index) => {
      const name = caseName(index);
      if (byUs.has(name) === byHelm.has(name)) return;
      const field = one.one.fields[one.field % one.one.fields.length];
      differences.push(
        `case ${start + index + 1}: ${byUs.has(name) ? 'we' : 'Helm'} alone refuse(s) ${JSON.stringify(one.value)} for ${JSON.stringify(field)}`,
      );
    });
  }
  return differences;
}

/** Helm 3 gives up on the whole file before it checks any value where a text holds what YAML cannot. */
function isReadable(value: Json): boolean {
  return !classesOf(JSON.stringify(value)).includes('control character');
}
