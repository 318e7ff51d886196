import { compileAll } from './compile';

/** A mistake, its twin one edit away that is none, and the code of the diagnostic. */
export type Mistake = readonly [wrong: string, right: string, code: number];

/**
 * A test for each mistake: it does not compile, for its reason, and its twin does.
 *
 * @param modules what the programs import from beside them, by name
 */
export function testMistakes(
  prelude: string,
  mistakes: readonly Mistake[],
  modules: ReadonlyMap<string, string> = new Map(),
): void {
  const programs = mistakes.flatMap(([wrong, right], index) => [
    [`wrong${index}`, prelude + wrong] as const,
    [`right${index}`, prelude + right] as const,
  ]);
  const problems = compileAll(new Map([...modules, ...programs]));

  if (modules.size > 0) test.each([...modules.keys()])('%s compiles', (name) => expect(problems.get(name)).toEqual([]));

  test.each(mistakes.map(([wrong, right, code], index) => [wrong, right, code, index] as const))(
    '%s does not compile; %s does',
    (_, __, code, index) => {
      expect(problems.get(`right${index}`)).toEqual([]);
      expect(problems.get(`wrong${index}`)).toContainEqual(expect.objectContaining({ code }));
    },
  );
}
