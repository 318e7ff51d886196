import type { Json } from './render';
import type { ValueDescriptor } from './value-type';

export type ValuesData = Readonly<Record<string, Json>>;

/** What values.yaml holds. */
export function defaultsOf(type: ValueDescriptor): ValuesData {
  return pick(type, (property) => property.default);
}

/** The examples of values without default: the content of `ci/example-values.yaml`. */
export function examplesOf(type: ValueDescriptor): ValuesData {
  return prune(
    pick(type, (property) => (property.default === undefined && !property.optional ? property.example : undefined)),
  );
}

/** Given values, and examples for the declared values that are not among them. */
export function withExamples(type: ValueDescriptor, given: Given, examples: Given): Given {
  const names = Object.keys(type.properties ?? {}).filter((name) => examples[name] !== undefined);
  const filled = names.map((name) => [name, filledIn(type.properties?.[name], given[name], examples[name])] as const);
  return { ...given, ...Object.fromEntries(filled) };
}

function filledIn(type: ValueDescriptor | undefined, given: unknown, example: unknown): unknown {
  if (given === undefined) return example;
  return type?.kind === 'object' && isMap(given) && isMap(example) ? withExamples(type, given, example) : given;
}

function pick(type: ValueDescriptor, read: (property: ValueDescriptor) => unknown): ValuesData {
  const values: Record<string, Json> = {};
  for (const [name, property] of Object.entries(type.properties ?? {})) {
    const value = property.kind === 'object' ? pick(property, read) : read(property);
    if (value !== undefined) values[name] = value as Json;
  }
  return values;
}

function prune(values: ValuesData): ValuesData {
  const entries = Object.entries(values).map(([name, value]) => [name, isMap(value) ? prune(value) : value] as const);
  return Object.fromEntries(entries.filter(([, value]) => !isMap(value) || Object.keys(value).length > 0));
}

type Given = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges values as Helm does: maps entry by entry, everything else replaced, `null` takes an entry away. Where there is
 * no entry to take away, the `null` stays for the schema to judge.
 */
export function mergeValues(base: ValuesData, over: Given): ValuesData {
  const merged = new Map<string, Json>(Object.entries(base));
  for (const [name, value] of Object.entries(over)) {
    const below = merged.get(name);
    if (value === undefined) continue;
    if (value === null && below !== undefined) merged.delete(name);
    else merged.set(name, isMap(below) && isMap(value) ? mergeValues(below, value) : (value as Json));
  }
  return Object.fromEntries(merged);
}
