/** The four things a reader needs in order to mend what was refused. */
export interface PublishProblem {
  /** The file, the target, or the place in it. */
  readonly where: string;
  /** What is wrong. */
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Why something cannot be published, in one message. */
export class PublishError extends Error {
  override readonly name = 'PublishError';

  constructor(problem: PublishProblem, options?: ErrorOptions) {
    super(`${problem.where}: ${problem.what}: ${problem.why}; ${problem.remedy}`, options);
  }
}

/** Several reasons at once, so that one run tells all that is wrong. */
export class PublishErrors extends Error {
  override readonly name = 'PublishErrors';

  constructor(readonly errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join('\n'));
  }
}

/** Throws what went wrong: nothing, the one error, or all of them. */
export function throwAll(errors: readonly Error[]): void {
  const [first] = errors;
  if (first === undefined) return;
  throw errors.length === 1 ? first : new PublishErrors(errors);
}

/** Every error of a list of trials, whatever was thrown. */
export function errorsOf(results: readonly PromiseSettledResult<unknown>[]): Error[] {
  return results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => (reason instanceof Error ? reason : new Error(String(reason))));
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message).split('\n', 1)[0] ?? '';
}
