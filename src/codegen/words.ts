/** A path segment as a type's name: `interfaces[]` is `Interface`. */
export function typeName(segment: string): string {
  const plain = segment.replace(/[[\]{}]+$/, '');
  const pascal = (plain === segment ? plain : singular(plain))
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
  return /^[A-Z]/.test(pascal) ? pascal : `Type${pascal}`;
}

function singular(plural: string): string {
  if (plural.length < 4) return plural;
  if (/[^aeiou]ies$/.test(plural)) return plural.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh)es$/.test(plural)) return plural.replace(/es$/, '');
  return /[^siu]s$/.test(plural) ? plural.replace(/s$/, '') : plural;
}

/**
 * The words that several names end with (`Probe` for `LivenessProbe` and `ReadinessProbe`), else at least two that they
 * begin with (`CloudInit`), else nothing.
 */
export function commonWords(names: readonly string[]): string {
  if (names.length < 2) return '';
  const split = names.map((name) => name.match(/[A-Z][^A-Z]*/g) ?? []);
  const ending = commonStart(split.map((words) => [...words].reverse()));
  if (ending.length > 0) return ending.reverse().join('');
  const beginning = commonStart(split);
  return beginning.length > 1 ? beginning.join('') : '';
}

function commonStart(lists: readonly (readonly string[])[]): string[] {
  const [first = []] = lists;
  const end = first.findIndex((word, index) => lists.some((words) => words[index] !== word));
  return first.slice(0, end === -1 ? first.length : end);
}
