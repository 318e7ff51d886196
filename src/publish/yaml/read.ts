import { readForeignYaml } from './foreign';
import {
  plainScalar,
  textScalar,
  YamlError,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
  type YamlScalar,
} from './node';

const KEY = /^([A-Za-z0-9_][A-Za-z0-9_./-]*):(?: +(.*))?$/;
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;
/** Begins and goes on as no other style, comment or key can. */
const PLAIN = /^(?![-?:](?: |$))[^\s[\]{}&*!|>'"%@`#,](?:(?!: | #|:$).)*$/;
const NOTHING = /^ *(?:#.*)?$/;
const MAX_DEPTH = 64;
/** Bounds the time that the general reader may take, which is about a second for a megabyte. */
const MAX_FOREIGN_CHARACTERS = 4 * 1024 * 1024;
/** What one call of the general reader costs, in characters. */
const FOREIGN_CALL = 200;

/**
 * Reads YAML as Helm and this library write it, in blocks, many times faster than a general reader, and says where each
 * part stands. Whatever else the text holds goes to the general reader, with its lines.
 * @throws YamlError
 */
export function readYaml(text: string): YamlNode {
  const reader = new BlockReader(text);
  return reader.read();
}

class BlockReader {
  private readonly lines: string[];
  /** Where each line starts. */
  private readonly offsets: number[] = [];
  private at = 0;
  private foreignCharacters = 0;

  constructor(private readonly text: string) {
    this.lines = text.split('\n');
    let offset = 0;
    for (const line of this.lines) {
      this.offsets.push(offset);
      offset += line.length + 1;
    }
  }

  read(): YamlNode {
    if (this.lines[0]?.trimEnd() === '---') this.at = 1;
    this.skipNothing();
    const first = this.lines[this.at];
    if (first === undefined) return plainScalar('');
    if (!KEY.test(first) && !isItem(first, 0)) return readForeignYaml(this.text);
    const node = this.block(0, 0);
    if (this.at < this.lines.length)
      throw new YamlError(`line ${this.at + 1} belongs to nothing before it: ${shown(this.lines[this.at] ?? '')}`);
    return node;
  }

  /** The map or list that begins on this line. */
  private block(indent: number, depth: number): YamlNode {
    if (depth > MAX_DEPTH) throw new YamlError(`nested deeper than ${MAX_DEPTH} levels`);
    return isItem(this.lines[this.at] ?? '', indent) ? this.list(indent, depth) : this.map(indent, depth);
  }

  private list(indent: number, depth: number): YamlNode {
    const items: YamlItem[] = [];
    while (isItem(this.lines[this.at] ?? '', indent)) {
      const first = this.at;
      const value = this.item(indent, depth);
      items.push({ ...this.span(first, indent), value });
    }
    return { kind: 'list', items };
  }

  private item(indent: number, depth: number): YamlNode {
    const line = this.lines[this.at] ?? '';
    const rest = line.slice(indent + 1).trimStart();
    if (rest !== '' && !KEY.test(rest)) return this.scalar(rest, indent, this.at, () => this.foreignItem(indent));
    if (rest === '') {
      return this.nested(indent, depth, false) ?? this.foreignItem(indent);
    }
    const column = line.length - rest.length;
    // The dash counts as indentation of what follows it.
    this.lines[this.at] = ' '.repeat(column) + rest;
    return this.block(column, depth + 1);
  }

  private map(indent: number, depth: number): YamlNode {
    const entries: YamlEntry[] = [];
    const known = new Set<string>();
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[this.at]) {
      if (indentOf(line) !== indent || isItem(line, indent)) break;
      const first = this.at;
      const { key, value } = this.entry(line.slice(indent), indent, depth);
      if (known.has(key)) throw new YamlError(`line ${first + 1}: the key ${shown(key)} is there twice`);
      known.add(key);
      entries.push({ ...this.span(first, indent), key, value });
    }
    if (entries.length === 0)
      throw new YamlError(`line ${this.at + 1} is no key with a value: ${shown(this.lines[this.at] ?? '')}`);
    return { kind: 'map', entries };
  }

  private entry(content: string, indent: number, depth: number): { key: string; value: YamlNode } {
    const match = KEY.exec(content);
    if (!match) return this.foreignEntry(indent);
    const [, key = '', rest = ''] = match;
    // Go reads `yes:` and `1:` as other than text, the way it does with values.
    if (plainScalar(key).type !== 'text' && key !== 'y' && key !== 'n') return this.foreignEntry(indent);
    if (rest !== '' && !rest.startsWith('#'))
      return { key, value: this.scalar(rest, indent, this.at, () => this.foreignEntry(indent).value) };
    const value = this.nested(indent, depth, true);
    return value === undefined ? this.foreignEntry(indent) : { key, value };
  }

  /** What stands below a key or a dash; undefined, and nothing read, where it is no block. */
  private nested(indent: number, depth: number, mayBeItem: boolean): YamlNode | undefined {
    const first = this.at++;
    this.skipNothing();
    const line = this.lines[this.at];
    if (line === undefined) return plainScalar('');
    const inner = indentOf(line);
    if (inner > indent) {
      if (isItem(line, inner) || KEY.test(line.slice(inner))) return this.block(inner, depth + 1);
      this.at = first;
      return undefined;
    }
    return mayBeItem && isItem(line, indent) ? this.list(indent, depth + 1) : plainScalar('');
  }

  /** A scalar on one line, or on several where the style is plain. */
  private scalar(rest: string, indent: number, first: number, foreign: () => YamlNode): YamlNode {
    const next = this.afterNothing(first + 1);
    const goesOn = next !== undefined && indentOf(next) > indent;
    const scalar = goesOn ? undefined : oneLine(rest.trimEnd());
    if (scalar === undefined) return foreign();
    this.at = first + 1;
    this.skipNothing();
    return scalar;
  }

  private foreignItem(indent: number): YamlNode {
    const first = this.at;
    const node = readForeignYaml(this.chunk(indent, false));
    const only = node.kind === 'list' && node.items.length === 1 ? node.items[0] : undefined;
    if (!only) throw new YamlError(`line ${first + 1} is no item of a list: ${shown(this.lines[first] ?? '')}`);
    return only.value;
  }

  private foreignEntry(indent: number): { key: string; value: YamlNode } {
    const first = this.at;
    const node = readForeignYaml(this.chunk(indent, true));
    const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
    if (!only) throw new YamlError(`line ${first + 1} is no key with a value: ${shown(this.lines[first] ?? '')}`);
    return only;
  }

  /** This line and those that belong to it, moved to the margin. */
  private chunk(indent: number, mayHoldItems: boolean): string {
    const first = this.at++;
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[++this.at]) {
      const belongs = NOTHING.test(line) || indentOf(line) > indent || (mayHoldItems && isItem(line, indent));
      if (!belongs) break;
    }
    const own = this.lines.slice(first, this.at).map((line) => line.slice(Math.min(indent, indentOf(line))));
    // What follows the last line break of the whole text is no line.
    const text = own.join('\n') + (this.at < this.lines.length ? '\n' : '');
    this.foreignCharacters += FOREIGN_CALL + text.length;
    if (this.foreignCharacters > MAX_FOREIGN_CHARACTERS)
      throw new YamlError(`line ${first + 1}: too much text in styles other than Helm's`);
    return text;
  }

  private skipNothing(): void {
    while (this.at < this.lines.length && NOTHING.test(this.lines[this.at] ?? '')) this.at++;
  }

  private afterNothing(line: number): string | undefined {
    while (line < this.lines.length && NOTHING.test(this.lines[line] ?? '')) line++;
    return this.lines[line];
  }

  private span(first: number, column: number): { start: number; end: number; column: number } {
    return { start: this.offsets[first] ?? 0, end: this.offsets[this.at] ?? this.text.length, column };
  }
}

function oneLine(text: string): YamlScalar | YamlNode | undefined {
  if (text === '[]') return { kind: 'list', items: [] };
  if (text === '{}') return { kind: 'map', entries: [] };
  if (DOUBLE_QUOTED.test(text) && !/[\x00-\x1f]/.test(text)) return textScalar(JSON.parse(text) as string);
  if (SINGLE_QUOTED.test(text)) return textScalar(text.slice(1, -1).replaceAll("''", "'"));
  return PLAIN.test(text) && !/[\t\r]/.test(text) ? plainScalar(text) : undefined;
}

function isItem(line: string, indent: number): boolean {
  return (
    line.charCodeAt(indent) === 45 &&
    (line.length === indent + 1 || line.charCodeAt(indent + 1) === 32) &&
    indentOf(line) === indent
  );
}

function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === 32) indent++;
  return indent;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
