import type { Json } from '../../helm';

/**
 * A program as data: it is printed as TypeScript and run against the library, so that what a reader sees is what was
 * compared with the manifests. Plain data stands for itself; classes stand for what data cannot say.
 */
export type Value = Code | Json | undefined | readonly Value[] | { readonly [key: string]: Value };

/** What a program says beyond plain data. */
export abstract class Code {
  // Keeps plain objects out of the type.
  declare protected readonly brand: never;
}

/** Modules that programs import from. */
export type Module = 'cdk8s' | 'cdk8s-plus-27' | 'cdk8s-vnf';

/** Something that a module exports. */
export class Imported extends Code {
  constructor(
    readonly module: Module,
    readonly name: string,
  ) {
    super();
  }
}

/** A constant of the program, named when all of it is known. */
export class Variable extends Code {
  constructor(
    /** What it holds, in words with dashes; the first that is free becomes the name. */
    readonly hints: readonly string[],
  ) {
    super();
  }
}

/** A member of an object. */
export class Member extends Code {
  constructor(
    readonly of: Code,
    readonly name: string,
  ) {
    super();
  }
}

/** A call, or the making of an object. */
export class Call extends Code {
  constructor(
    readonly callee: Code,
    readonly args: readonly Value[],
    readonly isNew: boolean,
  ) {
    super();
  }
}

/** A value with lines of comment before the property that holds it. */
export class Commented extends Code {
  constructor(
    readonly value: Value,
    readonly comment: readonly string[],
  ) {
    super();
  }
}

/** One line of a program: a constant, or something that is done. */
export interface Statement {
  readonly value: Value;
  /** The constant; it is left out where nothing refers to it. */
  readonly variable?: Variable;
  readonly comment?: readonly string[];
}

/** Statements that belong together, without blank lines between them. */
export type Paragraph = readonly Statement[];

/** An export of the library itself, or a static member of one: `Disk.empty`. */
export function library(path: string): Code {
  return exported('cdk8s-vnf', path);
}

/** An export of cdk8s. */
export function cdk8s(path: string): Code {
  return exported('cdk8s', path);
}

/** An export of cdk8s-plus-27. */
export function plus(path: string): Code {
  return exported('cdk8s-plus-27', path);
}

function exported(module: Module, path: string): Code {
  const [name = '', ...members] = path.split('.');
  return members.reduce<Code>((of, member) => new Member(of, member), new Imported(module, name));
}

/** `new callee(…)` */
export function make(callee: Code, ...args: readonly Value[]): Call {
  return new Call(callee, withoutEnd(args), true);
}

/** `callee(…)` */
export function call(callee: Code, ...args: readonly Value[]): Call {
  return new Call(callee, withoutEnd(args), false);
}

/** `of.name(…)` */
export function invoke(of: Code, name: string, ...args: readonly Value[]): Call {
  return call(new Member(of, name), ...args);
}

/** Without the arguments at the end that say nothing. */
function withoutEnd(args: readonly Value[]): readonly Value[] {
  const last = args.findLastIndex((arg) => arg !== undefined && !isEmptyObject(arg));
  return args.slice(0, last + 1);
}

function isEmptyObject(value: Value): boolean {
  return isObject(value) && membersOf(value).length === 0;
}

/** Whether a value is a map of further values. */
export function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Code);
}

/** Whether a value is a list of further values. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The members of a map that say something. */
export function membersOf(value: { readonly [key: string]: Value }): (readonly [string, Value])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** The map, or nothing where no member of it says anything. */
export function someMembers(value: { readonly [key: string]: Value }): Value {
  return membersOf(value).length === 0 ? undefined : value;
}

/** How many leaves a value has. */
export function leavesOf(value: Value): number {
  if (value instanceof Commented) return leavesOf(value.value);
  if (value instanceof Call) return sum(value.args.map(leavesOf));
  if (isList(value)) return Math.max(1, sum(value.map(leavesOf)));
  if (isObject(value)) return Math.max(1, sum(membersOf(value).map(([, member]) => leavesOf(member))));
  return 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A value with parts of it changed: what `change` gives for a part stands in its place. */
export function mapValue(value: Value, change: (part: Value) => Value): Value {
  const changed = change(value);
  if (changed !== undefined) return changed;
  const inner = (part: Value): Value => mapValue(part, change);
  if (value instanceof Commented) return new Commented(inner(value.value), value.comment);
  if (value instanceof Call) return new Call(value.callee, value.args.map(inner), value.isNew);
  if (isList(value)) return value.map(inner);
  if (!isObject(value)) return value;
  return Object.fromEntries(membersOf(value).map(([key, member]) => [key, inner(member)]));
}

/** Everything that a value refers to. */
export function* partsOf(value: Value): Generator<Code> {
  if (value instanceof Code) yield value;
  if (value instanceof Commented) yield* partsOf(value.value);
  else if (value instanceof Member) yield* partsOf(value.of);
  else if (value instanceof Call) {
    yield* partsOf(value.callee);
    for (const arg of value.args) yield* partsOf(arg);
  } else if (isList(value)) for (const item of value) yield* partsOf(item);
  else if (isObject(value)) for (const [, member] of membersOf(value)) yield* partsOf(member);
}
