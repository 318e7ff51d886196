import { createHash } from 'node:crypto';

import type { Literal } from '../type-model';

/** What a value may be, as TypeScript can say it. */
export type ValueType = Plain | LiteralType | List | FreeMap | Shape | Union | Reference;

export interface Plain {
  readonly kind: 'plain';
  /** `Json` where nothing is known, `never` where nothing is allowed. */
  readonly name: 'string' | 'number' | 'boolean' | 'null' | 'Json' | 'never';
}

export interface LiteralType {
  readonly kind: 'literal';
  readonly value: Literal;
}

export interface List {
  readonly kind: 'list';
  readonly of: ValueType;
}

/** A map whose keys are the user's. */
export interface FreeMap {
  readonly kind: 'map';
  readonly of: ValueType;
}

/** A map whose keys are the chart's. */
export interface Shape {
  readonly kind: 'shape';
  readonly properties: ReadonlyMap<string, Property>;
  /** Of other keys: whether they are refused, allowed, or nobody said anything. */
  readonly others: 'refused' | 'allowed' | 'unsaid';
}

export interface Property {
  readonly type: ValueType;
  /** Whether it has to be given: only in what replaces a default as a whole, such as an item of a list. */
  readonly isRequired: boolean;
  readonly doc: Doc;
}

/** What a comment says of a value. */
export interface Doc {
  readonly text?: string;
  /** The default as JSON. */
  readonly fallback?: string;
}

export interface Union {
  readonly kind: 'union';
  readonly members: readonly ValueType[];
}

/** A type with a name of its own, because a schema refers to it, perhaps from within itself. */
export interface Reference {
  readonly kind: 'reference';
  readonly to: Definition;
}

export interface Definition {
  /** Unlike that of every other definition. */
  readonly id: string;
  /** Where it stands, for its name. */
  readonly path: readonly string[];
  /** Undefined while it is being read. */
  type?: ValueType;
}

export const JSON_VALUE: Plain = { kind: 'plain', name: 'Json' };
export const NEVER: Plain = { kind: 'plain', name: 'never' };
export const BOOLEAN: Plain = { kind: 'plain', name: 'boolean' };
export const STRING: Plain = { kind: 'plain', name: 'string' };
export const NUMBER: Plain = { kind: 'plain', name: 'number' };
export const NULL: Plain = { kind: 'plain', name: 'null' };
export const EMPTY: Shape = { kind: 'shape', properties: new Map(), others: 'unsaid' };

export function list(of: ValueType): List {
  return { kind: 'list', of };
}

export function map(of: ValueType): FreeMap {
  return { kind: 'map', of };
}

/** Where the items of a list (`[]`), or the entries of a map (`{}`), stand: words are named after the singular. */
export function partOf(path: readonly string[], mark: '[]' | '{}'): readonly string[] {
  return [...path.slice(0, -1), `${path.at(-1) ?? ''}${mark}`];
}

/** More than any chart in the wild says in one place; beyond it, anything is allowed. */
const MAX_MEMBERS = 1000;

/** What is one of the given, each once. */
export function union(types: readonly ValueType[]): ValueType {
  const members = new Map<string, ValueType>();
  for (const type of types.flatMap((one) => (one.kind === 'union' ? one.members : [one]))) {
    if (!isNever(type)) members.set(keyOf(type), type);
  }
  if (members.has(keyOf(JSON_VALUE)) || members.size > MAX_MEMBERS) return JSON_VALUE;
  const all = [...members.values()];
  const broad = new Set(all.flatMap((type) => (type.kind === 'plain' ? [type.name as string] : [])));
  const kept = all.filter((type) => type.kind !== 'literal' || !broad.has(typeof type.value));
  const [only] = kept;
  return only === undefined ? NEVER : kept.length === 1 ? only : { kind: 'union', members: kept };
}

/** What is both. */
export function intersection(left: ValueType, right: ValueType): ValueType {
  if (isAnything(left) || left === right) return right;
  if (isAnything(right)) return left;
  if (left.kind === 'reference' || right.kind === 'reference') return ofReference(left, right);
  if (left.kind === 'union') return distributed(left, right);
  if (right.kind === 'union') return distributed(right, left);
  if (left.kind === 'shape' && right.kind === 'shape') return bothShapes(left, right);
  if (left.kind === 'shape' && right.kind === 'map') return { ...left, others: 'allowed' };
  if (left.kind === 'map' && right.kind === 'shape') return { ...right, others: 'allowed' };
  if (left.kind === 'map' && right.kind === 'map') return map(intersection(left.of, right.of));
  if (left.kind === 'list' && right.kind === 'list') return list(intersection(left.of, right.of));
  if (left.kind === 'literal' && right.kind === 'plain') return typeof left.value === right.name ? left : NEVER;
  if (left.kind === 'plain' && right.kind === 'literal') return typeof right.value === left.name ? right : NEVER;
  return keyOf(left) === keyOf(right) ? left : NEVER;
}

function ofReference(left: ValueType, right: ValueType): ValueType {
  if (keyOf(left) === keyOf(right) || isSilent(right)) return left;
  if (isSilent(left)) return right;
  // A definition that is part of itself adds nothing to itself.
  return intersection(resolved(left), resolved(right));
}

function resolved(type: ValueType): ValueType {
  return type.kind === 'reference' ? resolved(type.to.type ?? JSON_VALUE) : type;
}

function distributed({ members }: Union, type: ValueType): ValueType {
  return union(members.map((member) => intersection(member, type)));
}

function bothShapes(left: Shape, right: Shape): Shape {
  const properties = new Map(left.properties);
  for (const [name, property] of right.properties) {
    const known = properties.get(name);
    properties.set(name, known ? both(known, property) : property);
  }
  const said = [left.others, right.others];
  return {
    kind: 'shape',
    properties,
    others: said.includes('refused') ? 'refused' : said.includes('allowed') ? 'allowed' : 'unsaid',
  };
}

function both(left: Property, right: Property): Property {
  return {
    type: intersection(left.type, right.type),
    isRequired: left.isRequired || right.isRequired,
    doc: { ...right.doc, ...left.doc },
  };
}

/** What a schema says, and where it says nothing, what the defaults show. */
export function completed(said: ValueType, shown: ValueType): ValueType {
  if (isAnything(said)) return shown;
  if (said.kind === 'union') return { kind: 'union', members: said.members.map((one) => completedMember(one, shown)) };
  return completedMember(said, shown);
}

function completedMember(said: ValueType, shown: ValueType): ValueType {
  if (said.kind === 'list' && shown.kind === 'list' && isAnything(said.of)) return shown;
  if (said.kind !== 'shape') return said;
  if (shown.kind === 'map') return isSilent(said) ? shown : said;
  if (shown.kind !== 'shape') return said;
  const properties = new Map<string, Property>();
  for (const [name, property] of said.properties) {
    const other = shown.properties.get(name);
    const type = other ? completed(property.type, other.type) : property.type;
    properties.set(name, { ...property, type, doc: { ...other?.doc, ...property.doc } });
  }
  if (said.others !== 'refused') {
    for (const [name, property] of shown.properties) if (!properties.has(name)) properties.set(name, property);
  }
  return { ...said, properties };
}

/** Whether it is a map of which nothing else is known. */
function isSilent(type: ValueType): boolean {
  return type.kind === 'shape' && type.properties.size === 0 && type.others === 'unsaid';
}

export function isAnything(type: ValueType): boolean {
  return type.kind === 'plain' && type.name === 'Json';
}

function isNever(type: ValueType): boolean {
  return type.kind === 'plain' && type.name === 'never';
}

const KEYS = new WeakMap<ValueType, string>();

/** Equal for equal types, and short however deep they are. */
export function keyOf(type: ValueType): string {
  const known = KEYS.get(type);
  if (known !== undefined) return known;
  const key = createHash('sha256')
    .update(JSON.stringify(partsOf(type)))
    .digest('base64');
  KEYS.set(type, key);
  return key;
}

function partsOf(type: ValueType): readonly unknown[] {
  switch (type.kind) {
    case 'plain':
      return [type.name];
    case 'literal':
      return ['literal', type.value];
    case 'list':
    case 'map':
      return [type.kind, keyOf(type.of)];
    case 'union':
      return [type.kind, ...type.members.map(keyOf)];
    case 'reference':
      return [type.kind, type.to.id];
    case 'shape':
      return [
        type.others,
        ...[...type.properties].map(([name, property]) => [name, property.isRequired, keyOf(property.type)]),
      ];
  }
}
