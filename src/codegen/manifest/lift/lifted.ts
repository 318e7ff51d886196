import { type Code, someMembers, type Statement, type Value, type Variable } from '../program';
import type { ManifestObject } from '../objects';
import { at, mapOf, pick, text } from '../shape';

/** An object as the program makes it. */
export interface Lifted {
  /** What makes it; the statement that makes the construct is the last. */
  readonly statements: readonly Statement[];
  /** The cdk8s object that it becomes. */
  readonly object: Code;
  /** What takes JSON patches. */
  readonly patched: Code;
  /** The arguments that say what the object is. */
  readonly props: Value;
  /** Whether it stands in the chart of the cluster's administrator. @default false */
  readonly isInSite?: boolean;
  /** The lines of it are a copy of the object. */
  readonly isRaw?: boolean;
}

/** How the objects are taken in. */
export interface LiftOptions {
  /** Whether defaults of the library are kept out. */
  readonly exact: boolean;
  /** Whether deprecated forms are written in today's. */
  readonly modernize: boolean;
}

/** What of an object has to stay as it was written. */
export type Degree = 'user-data-text' | 'network-data-text' | 'annotation-text' | 'raw';

/** What lifting one object needs of the others. */
export interface Scope {
  /** The chart that the object stands in. */
  readonly chart: Variable;
  readonly options: LiftOptions;
  /** Id of the object's construct, free in its chart. */
  readonly id: string;
  /** What an earlier attempt showed to be unsayable. */
  readonly degrees: ReadonlySet<Degree>;
}

/** The names of constants for an object: its own, or with its kind. */
export function hintsFor({ name, kind }: Pick<ManifestObject, 'name' | 'kind'>): readonly string[] {
  const own = name ?? kind;
  return [own, `${own}-${kind}`];
}

/** Labels and annotations of an object of cdk8s-plus, and its name where that is not the construct's id. */
export function metadataOf({ data, name }: ManifestObject, id: string): Value {
  const texts = pick(at(data, 'metadata'), { labels: mapOf(text), annotations: mapOf(text) });
  return someMembers({ name: name === id ? undefined : name, ...texts });
}
