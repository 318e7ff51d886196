import { compileAll } from './compile';

/** A mistake, its twin one edit away that is none, and the code of the diagnostic. */
export type Mistake = readonly [wrong: string, right: string, code: number];

/** A test for each mistake: it does not compile, for its reason, and its twin does. */
export function testMistakes(prelude: string, mistakes: readonly Mistake[]): void {
  const problems = compileAll(
    new Map(
      mistakes.flatMap(([wrong, right], index) => [
        [`wrong${index}`, prelude + wrong],
        [`right${index}`, prelude + right],
      ]),
    ),
  );

  test.each(mistakes.map(([wrong, right, code], index) => [wrong, right, code, index] as const))(
    '%s does not compile; %s does',
    (_, __, code, index) => {
      expect(problems.get(`right${index}`)).toEqual([]);
      expect(problems.get(`wrong${index}`)).toContainEqual(expect.objectContaining({ code }));
    },
  );
}
