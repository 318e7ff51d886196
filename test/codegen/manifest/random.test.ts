import * as fc from 'fast-check';

import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { laidOut } from '../crd/layout';
import { compileAgainstLibrary } from './compile';
import { identity, meaning } from './meaning';
import { randomVm } from './random-vm';
import { objectsOf } from './support';
import { unexplained } from './surplus';

const RUNS = 1000;
const SEED = 20260401;

const imported = (object: object, exact: boolean): string =>
  importManifests([{ name: 'random.json', text: JSON.stringify(object) }], { name: 'random', exact }).text;

describe('random VMs', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(randomVm, (object) => {
        const made = objectsOf(imported(object, true));
        expect(made.map((one) => [identity(one), meaning(one)])).toEqual([[identity(object), meaning(object)]]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('get what the library adds, and nothing else', () => {
    fc.assert(
      fc.property(randomVm, (object) => {
        const [made, ...others] = objectsOf(imported(object, false));
        expect(others).toEqual([]);
        expect(made && unexplained(made, object)).toEqual([]);
      }),
      { numRuns: RUNS / 4, seed: SEED },
    );
  });

  it('become programs that compile and are laid out', async () => {
    const programs = fc
      .sample(randomVm, { numRuns: 100, seed: SEED })
      .map((object, index) => imported(object, index % 2 === 0));
    for (const text of programs) expect(text).toBe(await laidOut(text));
    expect(
      compileAgainstLibrary(Object.fromEntries(programs.map((text, index) => [`random${index}.ts`, text]))),
    ).toEqual([]);
  });
});
