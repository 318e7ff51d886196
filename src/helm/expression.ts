import { createHash } from 'node:crypto';
import type { HelperName } from './helpers';
import { HELPERS } from './helpers';
import { goQuote } from './go-text';
import type { ValueDescriptor, ValueKind } from './value-type';

/** The variable of a loop; its name in the template is given when the loop is written. */
export interface LoopVariable {
  readonly hint: string;
  readonly type: ValueDescriptor;
}

/** What a template expression computes, before it is Go template text or a result. */
export type Expression =
  | { readonly op: 'value'; readonly path: readonly string[]; readonly type: ValueDescriptor }
  | {
      readonly op: 'variable';
      readonly variable: LoopVariable;
      readonly path: readonly string[];
      readonly type: ValueDescriptor;
    }
  | { readonly op: 'builtin'; readonly name: BuiltinName; readonly type: ValueDescriptor }
  | { readonly op: 'literal'; readonly literal: string | number | boolean; readonly type: ValueDescriptor }
  | {
      readonly op: 'helper';
      readonly helper: HelperName;
      readonly args: readonly string[];
      readonly type: ValueDescriptor;
    }
  | {
      readonly op: 'call';
      readonly fn: FunctionName;
      readonly args: readonly Expression[];
      readonly type: ValueDescriptor;
    };

/** What a chart is installed as. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** Facts of the chart that templates may print. */
export interface ChartFacts {
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string;
}

/** Everything an expression can read. */
export interface Scope {
  readonly values: Readonly<Record<string, unknown>>;
  readonly release: Release;
  readonly chart: ChartFacts;
  readonly variables?: ReadonlyMap<LoopVariable, unknown>;
}

export type BuiltinName = keyof typeof BUILTINS;

const BUILTINS = {
  'Release.Name': (scope: Scope): unknown => scope.release.name,
  'Release.Namespace': (scope: Scope): unknown => scope.release.namespace,
  'Chart.Name': (scope: Scope): unknown => scope.chart.name,
  'Chart.Version': (scope: Scope): unknown => scope.chart.version,
  'Chart.AppVersion': (scope: Scope): unknown => scope.chart.appVersion ?? '',
} as const;

interface TemplateFunction {
  /** Go template text from the texts of the arguments. */
  readonly go: (...args: string[]) => string;
  readonly evaluate: (...args: unknown[]) => unknown;
  /** Whether the arguments are looked at as they are, not converted to the kind they are declared as. */
  readonly isRaw?: true;
}

const call =
  (name: string) =>
  (...args: string[]): string =>
    [name, ...args].join(' ');

function integerOperation(name: string, compute: (a: bigint, b: bigint) => bigint): TemplateFunction {
  return {
    go: call(name),
    evaluate: (a, b) => shortest(BigInt.asIntN(64, compute(BigInt(a as number), BigInt(b as number)))),
  };
}

/** Go computes with 64 bits; a result that a JavaScript number cannot hold stays a bigint. */
function shortest(result: bigint): number | bigint {
  const number = Number(result);
  return Number.isSafeInteger(number) ? number : result;
}

function nonZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new ExpressionError('division by zero', 'give the divisor a minimum of 1');
  return divisor;
}

/** Helm's notion of an empty value, as `default` and `if` use it. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Characters of a hash in a name: enough that the few versions of one object differ. */
const HASH_LENGTH = 8;

export type FunctionName = keyof typeof FUNCTIONS;

const FUNCTIONS = {
  add: integerOperation('add', (a, b) => a + b),
  sub: integerOperation('sub', (a, b) => a - b),
  mul: integerOperation('mul', (a, b) => a * b),
  div: integerOperation('div', (a, b) => a / nonZero(b)),
  mod: integerOperation('mod', (a, b) => a % nonZero(b)),
  eq: { go: call('eq'), evaluate: (a, b) => a === b },
  ne: { go: call('ne'), evaluate: (a, b) => a !== b },
  lt: { go: call('lt'), evaluate: (a, b) => compare(a, b) < 0 },
  le: { go: call('le'), evaluate: (a, b) => compare(a, b) <= 0 },
  gt: { go: call('gt'), evaluate: (a, b) => compare(a, b) > 0 },
  ge: { go: call('ge'), evaluate: (a, b) => compare(a, b) >= 0 },
  and: { go: call('and'), evaluate: (...args) => args.every(Boolean) },
  or: { go: call('or'), evaluate: (...args) => args.some(Boolean) },
  not: { go: call('not'), evaluate: (a) => isEmpty(a) },
  ternary: { go: call('ternary'), evaluate: (a, b, condition) => (condition ? a : b) },
  default: {
    go: (fallback, value) => `default ${fallback} ${value}`,
    evaluate: (fallback, value) => (isEmpty(value) ? fallback : value),
  },
  join: { go: call('join'), evaluate: (separator, list) => ((list ?? []) as unknown[]).join(separator as string) },
  float: { go: call('float64'), evaluate: (value) => Number(value) },
  hash: {
    go: (...args) => `sha256sum (join "\\n" (list ${args.join(' ')})) | trunc ${HASH_LENGTH}`,
    evaluate: (...args) => createHash('sha256').update(args.map(String).join('\n')).digest('hex').slice(0, HASH_LENGTH),
  },
  isSet: {
    go: (value) => `not (kindIs "invalid" ${value})`,
    evaluate: (value) => value !== undefined && value !== null,
    isRaw: true,
  },
} as const satisfies Record<string, TemplateFunction>;

/** Go compares strings by bytes, JavaScript by UTF-16 units; they differ beyond the basic plane. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return (a as number) < (b as number) ? -1 : Number((a as number) > (b as number));
}

/** An expression that cannot be computed with the given values. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

function at(start: unknown, path: readonly string[]): unknown {
  let value = start;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** What an optional value that is not set counts as inside an expression. */
const EMPTY: Partial<Record<ValueKind, unknown>> = { string: '', integer: 0, number: 0, boolean: false };

function emptyOf(type: ValueDescriptor): unknown {
  return EMPTY[type.kind];
}

/** The result of an expression; undefined where an optional value is not set. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.op) {
    case 'value':
      return at(scope.values, expression.path);
    case 'variable':
      return at(scope.variables?.get(expression.variable), expression.path);
    case 'builtin':
      return BUILTINS[expression.name](scope);
    case 'literal':
      return expression.literal;
    case 'helper':
      return HELPERS[expression.helper].evaluate(scope, expression.args);
    case 'call': {
      const args = expression.args.map((arg) => evaluate(arg, scope));
      const { evaluate: result, isRaw } = FUNCTIONS[expression.fn] as TemplateFunction;
      return result(
        ...(isRaw ? args : args.map((arg, index) => arg ?? emptyOf((expression.args[index] as Expression).type))),
      );
    }
  }
}

/** How an expression is written at one place of a template. */
export interface TemplatePosition {
  readonly chartName: string;
  /** Names of the loop variables in scope. Not empty: the dot is not the root any more. */
  readonly variables: ReadonlyMap<LoopVariable, string>;
}

function root(position: TemplatePosition): string {
  return position.variables.size > 0 ? '$' : '';
}

/** Go template text of an expression as it stands alone or heads a pipeline: `add 1 (int64 .Values.cores)`. */
export function toGo(expression: Expression, position: TemplatePosition): string {
  switch (expression.op) {
    case 'value':
      return `${root(position)}.Values.${expression.path.join('.')}`;
    case 'variable': {
      const name = position.variables.get(expression.variable);
      if (!name) {
        throw new ExpressionError(
          `the item "${expression.variable.hint}" of a loop stands outside its loop`,
          'use the item only inside the function that the loop was given',
        );
      }
      return [`$${name}`, ...expression.path].join('.');
    }
    case 'builtin':
      return `${root(position)}.${expression.name}`;
    case 'literal':
      return typeof expression.literal === 'string' ? goQuote(expression.literal) : goNumber(expression);
    case 'helper':
      return HELPERS[expression.helper].go(position.chartName, root(position) || '.', expression.args);
    case 'call': {
      const { go, isRaw } = FUNCTIONS[expression.fn] as TemplateFunction;
      return go(
        ...expression.args.map((arg) => (isRaw && isReference(arg) ? toGo(arg, position) : toGoOperand(arg, position))),
      );
    }
  }
}

function goNumber(expression: Expression & { readonly op: 'literal' }): string {
  const text = String(expression.literal);
  return expression.type.kind === 'number' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/**
 * An expression as an operand of another one. Numbers of the values file are floats to Go and would print as `1e+06` and
 * compare unequal to integers, so they are converted.
 */
export function toGoOperand(expression: Expression, position: TemplatePosition): string {
  const text = toGo(expression, position);
  if (isReference(expression)) {
    const { kind, optional } = expression.type;
    if (kind === 'integer') return `(int64 ${text})`;
    if (kind === 'number') return `(float64 ${text})`;
    if (optional && (kind === 'string' || kind === 'boolean'))
      return `(default ${kind === 'string' ? '""' : 'false'} ${text})`;
  }
  return /^[$."\d-][^\s]*$/.test(text) || expression.op === 'literal' ? text : `(${text})`;
}

function isReference(expression: Expression): expression is Extract<Expression, { op: 'value' | 'variable' }> {
  return expression.op === 'value' || expression.op === 'variable';
}

/** How long the text of a scalar can be. */
export function longest(expression: Expression): number {
  switch (expression.op) {
    case 'literal':
      return String(expression.literal).length;
    case 'call':
      return expression.type.kind !== 'string' || expression.fn === 'join'
        ? textLength(expression.type)
        : Math.max(...expression.args.map(longest));
    case 'helper':
    case 'builtin':
      return LONGEST_NAME;
    default:
      return textLength(expression.type);
  }
}

/** Names and versions of releases and charts. */
const LONGEST_NAME = 63;
/** Numbers and booleans. */
const LONGEST_NUMBER = 24;

function textLength(type: ValueDescriptor): number {
  if (type.kind !== 'string') return LONGEST_NUMBER;
  return type.maxLength ?? Math.max(...(type.enum?.map((member) => String(member).length) ?? [Infinity]));
}

/** The literal texts that an expression may print. */
export function literalsIn(expression: Expression): string[] {
  if (expression.op === 'literal') return typeof expression.literal === 'string' ? [expression.literal] : [];
  const isText = expression.op === 'call' && expression.type.kind === 'string';
  return isText ? expression.args.filter(({ type }) => type.kind !== 'boolean').flatMap(literalsIn) : [];
}

/** The named templates that an expression includes. */
export function helpersIn(expression: Expression): HelperName[] {
  if (expression.op === 'helper') return [expression.helper];
  return expression.op === 'call' ? expression.args.flatMap(helpersIn) : [];
}
