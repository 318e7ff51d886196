import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml';
import { NOWHERE, plainScalar, textScalar, YamlError, type YamlEntry, type YamlNode } from './node';

/** The general reader takes about a second for a megabyte. */
const MAX_CHARACTERS = 1024 * 1024;
const MAX_DEPTH = 64;
/** Those that the reader itself gives to text, maps and lists. */
const TAGS = new Set(['str', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** Reads any YAML (or JSON), without places. Anchors, tags and deep nesting are refused: they are how a reader is hurt. */
export function readForeignYaml(text: string): YamlNode {
  if (text.length > MAX_CHARACTERS)
    throw new YamlError(
      `${text.length} characters in a style other than Helm's; at most ${MAX_CHARACTERS} are read that way`,
    );
  refuseDepth(text);
  const document = parsed(text);
  const [error] = document.errors;
  if (error) throw new YamlError(`${error.message} (line ${lineAt(text, error.pos[0])})`);
  return convert(document.contents, 0);
}

/** The reader recurses, so that brackets and dashes are counted before it sees them. */
function refuseDepth(text: string): void {
  const open = text.match(/[[{]/g)?.length ?? 0;
  const isDeep = open > MAX_DEPTH && deepestFlow(text) > MAX_DEPTH;
  if (isDeep || /(?:[-?:] +){64}/.test(text)) throw new YamlError(`nested deeper than ${MAX_DEPTH} levels`);
}

function deepestFlow(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function parsed(text: string): Document.Parsed {
  try {
    // The reader's own search for duplicate keys is quadratic, and so are its pretty errors.
    return parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  } catch (error) {
    throw new YamlError(error instanceof RangeError ? 'nested too deep to read' : (error as Error).message);
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function convert(node: Node | null, depth: number): YamlNode {
  if (node === null) return plainScalar('');
  if (depth > MAX_DEPTH) throw new YamlError(`nested deeper than ${MAX_DEPTH} levels`);
  if ('anchor' in node && node.anchor !== undefined) throw new YamlError('an anchor (&), which no chart needs');
  if (node.tag !== undefined && !TAGS.has(node.tag)) throw new YamlError('a tag (!) of its own');
  if (isScalar(node)) {
    const text = textIn(node);
    return node.type === Scalar.PLAIN || node.type === undefined ? plainScalar(text) : textScalar(text);
  }
  if (isSeq(node))
    return {
      kind: 'list',
      items: node.items.map((item) => ({ ...NOWHERE, value: convert(item as Node | null, depth + 1) })),
    };
  if (isMap(node))
    return { kind: 'map', entries: unique(node.items.map(({ key, value }) => entry(key, value, depth))) };
  throw new YamlError('an alias (*), which no chart needs');
}

function entry(key: unknown, value: unknown, depth: number): YamlEntry {
  if (!isScalar(key)) throw new YamlError('a key that is no text');
  const text = textIn(key);
  if (text === '<<') throw new YamlError('a merge key (<<), which no chart needs');
  return { ...NOWHERE, key: text, value: convert(value as Node | null, depth + 1) };
}

function unique(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const known = new Set<string>();
  for (const { key } of entries) {
    if (known.has(key)) throw new YamlError(`the key ${JSON.stringify(key.slice(0, 60))} is there twice`);
    known.add(key);
  }
  return entries;
}

/** The reader is told to leave every scalar as text. */
function textIn({ value }: Scalar): string {
  return typeof value === 'string' ? value : '';
}
