/** Types that need no declaration, or one that the printer knows by heart. */
export type Builtin =
  'string' | 'number' | 'boolean' | 'unknown' | 'IntOrString' | 'Quantity' | 'ObjectMeta' | 'EmptyObject';

/** A type as TypeScript will say it, before it has a name or a text. */
export type Type =
  | { readonly kind: 'builtin'; readonly name: Builtin }
  | { readonly kind: 'literals'; readonly values: readonly Literal[] }
  | { readonly kind: 'list' | 'map'; readonly of: Type }
  | { readonly kind: 'declared'; readonly declaration: Declaration };

export type Literal = string | number | boolean;

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  readonly description?: string;
}

/** Members of one object that exclude each other. */
export interface Exclusion {
  readonly rule: 'exactly-one' | 'at-most-one';
  readonly members: readonly string[];
}

export interface ObjectShape {
  readonly kind: 'object';
  /** Sorted by name. */
  readonly properties: readonly Property[];
  /** Whether fields that the schema does not name are kept. */
  readonly open: boolean;
  readonly exclusions: readonly Exclusion[];
}

/** Where in a resource a schema stands. */
export interface Place {
  /** The resource's name: the kind, followed by the version where it is not the preferred one. */
  readonly root: string;
  readonly kind: string;
  /** Property names; `[]` follows that of a list, `{}` that of a map. */
  readonly path: readonly string[];
}

/** A type that gets a name. Structurally equal schemas of a group share one. */
export interface Declaration {
  /** Its number in the order of discovery. */
  readonly id: number;
  readonly shape: ObjectShape | { readonly kind: 'literals'; readonly values: readonly Literal[] };
  readonly description?: string;
  /** Everywhere it is used; never empty. */
  readonly places: readonly Place[];
}

/** A kind in one version: what becomes a construct. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** As in {@link Place}. */
  readonly root: string;
  readonly description?: string;
  /** Properties beside apiVersion, kind, metadata and status. */
  readonly properties: readonly Property[];
  readonly open: boolean;
}

/** Everything that one generated file says. */
export interface GroupModel {
  readonly group: string;
  readonly versions: readonly string[];
  readonly resources: readonly Resource[];
  readonly declarations: readonly Declaration[];
}
