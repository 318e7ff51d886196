import {
  type Expression,
  helpersIn,
  type LoopVariable,
  ExpressionError,
  type TemplatePosition,
  literalsIn,
  toGo,
  toGoOperand,
} from './expression';
import { goQuote } from './go-text';
import {
  Block,
  Branches,
  Document,
  type Entry,
  Entries,
  hasNodes,
  Hole,
  isNode,
  Items,
  type Node,
  type Part,
  type PlainMap,
  Printed,
  Text,
  type Tree,
} from './tree';
import type { HelperName } from './helpers';
import { STRING, type ValueDescriptor } from './value-type';
import { doubleQuoted, fitsBlock, isPlainScalar, isPrintable, numberText, scalarText } from './yaml-scalar';

export interface TemplateOptions {
  readonly chartName: string;
  /** Called for each named template that an expression includes. */
  readonly onHelper?: (helper: HelperName) => void;
}

const STEP = '  ';

/** Blanks by how many they are: every line needs some, and nobody needs them made anew. */
const INDENTS: string[] = [];

function deeper(indent: string): string {
  return (INDENTS[indent.length] ??= indent + STEP);
}

/**
 * Writes trees as YAML. Without template options the tree may hold no holes and the result is a manifest; with them,
 * holes become Helm expressions and literal `{{` is escaped.
 */
export class YamlWriter {
  /** Pieces of text; joined once, because most lines have several. */
  private readonly pieces: string[] = [];
  private variables: ReadonlyMap<LoopVariable, string> = new Map();
  private flags = 0;

  constructor(
    private readonly template?: TemplateOptions,
    private readonly isInner = false,
  ) {}

  /** The text written so far, ending in a line break. */
  toString(): string {
    return this.pieces.join('');
  }

  /** Writes a tree as a whole document. */
  document(tree: Tree): this {
    this.value(tree, '', '', '');
    return this;
  }

  /** Writes a line of its own, such as a comment or a template action. */
  line(text: string): this {
    this.pieces.push(text, '\n');
    return this;
  }

  /** Writes what `body` writes under a condition or a loop. */
  guarded(part: Part<() => void>): this {
    this.part(part, '', (body) => body());
    return this;
  }

  /**
   * @param head what stands before the value on its line: `key:`, `-`, or nothing for a whole document
   * @param indent of the lines that follow the first
   */
  private value(tree: Tree, pad: string, head: string, indent: string): void {
    if (typeof tree === 'string') this.text(tree, pad, head, indent);
    else if (typeof tree === 'number') this.inline(pad, head, numberText(tree));
    else if (tree === null || typeof tree === 'boolean') this.inline(pad, head, String(tree));
    else if (Array.isArray(tree)) this.list(tree as readonly Tree[], pad, head, indent);
    else if (isNode(tree)) this.node(tree, pad, head, indent);
    else this.map(tree as PlainMap, pad, head, indent);
  }

  private inline(pad: string, head: string, text: string): void {
    if (head === '') this.pieces.push(pad, text, '\n');
    else this.pieces.push(pad, head, ' ', text, '\n');
  }

  private text(text: string, pad: string, head: string, indent: string): void {
    if (head !== '' && fitsBlock(text)) this.block(this.literal(text), pad, head, indent);
    else this.inline(pad, head, this.literal(scalarText(text)));
  }

  private block(text: string, pad: string, head: string, indent: string): void {
    const endsInBreak = text.endsWith('\n');
    const inside = head === '' ? deeper(indent) : indent;
    this.inline(pad, head, endsInBreak ? '|' : '|-');
    for (const line of (endsInBreak ? text.slice(0, -1) : text).split('\n'))
      this.pieces.push(line === '' ? '' : inside + line, '\n');
  }

  private map(map: PlainMap, pad: string, head: string, indent: string): void {
    const keys = Object.keys(map);
    if (keys.length === 0) {
      this.inline(pad, head, '{}');
      return;
    }
    let first = this.open(pad, head);
    for (const key of keys) {
      this.entry(this.literal(keyText(key)), map[key] as Tree, first ?? indent, indent);
      first = undefined;
    }
  }

  /** Begins a collection; the item of a list goes on the line of its dash. */
  private open(pad: string, head: string): string | undefined {
    if (head === '-') return `${pad}- `;
    if (head !== '') this.pieces.push(pad + head, '\n');
    return undefined;
  }

  private entry(key: string, value: Tree, pad: string, indent: string): void {
    this.value(value, pad, `${key}:`, deeper(indent));
  }

  private list(list: readonly Tree[], pad: string, head: string, indent: string): void {
    if (list.length === 0) {
      this.inline(pad, head, '[]');
      return;
    }
    let first = this.open(pad, head);
    for (const item of list) {
      this.value(item, first ?? indent, '-', deeper(indent));
      first = undefined;
    }
  }

  private node(node: Node, pad: string, head: string, indent: string): void {
    if (node instanceof Hole) this.inline(pad, head, this.hole(node.expression));
    else if (node instanceof Printed) this.inline(pad, head, node.text);
    else if (node instanceof Block) this.block(node.text, pad, head, indent);
    else if (node instanceof Text) this.mixedText(node, pad, head, indent);
    else if (node instanceof Document) this.innerDocument(node, pad, head, indent);
    else if (node instanceof Entries) {
      if (head !== '') this.pieces.push(pad + head, '\n');
      this.parts(node.parts, indent, '{}', (entry) => this.dynamicEntry(entry, indent));
    } else if (node instanceof Items) {
      if (head !== '') this.pieces.push(pad + head, '\n');
      this.parts(node.parts, indent, '[]', (item) => this.value(item, indent, '-', deeper(indent)));
    } else this.branches(node, pad, head, indent);
  }

  private branches(node: Branches, pad: string, head: string, indent: string): void {
    const write = (tree: Tree): void => this.value(tree, pad, head, indent);
    this.part(
      { kind: 'condition', condition: node.condition, then: [one(node.then)], otherwise: [one(node.otherwise)] },
      indent,
      write,
    );
  }

  private dynamicEntry(entry: Entry, indent: string): void {
    this.entry(this.key(entry.key), entry.value, indent, indent);
  }

  private key(key: Entry['key']): string {
    if (typeof key === 'string') return this.literal(keyText(key));
    return key instanceof Printed ? key.text : this.textHole(key);
  }

  /** Writes parts one after the other, and the empty collection where none of them is there. */
  private parts<T>(parts: readonly Part<T>[], indent: string, empty: string, write: (one: T) => void): void {
    if (parts.length === 0) this.pieces.push(indent + empty, '\n');
    const [only] = parts;
    if (parts.length === 1 && only && this.hasElse(only)) {
      this.part(only, indent, write, indent + empty);
      return;
    }
    const present = parts.map((part) => this.presence(part));
    const flag = present.includes(undefined) ? this.flag(indent) : undefined;
    const mark = (one: T): void => {
      if (flag !== undefined) this.pieces.push(`${indent}{{- ${flag} = true }}`, '\n');
      write(one);
    };
    for (const part of parts) this.part(part, indent, mark);
    if (parts.length === 0 || present.includes('true')) return;
    const condition = flag ?? (present.length === 1 ? present[0] : `(or ${present.join(' ')})`);
    for (const text of [`{{- if not ${condition} }}`, empty, '{{- end }}']) this.pieces.push(indent, text, '\n');
  }

  /** Whether the one condition or loop of a collection leaves room for the empty collection in its `else`. */
  private hasElse<T>(part: Part<T>): boolean {
    const isFree = part.kind === 'loop' || (part.kind === 'condition' && part.otherwise.length === 0);
    return isFree && this.presence(part) !== undefined;
  }

  private flag(indent: string): string {
    const flag = `$present${this.flags++ || ''}`;
    this.pieces.push(`${indent}{{- ${flag} := false }}`, '\n');
    return flag;
  }

  /** A condition, as an operand, under which a part writes something; undefined where only running it tells. */
  private presence<T>(part: Part<T>): string | undefined {
    if (part.kind === 'one' || part.kind === 'include') return 'true';
    if (part.kind === 'loop')
      return part.body.some((inner) => inner.kind === 'one') ? this.operand(part.over) : undefined;
    const isCertain = (parts: readonly Part<T>[]): boolean => parts.some((inner) => inner.kind === 'one');
    if (isCertain(part.then) && isCertain(part.otherwise)) return 'true';
    return isCertain(part.then) && part.otherwise.length === 0 ? this.operand(part.condition) : undefined;
  }

  private part<T>(part: Part<T>, indent: string, write: (one: T) => void, otherwise?: string): void {
    if (part.kind === 'one') {
      write(part.one);
      return;
    }
    if (part.kind === 'include') {
      this.pieces.push(`${indent}{{- ${this.include(part.helper)} | nindent ${indent.length} }}`, '\n');
      return;
    }
    if (part.kind === 'condition') {
      this.pieces.push(`${indent}{{- if ${this.go(part.condition)} }}`, '\n');
      for (const inner of part.then) this.part(inner, indent, write);
      if (part.otherwise.length > 0) {
        this.pieces.push(`${indent}{{- else }}`, '\n');
        for (const inner of part.otherwise) this.part(inner, indent, write);
      }
    } else {
      this.inLoop(part, (range) => {
        this.pieces.push(indent + range, '\n');
        for (const inner of part.body) this.part(inner, indent, write);
      });
    }
    if (otherwise !== undefined) this.pieces.push(indent, '{{- else }}\n', otherwise, '\n');
    this.pieces.push(`${indent}{{- end }}`, '\n');
  }

  private inLoop<T, R>(loop: Part<T> & { readonly kind: 'loop' }, write: (range: string) => R, open = '{{-'): R {
    const over = this.go(loop.over);
    const outer = this.variables;
    this.variables = new Map(outer);
    const names = [loop.key, loop.item].flatMap((variable) => (variable ? [`$${this.declare(variable)}`] : []));
    const result = write(`${open} range ${names.join(', ')} := ${over} }}`);
    this.variables = outer;
    return result;
  }

  private include(helper: HelperName): string {
    return this.go({ op: 'helper', helper, args: [], type: STRING });
  }

  private declare(variable: LoopVariable): string {
    const taken = new Set(this.variables.values());
    let name = variable.hint;
    for (let n = 2; taken.has(name); n++) name = `${variable.hint}${n}`;
    (this.variables as Map<LoopVariable, string>).set(variable, name);
    return name;
  }

  private position(): TemplatePosition {
    if (!this.template) throw new Error('a tree with holes was written as a manifest');
    return { chartName: this.template.chartName, variables: this.variables };
  }

  private go(expression: Expression): string {
    for (const helper of helpersIn(expression)) this.template?.onHelper?.(helper);
    return toGo(expression, this.position());
  }

  private operand(expression: Expression): string {
    for (const helper of helpersIn(expression)) this.template?.onHelper?.(helper);
    return toGoOperand(expression, this.position());
  }

  /** A scalar that is computed, printed by its type: integers never as floats, strings always quoted. */
  private hole(expression: Expression): string {
    const text = this.go(expression);
    switch (expression.type.kind) {
      case 'integer':
        return expression.op === 'call' ? `{{ ${text} }}` : `{{ ${text} | int64 }}`;
      case 'boolean':
        return `{{ ${text} }}`;
      case 'number':
        return `{{ ${text} | toJson }}`;
      default:
        return this.textHole(new Text([expression]));
    }
  }

  private stringHole(text: string, expressions: readonly Expression[]): string {
    if (!this.isInner) return `{{ ${text} | quote }}`;
    this.embedded(expressions.flatMap(literalsIn));
    return `{{ ${text} | toJson }}`;
  }

  /** Whether a text needs no quotes, whatever the release is called. */
  private isPlain(text: Text): boolean {
    const sample = text.parts.map((part) => (typeof part === 'string' ? part : 'name')).join('');
    return (
      !this.isInner &&
      isPlainScalar(sample) &&
      text.parts.every((part) => typeof part === 'string' || this.isPlainName(part))
    );
  }

  /** A name built on the chart's is a word of letters that nothing takes for a number or a boolean. */
  private isPlainName(expression: Expression): boolean {
    return (
      expression.op === 'helper' &&
      expression.helper === 'fullname' &&
      /^[a-z](?=.*[g-z])[a-z0-9-]{5,}$/.test(this.position().chartName)
    );
  }

  /** What is printed inside another text must not hold what only an escape of the outer text could carry. */
  private embedded(texts: readonly string[]): void {
    for (const text of texts) {
      if (!isPrintable(text)) {
        throw new ExpressionError(
          `${JSON.stringify(text)} stands beside a chart value in a document or in text of several lines`,
          'leave control characters out of text around chart values',
        );
      }
    }
  }

  private textHole(text: Text): string {
    const expressions = text.parts.filter((part) => typeof part !== 'string');
    const only = text.parts[0];
    if (text.parts.length === 1 && typeof only === 'object' && only.type.kind === 'string')
      return this.isPlain(text) ? `{{ ${this.go(only)} }}` : this.stringHole(this.go(only), expressions);
    if (this.isPlain(text))
      return text.parts.map((part) => (typeof part === 'string' ? part : `{{ ${this.go(part)} }}`)).join('');
    if (this.isInner) this.embedded(text.parts.filter((part) => typeof part === 'string'));
    const format = text.parts
      .map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : verb(part.type)))
      .join('');
    const args = expressions.map((part) =>
      part.type.kind === 'number' ? `(toJson ${this.operand(part)})` : this.operand(part),
    );
    return this.stringHole(['printf', goQuote(format), ...args].join(' '), expressions);
  }

  private mixedText(text: Text, pad: string, head: string, indent: string): void {
    const block = head === '' || this.isInner ? undefined : this.mixedBlock(text, indent);
    if (block === undefined) this.inline(pad, head, this.textHole(text));
    else this.block(block, pad, head, indent);
  }

  /** Several lines stay several lines, unless a part that is computed could change how the block is read. */
  private mixedBlock(text: Text, indent: string): string | undefined {
    const first = text.parts[0];
    const last = text.parts.at(-1);
    const sample = text.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
    if (
      typeof first !== 'string' ||
      typeof last !== 'string' ||
      first.trim() === '' ||
      last.trim() === '' ||
      !fitsBlock(sample)
    )
      return undefined;
    this.embedded(text.parts.flatMap((part) => (typeof part === 'string' ? [] : literalsIn(part))));
    return text.parts
      .map((part, index) =>
        typeof part === 'string' ? this.literal(part, index < text.parts.length - 1) : this.partInBlock(part, indent),
      )
      .join('');
  }

  private partInBlock(part: Expression, indent: string): string {
    const isOneLine = part.type.label !== undefined || part.op === 'builtin' || part.op === 'helper';
    if (isOneLine && part.type.kind === 'string') return `{{ ${this.go(part)} }}`;
    if (part.type.kind === 'string') return `{{ ${this.go(part)} | replace "\\n" ${goQuote(`\n${indent}`)} }}`;
    return this.hole(part);
  }

  private innerDocument(document: Document, pad: string, head: string, indent: string): void {
    if (!hasNodes(document.root)) {
      this.text(documentText(document), pad, head, indent);
      return;
    }
    const inner = this.inner();
    const content = inner.contentOf(document);
    this.flags = inner.flags;
    this.block(this.literal(document.header) + content, pad, head, indent);
  }

  /** The text of a document inside a string, without its header. */
  contentOf(document: Document): string {
    return document.format === 'yaml' ? this.document(document.root).toString() : this.json(document.root);
  }

  private inner(): YamlWriter {
    const writer = new YamlWriter(this.template, true);
    writer.variables = this.variables;
    writer.flags = this.flags;
    return writer;
  }

  /** JSON on one line. Entries and items that may be missing bring their comma along. */
  private json(tree: Tree): string {
    if (typeof tree === 'string') return this.literal(doubleQuoted(tree), true);
    if (tree === null || typeof tree !== 'object') return String(tree);
    if (Array.isArray(tree)) return `[${(tree as readonly Tree[]).map((item) => this.json(item)).join(',')}]`;
    if (tree instanceof Hole) return this.jsonHole(tree.expression);
    if (tree instanceof Text) return this.textHole(tree);
    if (tree instanceof Document) return this.literal(doubleQuoted(documentText(tree)), true);
    if (tree instanceof Branches) {
      return `{{ if ${this.go(tree.condition)} }}${this.json(tree.then)}{{ else }}${this.json(tree.otherwise)}{{ end }}`;
    }
    if (tree instanceof Entries)
      return braced(this.jsonParts(tree.parts, (entry) => `${this.jsonKey(entry.key)}:${this.json(entry.value)}`));
    if (tree instanceof Items) return `[${this.jsonParts(tree.parts, (item) => this.json(item))}]`;
    if (isNode(tree)) return tree.text;
    const entries = Object.entries(tree as PlainMap).map(([key, value]) => `${this.jsonKey(key)}:${this.json(value)}`);
    return braced(entries.join(','));
  }

  private jsonHole(expression: Expression): string {
    const isScalar = ['string', 'integer', 'boolean'].includes(expression.type.kind);
    return isScalar ? this.hole(expression) : `{{ ${this.go(expression)} | toJson }}`;
  }

  private jsonKey(key: Entry['key']): string {
    if (typeof key === 'string') return this.literal(doubleQuoted(key), true);
    return key instanceof Printed ? key.text : this.textHole(key);
  }

  /**
   * Parts with commas between those that are there. What stands before a part that is always there brings its comma after
   * it, what stands behind brings it before; where no part is certain, a variable tells whether one was written.
   */
  private jsonParts<T>(parts: readonly Part<T>[], write: (one: T) => string): string {
    const certain = parts.findIndex((part) => part.kind === 'one');
    if (certain >= 0) {
      return parts
        .map((part, index) => this.jsonPart(part, write, index > certain ? ',' : '', index < certain ? ',' : ''))
        .join('');
    }
    if (parts.length === 0 || (parts.length === 1 && parts.every(isAtMostOne)))
      return parts.map((part) => this.jsonPart(part, write, '', '')).join('');
    const separator = `$separator${this.flags++ || ''}`;
    const written = parts.map((part) => this.jsonPart(part, write, `{{ ${separator} }}`, `{{ ${separator} = "," }}`));
    return `{{ ${separator} := "" }}${written.join('')}`;
  }

  private jsonPart<T>(part: Part<T>, write: (one: T) => string, before: string, after: string): string {
    const all = (parts: readonly Part<T>[]): string =>
      parts.map((inner) => this.jsonPart(inner, write, before, after)).join('');
    switch (part.kind) {
      case 'one':
        return before + write(part.one) + after;
      case 'condition': {
        const otherwise = part.otherwise.length === 0 ? '' : `{{ else }}${all(part.otherwise)}`;
        return `{{ if ${this.go(part.condition)} }}${all(part.then)}${otherwise}{{ end }}`;
      }
      case 'loop':
        return this.inLoop(part, (range) => `${range}${all(part.body)}{{ end }}`, '{{');
      case 'include':
        throw new Error('a named template stands inside a JSON document');
    }
  }

  /** Literal text as it must stand in a template, so that nothing in it is taken for an action. */
  private literal(text: string, isBeforeAction = false): string {
    if (!this.template || !text.includes('{')) return text;
    const escaped = text.replaceAll('{{', '{{`{{`}}');
    return isBeforeAction && escaped.endsWith('{') ? `${escaped.slice(0, -1)}{{\`{\`}}` : escaped;
  }
}

/** A brace directly before an action would open it one character early. */
function braced(content: string): string {
  return `${content.startsWith('{{') ? '{{`{`}}' : '{'}${content}}`;
}

function isAtMostOne<T>(part: Part<T>): boolean {
  if (part.kind === 'one') return true;
  return (
    part.kind === 'condition' &&
    [part.then, part.otherwise].every((parts) => parts.length <= 1 && parts.every(isAtMostOne))
  );
}

function one<T>(one: T): Part<T> {
  return { kind: 'one', one };
}

function verb(type: ValueDescriptor): string {
  if (type.kind === 'integer') return '%d';
  return type.kind === 'boolean' ? '%t' : '%s';
}

function keyText(key: string): string {
  return key === '' || key === '<<' || key === '=' ? doubleQuoted(key) : scalarText(key);
}

/** The text of a document in which nothing is left to compute. */
export function documentText(document: Document): string {
  return document.header + new YamlWriter(undefined, true).contentOf(document);
}
