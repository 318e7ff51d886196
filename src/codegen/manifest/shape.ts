import type { Json } from '../../helm';

/** Whether a value is of the type that a property has, so that the program which states it compiles. */
export type Shape = (value: Json | undefined) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const number: Shape = (value) => typeof value === 'number';
export const boolean: Shape = (value) => typeof value === 'boolean';
/** `QuantityText`: a number with or without a suffix of Kubernetes. */
export const quantity: Shape = (value) =>
  typeof value === 'string' && /^[+-]?\d+(\.\d+)?([KMGTPE]i|[numkMGTPE])?$/.test(value);

export function oneOf(...values: readonly Json[]): Shape {
  return (value) => value !== undefined && values.includes(value);
}

export function either(...shapes: readonly Shape[]): Shape {
  return (value) => shapes.some((shape) => shape(value));
}

export function listOf(item: Shape): Shape {
  return (value) => Array.isArray(value) && (value as readonly Json[]).every(item);
}

export function mapOf(member: Shape): Shape {
  return (value) => isMap(value) && Object.values(value).every(member);
}

/** A map of these members and no others; names ending in `!` have to be there. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = new Map(Object.entries(members).map(([name, shape]) => [name.replace('!', ''), shape]));
  const required = Object.keys(members)
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1));
  return (value) =>
    isMap(value) &&
    required.every((name) => value[name] !== undefined) &&
    Object.entries(value).every(([name, member]) => member === undefined || (shapes.get(name)?.(member) ?? false));
}

/** The value, where it is of the shape. */
export function fit<T extends Json>(value: Json | undefined, shape: Shape): T | undefined {
  return value !== undefined && shape(value) ? (value as T) : undefined;
}

export type JsonMap = Readonly<Record<string, Json | undefined>>;

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path inside plain data; undefined where the path ends early. */
export function at(data: unknown, ...path: readonly (string | number)[]): Json | undefined {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value as Json | undefined;
}

/** A map at a path; empty for anything else. */
export function mapAt(data: unknown, ...path: readonly (string | number)[]): JsonMap {
  const value = at(data, ...path);
  return isMap(value) ? value : {};
}

/** A list at a path; empty for anything else. */
export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly Json[] {
  const value = at(data, ...path);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Text at a path; undefined for anything else. */
export function textAt(data: unknown, ...path: readonly (string | number)[]): string | undefined {
  return fit<string>(at(data, ...path), text);
}

/** The members of a map that are of the shapes, and no others. */
export function pick(data: unknown, members: Readonly<Record<string, Shape>>): Record<string, Json | undefined> {
  return Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, fit(at(data, name), shape)]));
}

/** Whether a map has no members besides these. */
export function hasOnly(data: unknown, ...names: readonly string[]): boolean {
  return isMap(data) && Object.keys(data).every((name) => names.includes(name));
}
