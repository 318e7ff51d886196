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
    return (this.validator.errors ?? []).map((error) => problemOf(error, values));
  }
}

function compile(schema: Json): ValidateFunction {
  // Loaded here, not at the top: most programs never check a value and should not pay for it.
  const { Ajv } = require('ajv') as typeof import('ajv');
  const regExp = Object.assign(goPattern, { code: 'goPattern' });
  return new Ajv({ allErrors: true, strict: false, code: { regExp } }).compile(schema as object);
}

function problemOf(error: ErrorObject, values: unknown): ValueProblem {
  const segments = error.instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = segments.reduce<unknown>(
    (at, segment) => (at as Record<string, unknown> | undefined)?.[segment],
    values,
  );
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') {
    const key = String(params.additionalProperty);
    return {
      path: [...segments, key].join('.'),
      value: (value as Record<string, unknown>)[key],
      reason: 'the chart has no such value',
    };
  }
  if (error.keyword === 'required') {
    return {
      path: [...segments, String(params.missingProperty)].join('.'),
      value: undefined,
      reason: 'the value is required',
    };
  }
  if (error.keyword === 'enum') {
    return {
      path: segments.join('.'),
      value,
      reason: `must be one of ${(params.allowedValues as unknown[]).join(', ')}`,
    };
  }
  if (error.keyword === 'not' || params.pattern === PRINTABLE_PATTERN) {
    return {
      path: segments.join('.'),
      value,
      reason: `must ${error.propertyName === undefined ? '' : 'have keys that '}hold printable characters, tabs and line breaks only`,
    };
  }
  return { path: segments.join('.'), value, reason: error.message ?? error.keyword };
}
