import type { Expression, LoopVariable } from './expression';
import { contentOf, expressionOf, HelmValue, isHelmValue } from './helm-value';
import { holeOfNumber, splitSentinels } from './sentinel';
import { BOOLEAN, INTEGER, KEY, STRING, type ValueDescriptor } from './value-type';
import { type CollectionRef, itemRefs, type Plain, type Ref, type ValueType } from './values';

type Operand<T> = Plain<T> | HelmValue<T>;

function operand(given: Operand<string | number | boolean>): Expression {
  const value = unmarked(given);
  if (isHelmValue(value)) return expressionOf(value);
  const kind =
    typeof value === 'number'
      ? Number.isInteger(value)
        ? 'integer'
        : 'number'
      : (typeof value as 'string' | 'boolean');
  return { op: 'literal', literal: value, type: { kind } };
}

/** What another library was given with asNumber() or asString() is the hole again. */
function unmarked(value: Operand<string | number | boolean>): Operand<string | number | boolean> {
  if (typeof value === 'number') return (holeOfNumber(value) as HelmValue<number> | undefined) ?? value;
  if (typeof value !== 'string') return value;
  const [first, ...more] = splitSentinels(value);
  if (isHelmValue(first) && more.length === 0) return first as HelmValue<string>;
  if (isHelmValue(first) || more.length > 0)
    throw new Error('text with a chart value in it cannot stand inside an expression: give the value alone');
  if (value.isWellFormed()) return value;
  throw new Error(
    `${JSON.stringify(value)} holds half of a surrogate pair, which is no text: give well-formed Unicode`,
  );
}

/** Go compares no integer with a float, so that integers beside a number become floats. */
function operands(values: readonly Operand<string | number | boolean>[]): Expression[] {
  const all = values.map(operand);
  return all.some(({ type }) => type.kind === 'number') ? all.map(asFloat) : all;
}

function asFloat(given: Expression): Expression {
  if (given.type.kind !== 'integer') return given;
  const type: ValueDescriptor = { kind: 'number' };
  return given.op === 'literal' ? { ...given, type } : { op: 'call', fn: 'float', args: [given], type };
}

function expression<T>(content: Expression): HelmValue<T> {
  return new HelmValue<T>({ expression: content });
}

function compared(fn: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge') {
  return <T extends string | number | boolean>(a: Operand<T>, b: Operand<T>): HelmValue<boolean> =>
    expression({ op: 'call', fn, args: operands([a, b]), type: BOOLEAN });
}

function combined(fn: 'and' | 'or') {
  return (...conditions: HelmValue<boolean>[]): HelmValue<boolean> => {
    if (conditions.length === 0) throw new Error(`Fn.${fn} combines conditions: give at least one`);
    return expression({ op: 'call', fn, args: operands(conditions), type: BOOLEAN });
  };
}

function computed(fn: 'add' | 'sub' | 'mul' | 'div' | 'mod') {
  return (a: Operand<number>, b: Operand<number>): HelmValue<number> => {
    for (const part of [a, b]) {
      if (isHelmValue(part) ? expressionOf(part).type.kind !== 'integer' : !Number.isSafeInteger(part)) {
        throw new Error(`Fn.${fn} computes with integers only: use an integer value or a whole number`);
      }
    }
    return expression({ op: 'call', fn, args: operands([a, b]), type: INTEGER });
  };
}

/** Functions over chart values. They are computed when the chart is rendered, by Helm or by this library, alike. */
export const Fn = {
  /** Equal. */
  eq: compared('eq'),
  /** Not equal. */
  ne: compared('ne'),
  /** Less than; strings by bytes. */
  lt: compared('lt'),
  /** Less than or equal. */
  le: compared('le'),
  /** Greater than. */
  gt: compared('gt'),
  /** Greater than or equal. */
  ge: compared('ge'),
  /** Integer sum. */
  add: computed('add'),
  /** Integer difference. */
  sub: computed('sub'),
  /** Integer product. */
  mul: computed('mul'),
  /** Integer quotient, rounded towards zero. A divisor of 0 is a finding. */
  div: computed('div'),
  /** Remainder of the integer division. */
  mod: computed('mod'),
  /** Whether all conditions hold. */
  and: combined('and'),
  /** Whether one of the conditions holds. */
  or: combined('or'),
  /** Whether the condition does not hold. */
  not: (condition: HelmValue<boolean>): HelmValue<boolean> =>
    expression({ op: 'call', fn: 'not', args: operands([condition]), type: BOOLEAN }),
  /** Whether an optional value is given. */
  isSet: (value: HelmValue<unknown>): HelmValue<boolean> =>
    expression({ op: 'call', fn: 'isSet', args: [expressionOf(value)], type: BOOLEAN }),
  /** Eight hexadecimal digits that change with any of the values. */
  hash: (...values: Operand<string | number | boolean>[]): HelmValue<string> => {
    const args = values.map(operand);
    // Go and JavaScript print fractions differently.
    if (args.some(({ type }) => type.kind === 'number')) throw new Error('Fn.hash takes text, integers and booleans');
    return expression({ op: 'call', fn: 'hash', args, type: STRING });
  },
  /** One of two values, by a condition. Both are computed. */
  ternary: <T extends string | number | boolean>(
    condition: HelmValue<boolean>,
    then: Operand<T>,
    otherwise: Operand<T>,
  ): HelmValue<T> => {
    const [a, b] = operands([then, otherwise]) as [Expression, Expression];
    return expression({
      op: 'call',
      fn: 'ternary',
      args: [a, b, expressionOf(condition)],
      type: { kind: a.type.kind },
    });
  },
  /** The value, or the fallback where the value is empty in Helm's sense: missing, `""`, `0`, `false`. */
  default: <T extends string | number | boolean>(value: HelmValue<T>, fallback: Operand<T>): HelmValue<T> => {
    const [given, other] = operands([value, fallback]) as [Expression, Expression];
    return expression({ op: 'call', fn: 'default', args: [other, given], type: { kind: given.type.kind } });
  },
  /** The texts of a list with a separator between them. */
  join: (list: HelmValue<readonly string[]>, separator: string): HelmValue<string> =>
    expression({ op: 'call', fn: 'join', args: [operand(separator), expressionOf(list)], type: STRING }),
} as const;

/** What the chart is installed as, and facts of the chart itself. */
export const Builtin = {
  /** `.Release.Name` */
  releaseName: expression<string>({ op: 'builtin', name: 'Release.Name', type: STRING }),
  /** `.Release.Namespace` */
  releaseNamespace: expression<string>({ op: 'builtin', name: 'Release.Namespace', type: STRING }),
  /** `.Chart.Name` */
  chartName: expression<string>({ op: 'builtin', name: 'Chart.Name', type: STRING }),
  /** `.Chart.Version` */
  chartVersion: expression<string>({ op: 'builtin', name: 'Chart.Version', type: STRING }),
  /** `.Chart.AppVersion`, empty where the chart has none */
  chartAppVersion: expression<string>({ op: 'builtin', name: 'Chart.AppVersion', type: STRING }),
} as const;

/**
 * A tree that is there only if a condition holds: as the value of a map entry, as an item of a list, or in a document.
 * Without `otherwise` the entry or the item is left out.
 */
export function when<T>(
  condition: HelmValue<boolean>,
  then: T,
  otherwise?: T,
): HelmValue<T extends HelmValue<infer U> ? U : T> {
  return new HelmValue({ structure: { kind: 'condition', condition: expressionOf(condition), then, otherwise } });
}

/** What a loop goes over. */
export function itemTypeOf(over: Expression): ValueDescriptor {
  if (over.type.item) return over.type.item;
  throw new Error(`a loop goes over a list or a map value, not over a value of kind ${over.type.kind}`);
}

/** One item of a list for each item of a list value or each entry of a map value (in the order of its keys). */
export function forEach<E extends ValueType, T>(
  over: CollectionRef<E, readonly unknown[] | Readonly<Record<string, unknown>>>,
  body: (item: Ref<E>) => T,
): HelmValue<T extends HelmValue<infer U> ? U : T> {
  const list = expressionOf(over);
  const item: LoopVariable = { hint: 'item', type: itemTypeOf(list) };
  return new HelmValue({ structure: { kind: 'loop', over: list, item, body: body(itemRefs<E>(item)) } });
}

/** A map with one entry for each entry of a map value, in the order of its keys. */
export function forEachEntry<E extends ValueType, T>(
  over: CollectionRef<E, Readonly<Record<string, unknown>>>,
  body: (key: HelmValue<string>, item: Ref<E>) => readonly [key: HelmValue<string> | string, value: T],
): HelmValue<Readonly<Record<string, T extends HelmValue<infer U> ? U : T>>> {
  const map = expressionOf(over);
  const key: LoopVariable = { hint: 'key', type: KEY };
  const item: LoopVariable = { hint: 'item', type: itemTypeOf(map) };
  const [entryKey, value] = body(expression({ op: 'variable', variable: key, path: [], type: KEY }), itemRefs<E>(item));
  return new HelmValue({ structure: { kind: 'entry loop', over: map, key, item, entryKey, body: value } });
}

/** @internal */
export function isStructure(hole: HelmValue<unknown>): boolean {
  return 'structure' in contentOf(hole);
}
