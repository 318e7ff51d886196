import type { Expression } from './expression';
import { isFixed, isNode, type Tree } from './tree';
import type { ValueDescriptor } from './value-type';

type Read = Expression & { readonly op: 'value' | 'variable' };

/** Values and items of loops that a tree reads, or guards around an object do. */
export function readsOf(tree: Tree, guards: readonly object[] = []): Read[] {
  const reads: Read[] = [];
  readTree(tree, reads);
  if (guards.length > 0) readNode(guards, reads);
  return reads;
}

/** Every object of every app is read so: what is plain is passed over. */
function readTree(tree: Tree, reads: Read[]): void {
  if (isFixed(tree)) return;
  if (isNode(tree)) return readNode(tree, reads);
  for (const child of Object.values(tree as object) as Tree[]) readTree(child, reads);
}

function readNode(node: object, reads: Read[]): void {
  const { op } = node as Partial<Expression>;
  if (op === 'value' || op === 'variable') reads.push(node as Read);
  for (const key in node) {
    if (key === 'type' || key === 'variable') continue;
    const child = (node as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'object' && child !== null) readNode(child, reads);
  }
}

/** Whether a value is one that a chart declares, and not of another chart under the same name. */
export function isDeclared({ path, type }: Read, values: ValueDescriptor): boolean {
  const declared = path.reduce<ValueDescriptor | undefined>((known, key) => known?.properties?.[key], values);
  return declared === type;
}
