import type { HelmValue } from './helm-value';

type Leaf = string | number | boolean | null | undefined;

/**
 * `T` with a {@link HelmValue} allowed in place of the whole and at every leaf: the type of a property that may be left
 * to whoever installs the chart.
 */
export type Input<T> = unknown extends T
  ? T
  : | ([T] extends [never] ? never : HelmValue<T>)
    | ([T] extends [Leaf]
        ? T
        : [T] extends [readonly (infer Item)[]]
          ? readonly Input<Item>[]
          : { readonly [Key in keyof T]: Input<Exclude<T[Key], undefined>> });
