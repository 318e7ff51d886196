import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../law/faults';
import { describeWithHelm } from '../support/describe-with-helm';
import { HELM_VERSIONS } from '../support/helm';
import { tryLaw } from '../law/law';
import { tryValidation } from '../law/validation';

const CASES = 300;
const seed = Number(process.env.LAW_SEED ?? Math.floor(Math.random() * 2 ** 31));

describeWithHelm(`the render law (LAW_SEED=${seed})`, () => {
  test.each(HELM_VERSIONS)(`Helm %s prints what the library renders, in ${CASES} cases`, (version) => {
    const failure = tryLaw({ seed, cases: CASES, versions: [version], isShrunk: true });
    if (failure) {
      throw new Error(
        `seed ${seed}, case ${failure.number}: ${failure.problem}\nsmallest: ${JSON.stringify(failure.shrunk)}`,
      );
    }
  });

  test.each(HELM_VERSIONS)('Helm %s refuses the values that the library refuses, and no others', (version) => {
    expect(tryValidation({ seed, cases: CASES, version })).toEqual([]);
  });
});

test.each(FAULTS.map(({ fault, ...where }) => [fault, where] as const))(
  'the engine has the place where a mutant plants: %s',
  (_, { file, from }) => {
    expect(readFileSync(join(__dirname, '../../src/helm', file), 'utf8')).toContain(from);
  },
);
