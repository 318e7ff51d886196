import type { Expression } from './expression';
import { isFixed, isNode, type Tree } from './tree';
import type { ValueDescriptor } from './value-type';

type Read = Expression & { readonly op: 'value' | 'variable' };

/** Values and items of loops that a tree reads. */
export function* readsIn(tree: Tree): Generator<Read> {
  if (isFixed(tree)) return;
  if (isNode(tree)) yield* readsBelow(tree);
  else for (const child of Object.values(tree as object) as Tree[]) yield* readsIn(child);
}

/** The same of a node of a tree, or of the guards around an object. */
export function* readsBelow(node: unknown): Generator<Read> {
  if (typeof node !== 'object' || node === null) return;
  const { op } = node as Partial<Expression>;
  if (op === 'value' || op === 'variable') yield node as Read;
  for (const [key, child] of Object.entries(node)) if (key !== 'type' && key !== 'variable') yield* readsBelow(child);
}

/** Whether a value is one that a chart declares, and not of another chart under the same name. */
export function isDeclared({ path, type }: Read, values: ValueDescriptor): boolean {
  const declared = path.reduce<ValueDescriptor | undefined>((known, key) => known?.properties?.[key], values);
  return declared === type;
}
