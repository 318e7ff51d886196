/** The value at a path inside plain data; undefined where the path ends early. */
export function at(data: unknown, ...path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** A list at a path inside plain data; empty for anything else. */
export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(data, ...path);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
