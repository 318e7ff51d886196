import { byText } from './json';
import type { Declaration, GroupModel, Place, Resource } from './type-model';
import { commonWords, typeName } from './words';

/** What the generated file calls its classes and types. */
export interface Names {
  of(named: Resource | Declaration): string;
}

const MAX_LENGTH = 80;

/** Shorter than this, what names have in common says too little: `Ref`, `Spec`. */
const MIN_COMMON = 5;

/** Names the generated file uses for something else, and globals that it would be confusing to shadow. */
const RESERVED = [
  ...['ApiObject', 'ApiObjectProps', 'Construct', 'Input'],
  ...['AtMostOne', 'EmptyObject', 'ExactlyOne', 'IntOrString', 'ObjectMeta', 'Quantity'],
  ...['Array', 'Boolean', 'Date', 'Error', 'Exclude', 'Function', 'Map', 'Number', 'Object', 'Pick', 'Promise'],
  ...['Readonly', 'Record', 'RegExp', 'Set', 'String', 'Symbol'],
];

/** Segments that say nothing without the one before. */
const DEPENDENT = new Set(['spec', 'source', 'template', 'type']);

/**
 * Short names from the ends of paths. The type that most resources use gets the shortest, then the shallowest; a number
 * settles what is left.
 */
export function nameGroup(model: GroupModel): Names {
  const names = new Map<Resource | Declaration, string>();
  const taken = new TakenNames(RESERVED);

  for (const resource of model.resources) {
    names.set(resource, taken.take([resource.root, `${resource.root}Resource`], ['', 'Props']));
  }
  const claims = model.declarations.map((declaration) => ({
    declaration,
    uses: new Set(declaration.places.map(({ root }) => root)).size,
    segments: representative(declaration.places),
  }));
  claims.sort((a, b) => b.uses - a.uses || bySegments(a.segments, b.segments));
  for (const { declaration, segments } of claims) {
    names.set(declaration, taken.take(candidates(declaration.places, segments)));
  }

  return {
    of(named) {
      const name = names.get(named);
      if (name === undefined) throw new Error('a type of another group has no name here');
      return name;
    },
  };
}

export class TakenNames {
  private readonly taken: Set<string>;
  private readonly numbers = new Map<string, number>();

  constructor(reserved: readonly string[]) {
    this.taken = new Set(reserved);
  }

  /** Takes the first candidate that is free with every suffix, else the first with a number. */
  take(candidates: readonly string[], suffixes: readonly string[] = ['']): string {
    const isFree = (name: string) => suffixes.every((suffix) => !this.taken.has(name + suffix));
    const name = candidates.find(isFree) ?? this.numbered(candidates[0] ?? 'Type', isFree);
    for (const suffix of suffixes) this.taken.add(name + suffix);
    return name;
  }

  private numbered(base: string, isFree: (name: string) => boolean): string {
    let number = this.numbers.get(base) ?? 1;
    do number++;
    while (!isFree(base + number));
    this.numbers.set(base, number);
    return base + number;
  }
}

/** The shallowest place among those under the property name that is used most. */
function representative(places: readonly Place[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of places) counts.set(lastOf(path), (counts.get(lastOf(path)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return places
    .filter(({ path }) => counts.get(lastOf(path)) === most)
    .map(({ root, path }) => [root, ...path])
    .reduce((best, segments) => (bySegments(segments, best) < 0 ? segments : best));
}

function lastOf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}

function bySegments(left: readonly string[], right: readonly string[]): number {
  return left.length - right.length || byText(left.join('.'), right.join('.'));
}

/**
 * From the shortest: what all property names have in common, the last segment, then with the one before, then with two
 * before. A `spec` within says nothing.
 */
function candidates(places: readonly Place[], segments: readonly string[]): readonly string[] {
  const words = segments.filter((segment, index) => segment !== 'spec' || index === segments.length - 1).map(typeName);
  const least = DEPENDENT.has(lastOf(segments)) ? 2 : 1;
  const byLength = [least, least + 1, least + 2]
    .filter((count) => count <= words.length)
    .map((count) => words.slice(-count).join(''));
  const common = commonWords([...new Set(places.map(({ path }) => typeName(lastOf(path))))]);
  const telling = common.length >= MIN_COMMON && !DEPENDENT.has(common.toLowerCase());
  return [...(telling ? [common] : []), ...byLength].map((name) => name.slice(0, MAX_LENGTH));
}
