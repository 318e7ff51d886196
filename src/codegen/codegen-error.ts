/** The four things a reader needs in order to mend what the generator refused. */
export interface CodegenProblem {
  /** What is wrong. */
  readonly what: string;
  /** The source, and the place in it. */
  readonly where: string;
  readonly why: string;
  readonly remedy: string;
}

/** Why a source cannot become TypeScript, in one message. */
export class CodegenError extends Error {
  override readonly name = 'CodegenError';

  constructor(problem: CodegenProblem, options?: ErrorOptions) {
    super(`${problem.where}: ${problem.what}: ${problem.why}; ${problem.remedy}`, options);
  }
}

/** The first line of what an error says. Errors of Node itself may be of another realm, so their class says nothing. */
export function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return (String(message).split('\n', 1)[0] ?? '').replace(/:$/, '');
}
