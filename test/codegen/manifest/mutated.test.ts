import * as fc from 'fast-check';

import { CodegenError } from '../../../src/codegen/codegen-error';
import { importManifests } from '../../../src/codegen/manifest';
import { corpus, documentsIn, objectsOf } from './support';

/** Things that stand where others belong. */
const ODD = [
  null,
  0,
  -1,
  1.5,
  '',
  'x',
  true,
  [],
  {},
  [1],
  ['a', 'a'],
  { name: 'x' },
  '${x}',
  'a/b',
  '{"a":1}',
  'default/lan',
];

interface Mutation {
  readonly at: number;
  readonly from: number;
  readonly how: 'drop' | 'odd' | 'copy';
  readonly odd: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  from: fc.nat(),
  how: fc.constantFrom('drop', 'odd', 'copy'),
  odd: fc.constantFrom(...ODD),
});

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) => (part as Readonly<Record<string, unknown>> | null | undefined)?.[key],
    value,
  );
}

/** A copy of the objects with some part dropped, replaced, or put where another stood. */
function mutated(objects: readonly unknown[], mutations: readonly Mutation[]): readonly unknown[] {
  const copy = structuredClone(objects) as unknown[];
  for (const { at, from, how, odd } of mutations) {
    const paths = pathsIn(copy).filter((path) => path.length > 1);
    const path = paths[at % paths.length];
    if (!path) continue;
    const owner = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
    const key = path.at(-1) ?? '';
    if (how === 'drop') delete owner[key];
    else owner[key] = structuredClone(how === 'odd' ? odd : valueAt(copy, paths[from % paths.length] ?? []));
  }
  return copy;
}

it('whatever is wrong in manifests, they come back or are refused', () => {
  const source = fc.constantFrom(...corpus);
  fc.assert(
    fc.property(
      source,
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      ({ text }, mutations, exact) => {
        const objects = mutated(documentsIn(text), mutations);
        const sources = [{ name: 'mutated', text: objects.map((object) => JSON.stringify(object)).join('\n---\n') }];
        try {
          expect(objectsOf(importManifests(sources, { name: 'mutated', exact }).text).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(CodegenError);
        }
      },
    ),
    { numRuns: 300, seed: 20260402 },
  );
});
