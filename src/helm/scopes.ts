import { Construct, type IConstruct } from 'constructs';
import type { Expression, LoopVariable } from './expression';
import { itemTypeOf } from './fn';
import { expressionOf, HelmValue } from './helm-value';
import { KEY } from './value-type';
import { type CollectionRef, itemRefs, type Ref, type ValueType } from './values';

/** What decides whether, and how often, the objects below a construct are there. */
export type Guard =
  | { readonly kind: 'condition'; readonly condition: Expression }
  | { readonly kind: 'loop'; readonly over: Expression; readonly key: LoopVariable; readonly item: LoopVariable };

const GUARD = Symbol.for('cdk8s-vnf.Guard');

/** The guard that a construct puts on everything below it. */
export function guardOf(construct: IConstruct): Guard | undefined {
  return (construct as { [GUARD]?: Guard })[GUARD];
}

/** Objects that exist only if a condition over the chart's values holds. */
export class When extends Construct {
  constructor(scope: Construct, id: string, condition: HelmValue<boolean>) {
    super(scope, id);
    Object.defineProperty(this, GUARD, {
      value: { kind: 'condition', condition: expressionOf(condition) } satisfies Guard,
    });
  }
}

/**
 * Objects that exist once for each entry of a map value. The body is written once, with a symbolic key and item; the key
 * becomes part of the objects' names.
 */
export class ForEach<E extends ValueType> extends Construct {
  /** The key of the entry. */
  readonly key: HelmValue<string>;
  /** The entry. */
  readonly item: Ref<E>;

  constructor(scope: Construct, id: string, map: CollectionRef<E, Readonly<Record<string, unknown>>>) {
    super(scope, id);
    const over = expressionOf(map);
    const key: LoopVariable = { hint: 'key', type: KEY };
    const item: LoopVariable = { hint: 'item', type: itemTypeOf(over) };
    this.key = new HelmValue({ expression: { op: 'variable', variable: key, path: [], type: KEY } });
    this.item = itemRefs<E>(item);
    Object.defineProperty(this, GUARD, { value: { kind: 'loop', over, key, item } satisfies Guard });
  }
}
