/** A JSON object whose content nobody checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object with fields, or undefined where it is none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The value as a list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The same data with the keys of every object in order, as Go's encoders write maps. */
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const fields = fieldsOf(value);
  if (!fields) return value;
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((key) => [key, withSortedKeys(fields[key])]),
  );
}

/** JSON that depends on the data alone, not on the order its keys were written in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value)) ?? 'nothing';
}

/** The data in JSON text, or undefined where it is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
