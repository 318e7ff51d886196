import { Lazy } from 'cdk8s';
import { evaluate, type Expression, longest, type LoopVariable, type Scope } from './expression';
import { byBytes } from './go-text';
import type { HelperName } from './helpers';
import { contentOf, HelmValue, isHelmValue } from './helm-value';
import { hasSentinel, holeOfNumber, isBrokenNumber, isTextSentinel, splitSentinels } from './sentinel';
import type { Structure } from './structure';
import { BOOLEAN, KEY, STRING } from './value-type';
import { fitsBlock } from './yaml-scalar';

/**
 * An object with holes. Parts without holes are plain data; every other node says what stands there. Both emitters read
 * this tree: one writes template text, the other computes the result.
 */
export type Tree = string | number | boolean | null | readonly Tree[] | PlainMap | Node;

export type Node = Hole | Text | Document | Branches | Entries | Items | Printed | Block;

/** What tells nodes from plain data at the cost of one look at the prototype. */
abstract class TreeNode {}

export interface PlainMap {
  readonly [key: string]: Tree;
}

/** A scalar that is computed. */
export class Hole extends TreeNode {
  constructor(readonly expression: Expression) {
    super();
  }
}

/** Text with computed parts. */
export class Text extends TreeNode {
  constructor(readonly parts: readonly (string | Expression)[]) {
    super();
  }
}

/** The text of a document inside a string, with holes in the document. */
export class Document extends TreeNode {
  constructor(
    readonly format: 'yaml' | 'json',
    readonly header: string,
    readonly root: Tree,
  ) {
    super();
  }
}

/** A tree that depends on a condition, where no entry or item could be left out instead. */
export class Branches extends TreeNode {
  constructor(
    readonly condition: Expression,
    readonly then: Tree,
    readonly otherwise: Tree,
  ) {
    super();
  }
}

/** A map some of whose entries depend on conditions or come from loops. */
export class Entries extends TreeNode {
  constructor(readonly parts: readonly Part<Entry>[]) {
    super();
  }
}

/** A list some of whose items depend on conditions or come from loops. */
export class Items extends TreeNode {
  constructor(readonly parts: readonly Part<Tree>[]) {
    super();
  }
}

/** Text that a template would have computed, to be written exactly as Helm would have printed it. */
export class Printed extends TreeNode {
  constructor(readonly text: string) {
    super();
  }
}

/** A string that stands in a block scalar whatever it looks like, because its template does. */
export class Block extends TreeNode {
  constructor(readonly text: string) {
    super();
  }
}

export interface Entry {
  readonly key: string | Text | Printed;
  readonly value: Tree;
}

export type Part<T> =
  | { readonly kind: 'one'; readonly one: T }
  | {
      readonly kind: 'condition';
      readonly condition: Expression;
      readonly then: readonly Part<T>[];
      readonly otherwise: readonly Part<T>[];
    }
  | {
      readonly kind: 'loop';
      readonly over: Expression;
      readonly key?: LoopVariable;
      readonly item: LoopVariable;
      readonly body: readonly Part<T>[];
    }
  /** What a named template prints; `body` is what it stands for. */
  | { readonly kind: 'include'; readonly helper: HelperName; readonly body: readonly Part<T>[] };

/** A value that stands in no chart: the wrong class, a damaged hole, a number that no file can hold. */
export class TreeError extends Error {
  constructor(
    readonly field: string,
    readonly found: string,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${field}: ${found}: ${reason}; ${remedy}`);
  }
}

export function isNode(tree: Tree): tree is Node {
  return tree instanceof TreeNode;
}

/** What stands for "not there": an entry or item that is left out. */
const ABSENT = Symbol('absent');
type Lowered = Tree | Optional | Loop | typeof ABSENT;

/** A value that is left out, entry and all, unless a condition holds. */
class Optional {
  constructor(
    readonly condition: Expression,
    readonly then: Lowered,
    readonly otherwise: Lowered,
  ) {}
}

class Loop {
  constructor(
    readonly over: Expression,
    readonly item: LoopVariable,
    readonly body: Lowered,
  ) {}
}

/** Turns what an author put into an object, holes of every form included, into a tree. */
export function treeOf(value: unknown): Tree {
  return settle(lower(value, IN_OBJECT));
}

function settle(lowered: Lowered): Tree {
  if (lowered === ABSENT) return null;
  if (lowered instanceof Loop) {
    throw new TreeError('', 'a loop', 'forEach() makes items of a list', 'write [forEach(…)]');
  }
  if (lowered instanceof Optional) {
    if (lowered.otherwise === ABSENT) {
      throw new TreeError(
        '',
        'a value that may be missing',
        'only an entry of a map or an item of a list can be left out',
        'give when() its third argument, or the value a default',
      );
    }
    return new Branches(lowered.condition, settle(lowered.then), settle(lowered.otherwise));
  }
  return lowered;
}

/** Lists and maps with something computed in them. Most have nothing, and nobody needs to look inside those. */
const computed = new WeakSet<object>();

/** Says that something below a list or map is computed. */
export function withComputed<T extends object>(collection: T): T {
  computed.add(collection);
  return collection;
}

/** Whether a tree holds plain data only. */
export function isFixed(tree: Tree): boolean {
  return typeof tree !== 'object' || tree === null || !(isNode(tree) || computed.has(tree));
}

/** Where a value stands. */
interface Place {
  /** Documents inside strings keep the order of their author; objects are sorted. */
  readonly isSorted: boolean;
  /** In JSON a list or map is printed as a whole. */
  readonly isJson: boolean;
}

const IN_OBJECT: Place = { isSorted: true, isJson: false };

function lower(value: unknown, place: Place): Lowered {
  switch (typeof value) {
    case 'string':
      return hasSentinel(value) ? lowerText(value, place) : wellFormed(value);
    case 'number':
      return lowerNumber(value, place);
    case 'boolean':
      return value;
    case 'undefined':
      return ABSENT;
    case 'object':
      break;
    default:
      throw new TreeError(
        '',
        `a ${typeof value}`,
        'Kubernetes objects hold no such thing',
        'use text, numbers, booleans, lists and maps',
      );
  }
  if (value === null) return null;
  if (Array.isArray(value)) return lowerList(value, place);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return lowerMap(value as Record<string, unknown>, place);
  if (isHelmValue(value)) return lowerHole(value, place);
  if (value instanceof Lazy) return lower((value as unknown as { produce(): unknown }).produce(), place);
  throw new TreeError(
    '',
    `a ${value.constructor.name}`,
    'an object of a class cannot be written to a file',
    'convert it first, such as Size with asString()',
  );
}

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new TreeError('', JSON.stringify(text), 'half of a surrogate pair is no text', 'give well-formed Unicode');
}

function lowerNumber(value: number, place: Place): Lowered {
  const hole = holeOfNumber(value);
  if (hole) return lowerHole(hole, place);
  // YAML readers disagree on -0, and nobody means it.
  if (Number.isFinite(value) && !isBrokenNumber(value)) return value === 0 ? 0 : value;
  throw new TreeError(
    '',
    String(value),
    Number.isFinite(value) ? 'the receiver computed with the mark of a chart value' : 'no file can hold it',
    'compute with Fn before handing the value over, or set the field with a JSON patch',
  );
}

function lowerText(text: string, place: Place): Lowered {
  let parts: (string | HelmValue<unknown>)[];
  try {
    parts = splitSentinels(text);
  } catch (error) {
    throw new TreeError('', JSON.stringify(text), (error as Error).message, 'put the hole in whole');
  }
  const [first] = parts;
  if (parts.length === 1 && isHelmValue(first) && !(isTextSentinel(text) && isNumeric(first)))
    return lowerHole(first, place);
  return new Text(parts.map((part) => (typeof part === 'string' ? wellFormed(part) : textPart(part))));
}

/** Whether a hole is of a type that a template literal turns into text. */
function isNumeric(hole: HelmValue<unknown>): boolean {
  const content = contentOf(hole);
  return 'expression' in content && content.expression.type.kind !== 'string';
}

function textPart(hole: HelmValue<unknown>): Expression {
  const content = contentOf(hole);
  if ('structure' in content || ['list', 'map', 'object'].includes(content.expression.type.kind)) {
    throw new TreeError(
      '',
      'a list, map or document inside text',
      'only scalars stand inside text',
      'use Fn.join, or jsonText() alone',
    );
  }
  if (content.expression.type.optional) {
    throw new TreeError(
      '',
      'an optional value inside text',
      'text with a missing part has no meaning',
      'use Fn.default(value, …)',
    );
  }
  return content.expression;
}

function lowerHole(hole: HelmValue<unknown>, place: Place): Lowered {
  const content = contentOf(hole);
  return 'expression' in content
    ? treeOfExpression(content.expression, place)
    : lowerStructure(content.structure, place);
}

function lowerStructure(structure: Structure, place: Place): Lowered {
  switch (structure.kind) {
    case 'document':
      return lowerDocument(structure, place);
    case 'condition':
      return new Optional(structure.condition, lower(structure.then, place), lower(structure.otherwise, place));
    case 'loop':
      return new Loop(structure.over, structure.item, lower(structure.body, place));
    case 'entry loop': {
      const key = keyOf(String(structure.entryKey), place);
      const entries = entriesOf(key, lower(structure.body, place));
      return new Entries([
        { kind: 'loop', over: structure.over, key: structure.key, item: structure.item, body: entries },
      ]);
    }
  }
}

function lowerDocument(document: Structure & { readonly kind: 'document' }, place: Place): Document {
  const { format, header } = document;
  const root = settle(lower(document.root, { isSorted: false, isJson: format === 'json' }));
  if (hasSentinel(header) || (header !== '' && !fitsBlock(`${header}.\n.`))) {
    throw new TreeError(
      '',
      JSON.stringify(header),
      'the header of a document is fixed text that begins with neither blanks nor unprintable characters',
      'put the value into the document, or the text into a comment',
    );
  }
  if (place.isJson && hasNodes(root)) {
    throw new TreeError(
      '',
      'a document with chart values inside a JSON document',
      'no template can escape it for both',
      'use a YAML document around it, or give the inner one fixed content',
    );
  }
  return new Document(format, header, root);
}

/** Whether a tree, or a document in it, has anything that is computed. */
export function hasNodes(tree: Tree): boolean {
  if (tree === null || typeof tree !== 'object') return false;
  if (Array.isArray(tree)) return (tree as readonly Tree[]).some(hasNodes);
  if (tree instanceof Document) return hasNodes(tree.root);
  return isNode(tree) || Object.values(tree as PlainMap).some(hasNodes);
}

/** A list, map or object value is written item by item, so that each item is printed by its type. */
function treeOfExpression(expression: Expression, place: Place): Lowered {
  if (!expression.type.optional) return treeOfGiven(expression, place);
  const set: Expression = { op: 'call', fn: 'isSet', args: [expression], type: BOOLEAN };
  return new Optional(set, treeOfGiven(expression, place), ABSENT);
}

function treeOfGiven(expression: Expression, place: Place): Lowered {
  const { type } = expression;
  if (place.isJson) return new Hole(expression);
  switch (type.kind) {
    case 'list':
    case 'map': {
      const item: LoopVariable = { hint: 'item', type: type.item ?? STRING };
      const body = treeOfExpression({ op: 'variable', variable: item, path: [], type: item.type }, place);
      if (type.kind === 'list') return new Items([{ kind: 'loop', over: expression, item, body: itemsOf(body) }]);
      const key: LoopVariable = { hint: 'key', type: KEY };
      const keyText = new Text([{ op: 'variable', variable: key, path: [], type: KEY }]);
      return new Entries([{ kind: 'loop', over: expression, key, item, body: entriesOf(keyText, body) }]);
    }
    case 'object': {
      if (expression.op !== 'value' && expression.op !== 'variable') return new Hole(expression);
      const entries = Object.entries(type.properties ?? {}).map(([name, property]): [string, Lowered] => [
        name,
        treeOfExpression({ ...expression, path: [...expression.path, name], type: property }, place),
      ]);
      return mapOf(entries, place);
    }
    default:
      return new Hole(expression);
  }
}

function lowerMap(map: Readonly<Record<string, unknown>>, place: Place): Lowered {
  const keys = Object.keys(map);
  const isInOrder = !place.isSorted || isOrdered(keys);
  if (!isInOrder) keys.sort(byName);
  // A map that needs no change is not copied: most are such, and copies are what garbage is made of.
  let plain: Record<string, Tree> | undefined = isInOrder ? undefined : {};
  let entries: [string, Lowered][] | undefined;
  let isPlainData = true;
  let index = 0;
  try {
    for (; index < keys.length; index++) {
      const key = keys[index] as string;
      const given = map[key];
      const value = lower(given, place);
      // Kubernetes takes a null in an object for an entry that is not there.
      const isLeftOut = value === ABSENT || (value === null && place.isSorted);
      if (isLeftOut || !Object.is(value, given)) plain ??= firstOf(map, keys, index);
      if (isLeftOut) continue;
      if (!entries && isPlainKey(key) && !isLeftOpen(value)) {
        if (plain) plain[key] = value as Tree;
        isPlainData &&= isFixed(value as Tree);
      } else (entries ??= Object.entries(plain ?? firstOf(map, keys, index))).push([key, value]);
    }
  } catch (error) {
    throw below(keys[index] as string, error);
  }
  if (entries) return mapOf(entries, place);
  return isPlainData ? (plain ?? (map as PlainMap)) : withComputed(plain ?? (map as PlainMap));
}

function firstOf(map: Readonly<Record<string, unknown>>, keys: readonly string[], count: number): Record<string, Tree> {
  const first: Record<string, Tree> = {};
  for (let index = 0; index < count; index++) first[keys[index] as string] = map[keys[index] as string] as Tree;
  return first;
}

/** An error of a part, told from the whole: the path is put together on the way out, and costs nothing otherwise. */
function below(step: string, error: unknown): unknown {
  if (!(error instanceof TreeError)) return error;
  const { field, found, reason, remedy } = error;
  const path = field === '' || field.startsWith('[') ? step + field : `${step}.${field}`;
  return new TreeError(path, found, reason, remedy);
}

function isOrdered(keys: readonly string[]): boolean {
  let before = '';
  let rankBefore = 0;
  for (const key of keys) {
    const rankHere = rank(key);
    if (rankHere < rankBefore || (rankHere === rankBefore && key < before)) return false;
    before = key;
    rankBefore = rankHere;
  }
  return true;
}

/** What an object is called comes first, as people write it; the rest in alphabetical order. */
function byName(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

function rank(key: string): number {
  switch (key) {
    case 'apiVersion':
      return 0;
    case 'kind':
      return 1;
    case 'metadata':
      return 2;
    case 'name':
      return 3;
    default:
      return 4;
  }
}

function mapOf(entries: readonly (readonly [string, Lowered])[], place: Place): Tree {
  const parts = entries.flatMap(([key, value]) => {
    const written = keyOf(key, place);
    try {
      return entriesOf(written, value);
    } catch (error) {
      throw below(key, error);
    }
  });
  const given = parts.map((part) => (part.kind === 'one' ? part.one : undefined));
  if (given.some((entry) => typeof entry?.key !== 'string')) return new Entries(parts);
  return withComputed(Object.fromEntries(given.map((entry) => [entry?.key, entry?.value])) as PlainMap);
}

/** Objects repeat the same few keys. */
const plainKeys = new Set<string>();
const MOST_PLAIN_KEYS = 10_000;

function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) return true;
  const isPlain = key.length <= MAX_WRITTEN_KEY && key !== '__proto__' && !hasSentinel(key);
  if (isPlain && plainKeys.size < MOST_PLAIN_KEYS) plainKeys.add(key);
  return isPlain;
}

function isLeftOpen(value: Lowered): boolean {
  if (typeof value !== 'object') return value === ABSENT;
  return value instanceof Optional || value instanceof Loop;
}

/** YAML readers refuse keys of more than 1024 characters. */
const MAX_WRITTEN_KEY = 1000;

function keyOf(key: string, place: Place): string | Text {
  const lowered = hasSentinel(key) ? lowerText(key, place) : key;
  const text = lowered instanceof Hole ? new Text([textPart(new HelmValue(lowered))]) : lowered;
  if (typeof text !== 'string' && !(text instanceof Text))
    throw new TreeError('', 'a condition or loop as a key', 'keys are text', 'use forEachEntry()');
  const length = (typeof text === 'string' ? [text] : text.parts).reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.length : longest(part)),
    0,
  );
  if (place.isJson || length <= MAX_WRITTEN_KEY) return text;
  throw new TreeError(
    '',
    typeof text === 'string' ? `a key of ${length} characters` : 'a chart value of any length as a key',
    'YAML readers refuse long keys',
    typeof text === 'string' ? `give a key of at most ${MAX_WRITTEN_KEY} characters` : 'give the value a maxLength',
  );
}

function entriesOf(key: string | Text, value: Lowered): Part<Entry>[] {
  if (value === ABSENT) return [];
  if (!(value instanceof Optional)) return [{ kind: 'one', one: { key, value: settle(value) } }];
  return [
    {
      kind: 'condition',
      condition: value.condition,
      then: entriesOf(key, value.then),
      otherwise: entriesOf(key, value.otherwise),
    },
  ];
}

function lowerList(list: readonly unknown[], place: Place): Lowered {
  let items: Lowered[] | undefined;
  let isPlainData = true;
  let index = 0;
  try {
    for (; index < list.length; index++) {
      const given = list[index];
      const value = lower(given, place);
      if (!Object.is(value, given)) items ??= list.slice(0, index) as Lowered[];
      items?.push(value);
      isPlainData &&= !isLeftOpen(value) && isFixed(value as Tree);
    }
    const plain = (items ?? list) as readonly Tree[];
    if (isPlainData) return plain;
    return items?.some(isLeftOpen) ? new Items(items.flatMap(itemsOf)) : withComputed(plain);
  } catch (error) {
    throw below(`[${index}]`, error);
  }
}

function itemsOf(item: Lowered): Part<Tree>[] {
  if (item === ABSENT) return [];
  if (item instanceof Loop) return [{ kind: 'loop', over: item.over, item: item.item, body: itemsOf(item.body) }];
  if (item instanceof Optional) {
    return [
      {
        kind: 'condition',
        condition: item.condition,
        then: itemsOf(item.then),
        otherwise: itemsOf(item.otherwise),
      },
    ];
  }
  return [{ kind: 'one', one: item }];
}

/** One pass of a loop: the key and the item. Maps are walked in the byte order of their keys, as Go does. */
function passes(over: unknown): [unknown, unknown][] {
  if (Array.isArray(over)) return over.map((item, index) => [index, item]);
  const map = (over ?? {}) as Record<string, unknown>;
  return Object.keys(map)
    .sort(byBytes)
    .map((key) => [key, map[key]]);
}

/** The parts that are there for the given values, conditions decided and loops run. */
export function* expandParts<T>(parts: readonly Part<T>[], scope: Scope): Generator<readonly [T, Scope]> {
  for (const part of parts) {
    if (part.kind === 'one') yield [part.one, scope];
    else if (part.kind === 'include') yield* expandParts(part.body, scope);
    else if (part.kind === 'condition')
      yield* expandParts(evaluate(part.condition, scope) ? part.then : part.otherwise, scope);
    else {
      for (const [key, item] of passes(evaluate(part.over, scope))) {
        const variables = new Map(scope.variables).set(part.item, item);
        if (part.key) variables.set(part.key, key);
        yield* expandParts(part.body, { ...scope, variables });
      }
    }
  }
}
