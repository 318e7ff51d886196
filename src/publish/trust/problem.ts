/** Something that does not fit: in what, where in it, what stood there, and what should have. */
export interface VerificationProblem {
  /** `archive`, `provenance`, `index entry`, `manifest`, `config`, `bundle` or `statement`. */
  readonly what: string;
  /** The place in it, such as `layers[0].digest`. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

/** Collects the problems of one artifact. */
export class Problems {
  readonly found: VerificationProblem[] = [];

  constructor(private readonly what: string) {}

  add(where: string, expected: string, found: string): this {
    this.found.push({ what: this.what, where, expected, found });
    return this;
  }

  /** Notes a problem where two values differ; their text is compared and shown. */
  same(where: string, expected: unknown, found: unknown): this {
    const [one, other] = [textOf(expected), textOf(found)];
    return one === other ? this : this.add(where, one, other);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
