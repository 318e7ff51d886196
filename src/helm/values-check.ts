import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Json } from './render';
import { goPattern } from './pattern';
import { PRINTABLE_PATTERN } from './yaml-scalar';

/** One value that the schema refuses. */
export interface ValueProblem {
  /** Dotted path below `.Values`. */
  readonly path: string;
  readonly value: unknown;
  readonly reason: string;
}

/** Checks values against a chart's schema; loaded and compiled when first used. */
export class ValuesChecker {
  private validator?: ValidateFunction;

  constructor(private readonly schema: Json) {}

  /** Everything that Helm would refuse in the merged values. */
  check(values: unknown): ValueProblem[] {
    this.validator ??= compile(this.schema);
    if (this.validator(values)) return [];
    // Of a refused key, ajv says once what is wrong and once that something is.
    const errors = (this.validator.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames');
    return errors.map((error) => problemOf(error, values));
  }
}

function compile(schema: Json): ValidateFunction {
  // Loaded here, not at the top: most programs never check a value and should not pay for it.
  const { Ajv } = require('ajv') as typeof import('ajv');
  const regExp = Object.assign(goPattern, { code: 'goPattern' });
  return new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false, code: { regExp } }).compile(
    schema as object,
  );
}

function problemOf(error: ErrorObject, values: unknown): ValueProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (keys: readonly string[]): unknown =>
    keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
  const problem = (reason: string, ...below: string[]): ValueProblem => {
    const whole = [...path, ...below];
    return { path: whole.join('.'), value: at(whole), reason };
  };
  const params = error.params as Record<string, unknown>;
  const key = error.propertyName;
  if (key !== undefined)
    return problem(
      `the key must ${isPrintability(error) ? PRINTABLE : String(error.message).replace(/^must /, '')}`,
      key,
    );
  switch (error.keyword) {
    case 'additionalProperties':
      return problem('the chart has no such value', String(params.additionalProperty));
    case 'required':
      return problem('the value is required', String(params.missingProperty));
    case 'enum':
      return problem(`must be one of ${(params.allowedValues as unknown[]).join(', ')}`);
    default:
      return problem(isPrintability(error) ? `must ${PRINTABLE}` : (error.message ?? error.keyword));
  }
}

const PRINTABLE = 'hold printable characters, tabs and line breaks only';

function isPrintability({ keyword, params }: ErrorObject): boolean {
  return keyword === 'not' || (params as { readonly pattern?: string }).pattern === PRINTABLE_PATTERN;
}
