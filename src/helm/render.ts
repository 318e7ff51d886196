import { evaluate, type Expression, type Scope } from './expression';
import { goJson } from './go-text';
import {
  Block,
  Branches,
  Document,
  Entries,
  type Entry,
  expandParts,
  hasNodes,
  Hole,
  isFixed,
  isNode,
  Items,
  type PlainMap,
  Printed,
  Text,
  type Tree,
} from './tree';
import { documentText } from './yaml-writer';

/** Plain data, as a Kubernetes reader sees it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The object that a template would give for the values and release of a scope. */
export function render(tree: Tree, scope: Scope): Json {
  if (isFixed(tree)) return tree as Json;
  if (Array.isArray(tree)) return renderList(tree as readonly Tree[], scope);
  if (!isNode(tree)) return renderMap(tree as PlainMap, scope);
  if (tree instanceof Hole) return scalar(tree.expression, scope);
  if (tree instanceof Text) return textOf(tree, scope);
  if (tree instanceof Document) return documentText(fill(tree, scope));
  if (tree instanceof Branches) return render(evaluate(tree.condition, scope) ? tree.then : tree.otherwise, scope);
  if (tree instanceof Entries) {
    return mapOf(
      [...expandParts(tree.parts, scope)].map(([entry, inner]) => [keyOf(entry, inner), render(entry.value, inner)]),
    );
  }
  if (tree instanceof Items) return [...expandParts(tree.parts, scope)].map(([item, inner]) => render(item, inner));
  return tree.text;
}

function renderList(list: readonly Tree[], scope: Scope): readonly Json[] {
  return list.map((item) => render(item, scope));
}

function renderMap(map: PlainMap, scope: Scope): { readonly [key: string]: Json } {
  const copy: Record<string, Json> = { ...(map as Record<string, Json>) };
  for (const key of Object.keys(map)) copy[key] = render(map[key] as Tree, scope);
  return copy;
}

function mapOf<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const map: Record<string, T> = {};
  for (const [key, value] of entries) {
    if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true });
    else map[key] = value;
  }
  return map;
}

function keyOf(entry: Entry, scope: Scope): string {
  if (typeof entry.key === 'string') return entry.key;
  return entry.key instanceof Printed ? entry.key.text : textOf(entry.key, scope);
}

function scalar(expression: Expression, scope: Scope): Json {
  const result = evaluate(expression, scope) ?? null;
  if (typeof result === 'bigint') return Number(result);
  return result === 0 ? 0 : (result as Json);
}

function textOf(text: Text, scope: Scope): string {
  return text.parts.map((part) => (typeof part === 'string' ? part : partText(part, scope))).join('');
}

function partText(part: Expression, scope: Scope): string {
  const result = evaluate(part, scope);
  return typeof result === 'string' ? result : goJson(result);
}

/** A document with everything computed, each computed part in the words Helm would print. */
function fill(document: Document, scope: Scope): Document {
  return hasNodes(document.root)
    ? new Document(document.format, document.header, print(document.root, scope))
    : document;
}

function print(tree: Tree, scope: Scope): Tree {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map((item) => print(item, scope));
  if (tree instanceof Hole) return new Printed(goJson(evaluate(tree.expression, scope)));
  if (tree instanceof Text) return new Printed(goJson(textOf(tree, scope)));
  if (tree instanceof Document) {
    const text = documentText(fill(tree, scope));
    return hasNodes(tree.root) ? new Block(text) : text;
  }
  if (tree instanceof Branches) return print(evaluate(tree.condition, scope) ? tree.then : tree.otherwise, scope);
  if (tree instanceof Entries) {
    return new Entries(
      [...expandParts(tree.parts, scope)].map(([entry, inner]) => ({
        kind: 'one',
        one: { key: printKey(entry, inner), value: print(entry.value, inner) },
      })),
    );
  }
  if (tree instanceof Items) {
    return new Items(
      [...expandParts(tree.parts, scope)].map(([item, inner]) => ({ kind: 'one', one: print(item, inner) })),
    );
  }
  if (isNode(tree)) return tree;
  return mapOf(Object.entries(tree as PlainMap).map(([key, value]) => [key, print(value, scope)]));
}

function printKey(entry: Entry, scope: Scope): Entry['key'] {
  return entry.key instanceof Text ? new Printed(goJson(textOf(entry.key, scope))) : entry.key;
}
