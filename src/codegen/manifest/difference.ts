import { isDeepStrictEqual } from 'node:util';

import type { Json } from '../../helm';
import { sameText } from './documents-in-text';
import { isMap, type JsonMap } from './shape';

/** A change of RFC 6902, as cdk8s' `JsonPatch` takes it. */
export type Patch =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string; readonly value?: never };

/** What has to be changed in an object to make it another one that means the same as the expected one. */
export function difference(actual: Json, expected: Json, path = ''): Patch[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  if (isImplied(actual, expected, path)) return [];
  if (isMap(actual) && isMap(expected)) return mapDifference(actual, expected, path);
  if (Array.isArray(actual) && Array.isArray(expected)) return listDifference(actual, expected, path);
  if (typeof actual === 'string' && typeof expected === 'string' && sameText(actual, expected, path)) return [];
  return [{ op: 'replace', path, value: expected }];
}

/** KubeVirt takes a feature or a timer that says nothing for one that is on. */
function isImplied(actual: Json, expected: Json, path: string): boolean {
  if (!isMap(expected) || Object.keys(expected).length > 0) return false;
  if (path.includes('/domain/features/')) return isDeepStrictEqual(actual, { enabled: true });
  return path.includes('/clock/timer/') && isDeepStrictEqual(actual, { present: true });
}

/** Maps whose emptiness says the same as their absence. */
const SAYS_NOTHING = new Set(['annotations', 'labels', 'nodeSelector', 'resources']);

/** Whether a member says the same as its absence. */
export function isSilent(key: string, value: Json | undefined): boolean {
  return SAYS_NOTHING.has(key) && isMap(value) && Object.keys(value).length === 0;
}

function mapDifference(actual: JsonMap, expected: JsonMap, path: string): Patch[] {
  const removed = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key) && !isSilent(key, actual[key]));
  return [
    ...removed.map((key): Patch => ({ op: 'remove', path: below(path, key) })),
    ...Object.entries(expected).flatMap(([key, value = null]): Patch[] => {
      if (!Object.hasOwn(actual, key))
        return isSilent(key, value) ? [] : [{ op: 'add', path: below(path, key), value }];
      return difference(actual[key] ?? null, value, below(path, key));
    }),
  ];
}

function listDifference(actual: readonly Json[], expected: readonly Json[], path: string): Patch[] {
  const [names, wanted] = [namesOf(actual), namesOf(expected)];
  if (names && wanted) return namedDifference(actual, expected, names, wanted, path);
  const common = Math.min(actual.length, expected.length);
  return [
    ...expected.slice(0, common).flatMap((item, index) => difference(actual[index] ?? null, item, below(path, index))),
    ...actual.slice(common).map((): Patch => ({ op: 'remove', path: below(path, common) })),
    ...expected.slice(common).map((value): Patch => ({ op: 'add', path: below(path, '-'), value })),
  ];
}

/** Lists whose items have names are compared by them, so that one item more or less is one change. */
function namedDifference(
  actual: readonly Json[],
  expected: readonly Json[],
  names: readonly string[],
  wanted: readonly string[],
  path: string,
): Patch[] {
  const kept = names.filter((name) => wanted.includes(name));
  if (kept.length === 0 && actual.length === 1 && expected.length === 1)
    return difference(actual[0] ?? null, expected[0] ?? null, below(path, 0));
  if (kept.length === 0 || kept.join('\n') !== wanted.filter((name) => names.includes(name)).join('\n'))
    return [{ op: 'replace', path, value: expected }];
  const removed = [...names.keys()].filter((index) => !wanted.includes(names[index] ?? '')).reverse();
  return [
    ...removed.map((index): Patch => ({ op: 'remove', path: below(path, index) })),
    ...expected.flatMap((value, index): Patch[] => {
      const before = actual[names.indexOf(wanted[index] ?? '')];
      if (before === undefined) return [{ op: 'add', path: below(path, index), value }];
      return difference(before, value, below(path, index));
    }),
  ];
}

function namesOf(list: readonly Json[]): readonly string[] | undefined {
  const names = list.map((item) => (isMap(item) && typeof item.name === 'string' ? item.name : undefined));
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isNamed ? names : undefined;
}

function below(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
