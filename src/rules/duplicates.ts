/** Items that share a key with an earlier one, each with that first one. Items without key are passed over. */
export function* duplicates<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Generator<{ readonly first: T; readonly again: T }> {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    else yield { first, again: item };
  }
}
