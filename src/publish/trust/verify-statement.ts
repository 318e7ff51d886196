import { type Fields, fieldsOf, jsonIn, listOf } from './json';
import { Problems, type VerificationProblem } from './problem';
import { COSIGN_SIGNATURE, SLSA_PROVENANCE, STATEMENT_TYPE, type Subject } from './statement';

/** The predicates whose subjects are compared, with the subject that each has to have. */
const PREDICATES: readonly string[] = [SLSA_PROVENANCE, COSIGN_SIGNATURE];

/**
 * Checks that a statement speaks of these artifacts: each of its subjects that has the name of one of them has its
 * digest, and one of them is a subject.
 *
 * @param expected the artifacts at hand
 * @param manifestDigest what a signature in cosign's form, whose subject has no name, must speak of
 */
export function verifyStatement(
  statement: string,
  expected: readonly Subject[],
  manifestDigest: string | undefined,
): VerificationProblem[] {
  const problems = new Problems('statement');
  const content = fieldsOf(jsonIn(statement));
  problems.same('_type', STATEMENT_TYPE, content?._type);
  if (!PREDICATES.includes(String(content?.predicateType)))
    problems.add('predicateType', PREDICATES.join(' or '), JSON.stringify(content?.predicateType) ?? 'nothing');
  const subjects = listOf(content?.subject).map(fieldsOf);
  const digestOf = (index: number): unknown => sha256Of(subjects[index]);
  if (content?.predicateType === COSIGN_SIGNATURE)
    return problems.same('subject[0].digest.sha256', manifestDigest, digestOf(0)).found;
  for (const { name, digest } of expected) {
    const index = subjects.findIndex((subject) => subject?.name === name);
    if (index >= 0) problems.same(`subject[${index}].digest.sha256`, digest.sha256, digestOf(index));
  }
  const [archive] = expected;
  if (archive && !subjects.some((subject) => subject?.name === archive.name))
    problems.add('subject', archive.name, 'no subject of this name');
  return problems.found;
}

export function predicateTypeIn(statement: string): unknown {
  return fieldsOf(jsonIn(statement))?.predicateType;
}

/** Everything that a statement speaks of, by name and digest. */
export function subjectsIn(statement: string): readonly unknown[] {
  return listOf(fieldsOf(jsonIn(statement))?.subject);
}

/** SHA-256 digests of everything that a statement speaks of. */
export function digestsIn(statement: string): unknown[] {
  return subjectsIn(statement).map((subject) => sha256Of(fieldsOf(subject)));
}

function sha256Of(subject: Fields | undefined): unknown {
  return fieldsOf(subject?.digest)?.sha256;
}
