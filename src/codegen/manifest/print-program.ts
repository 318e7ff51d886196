import { byText } from '../json';
import { propertyName, stringLiteral } from '../literal-text';
import {
  Call,
  Code,
  Commented,
  Imported,
  isList,
  isObject,
  Member,
  membersOf,
  type Paragraph,
  partsOf,
  type Statement,
  type Value,
  Variable,
} from './program';

const WIDTH = 120;

/** Words of the language and names of globals, which constants would shadow. */
const RESERVED = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default ' +
    'delete do else enum eval export extends false finally for from function get if implements import in infer instanceof ' +
    'interface is keyof let module namespace never new null number object of package private protected public readonly ' +
    'require return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown ' +
    'var void while with yield process console global globalThis exports name window document self'
  ).split(' '),
);

/** The TypeScript of a program, laid out as prettier lays it out in this repository. */
export function printProgram(header: readonly string[], paragraphs: readonly Paragraph[]): string {
  const statements = paragraphs.flat();
  const printer = new Printer(statements);
  const body = paragraphs.map((paragraph) => paragraph.map((statement) => printer.statement(statement)).join('\n'));
  const parts = [...importLines(statements), '', ...commentLines(header, ''), body.filter(Boolean).join('\n\n')];
  return `${parts.join('\n')}\n`;
}

function importLines(statements: readonly Statement[]): readonly string[] {
  const names = new Map<string, Set<string>>();
  for (const part of codeIn(statements)) {
    if (part instanceof Imported) names.set(part.module, (names.get(part.module) ?? new Set()).add(part.name));
  }
  return [...names]
    .sort(([a], [b]) => byText(a, b))
    .map(([module, imported]) => {
      const sorted = [...imported].sort(byText);
      const line = `import { ${sorted.join(', ')} } from '${module}';`;
      return line.length <= WIDTH
        ? line
        : `import {\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${module}';`;
    });
}

function* codeIn(statements: readonly Statement[]): Generator<Code> {
  for (const { value } of statements) yield* partsOf(value);
}

function commentLines(comment: readonly string[], indent: string): readonly string[] {
  return comment.map((line) =>
    `${indent}// ${line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')}`.trimEnd(),
  );
}

class Printer {
  private readonly names = new Map<Variable, string>();

  constructor(statements: readonly Statement[]) {
    const parts = [...codeIn(statements)];
    const used = new Set(parts.filter((part) => part instanceof Variable));
    const taken = new Set(parts.flatMap((part) => (part instanceof Imported ? [part.name] : [])));
    for (const { variable } of statements) {
      if (!variable || !used.has(variable)) continue;
      const name = freeName(variable.hints, taken);
      taken.add(name);
      this.names.set(variable, name);
    }
  }

  statement({ value, variable, comment = [] }: Statement): string {
    const name = variable && this.names.get(variable);
    const before = name === undefined ? '' : `const ${name} = `;
    const text = this.print(value, { indent: '', column: before.length, after: 1 });
    // A long word goes to a line of its own, where it is nothing but a word.
    const isLongWord = typeof value === 'string' && !text.startsWith('`') && before.length + text.length + 1 > WIDTH;
    return [...commentLines(comment, ''), `${before}${isLongWord ? `\n  ${text}` : text};`]
      .join('\n')
      .replace('= \n', '=\n');
  }

  /** The value, on one line where it fits. */
  private print(value: Value, place: Place): string {
    const flat = this.flat(value);
    if (flat !== undefined && place.column + flat.length + place.after <= WIDTH) return flat;
    if (value instanceof Commented) return this.print(value.value, place);
    if (value instanceof Call) return this.brokenCall(value, place);
    if (isList(value) && value.length > 0) return this.brokenList(value, place);
    if (isObject(value) && membersOf(value).length > 0) return this.brokenObject(value, place);
    return flat ?? leafText(value ?? null);
  }

  /** On one line; undefined where it must not be. */
  private flat(value: Value): string | undefined {
    if (value instanceof Code) return this.flatCode(value);
    if (isList(value)) {
      if (mustBreak(value)) return undefined;
      const items = this.flatAll(value);
      return items && `[${items.join(', ')}]`;
    }
    if (isObject(value)) {
      const members = membersOf(value);
      const values = this.flatAll(members.map(([, member]) => member));
      if (!values) return undefined;
      const texts = members.map(([key], index) => `${keyText(key)}: ${values[index]}`);
      return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
    }
    const text = leafText(value ?? null);
    return text.includes('\n') ? undefined : text;
  }

  /** Arguments are words on one line, whatever they hold. */
  private flatArg(value: Value): string | undefined {
    return typeof value === 'string' ? stringLiteral(value) : this.flat(value);
  }

  private flatCode(code: Code): string | undefined {
    if (code instanceof Imported) return code.name;
    if (code instanceof Variable) return this.names.get(code) ?? '';
    if (code instanceof Member) return `${this.flat(code.of)}.${code.name}`;
    if (!(code instanceof Call)) return undefined;
    const args = this.flatAll(code.args, (arg) => this.flatArg(arg));
    return args && `${this.head(code)}${args.join(', ')})`;
  }

  private flatAll(values: readonly Value[], flat = this.flat.bind(this)): readonly string[] | undefined {
    const texts = values.map((value) => flat(value));
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }

  private head({ callee, isNew }: Call): string {
    return `${isNew ? 'new ' : ''}${this.flat(callee)}(`;
  }

  /** The last argument alone is broken where it can be, as prettier hugs it; else each has a line of its own. */
  private brokenCall(code: Call, place: Place): string {
    const head = this.head(code);
    if (code.args.length === 0) return `${head})`;
    const last = code.args.at(-1);
    const others = code.args.slice(0, -1);
    const before = this.flatAll(others, (arg) => this.flatArg(arg))
      ?.map((text) => `${text}, `)
      .join('');
    if (before !== undefined && canHug(last) && !isSameKind(others.at(-1), last)) {
      const column = place.column + head.length + before.length;
      if (column + 1 <= WIDTH) {
        const isObjectLast = isObject(last);
        const text = isObjectLast ? this.brokenObject(last, place) : this.brokenList(last as readonly Value[], place);
        return `${head}${before}${text})`;
      }
    }
    const inner = `${place.indent}  `;
    const lines = code.args.map((arg) => {
      const text = typeof arg === 'string' ? stringLiteral(arg) : undefined;
      return `${inner}${text ?? this.print(arg, { indent: inner, column: inner.length, after: 1 })},`;
    });
    return `${head}\n${lines.join('\n')}\n${place.indent})`;
  }

  private brokenList(list: readonly Value[], place: Place): string {
    const inner = `${place.indent}  `;
    const isFilled = list.length > 1 && list.every((item) => typeof item === 'number');
    const lines = isFilled
      ? fill(
          list.map((item) => `${leafText(item ?? null)},`),
          inner,
        )
      : list.map((item) => `${inner}${this.print(item, { indent: inner, column: inner.length, after: 1 })},`);
    return `[\n${lines.join('\n')}\n${place.indent}]`;
  }

  private brokenObject(object: { readonly [key: string]: Value }, place: Place): string {
    const inner = `${place.indent}  `;
    const lines = membersOf(object).map(([key, member]) => {
      const before = `${inner}${keyText(key)}: `;
      const text = this.print(member, { indent: inner, column: before.length, after: 1 });
      const comment =
        member instanceof Commented
          ? commentLines(member.comment, inner)
              .map((line) => `${line}\n`)
              .join('')
          : '';
      const isWide = before.length + text.length + 1 > WIDTH && typeof member === 'string';
      if (isWide && !text.startsWith('`') && keyText(key).length > 2)
        return `${comment}${before.trimEnd()}\n${inner}  ${text},`;
      return `${comment}${before}${text},`;
    });
    return `{\n${lines.join('\n')}\n${place.indent}}`;
  }
}

/** Where a value is printed. */
interface Place {
  readonly indent: string;
  /** What stands before it on its line. */
  readonly column: number;
  /** What has to fit behind it. */
  readonly after: number;
}

/** A JavaScript reader gives `__proto__` a meaning of its own. */
function keyText(key: string): string {
  return propertyName(key);
}

function leafText(value: Exclude<Value, undefined>): string {
  if (typeof value === 'string')
    return value.includes('\n') && lineCount(value) > 1 ? templateText(value) : stringLiteral(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
  return JSON.stringify(value);
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

/** Text over several lines, as it is but for what a template literal reads otherwise. */
function templateText(text: string): string {
  if (/\r|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text))
    return stringLiteral(text);
  return `\`${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;
}

/** Whether text is better kept in a constant of its own: a template literal inside a list or map has lost its indent. */
export function isLongText(text: string): boolean {
  return lineCount(text) > 1 && leafText(text).startsWith('`');
}

function canHug(value: Value): boolean {
  return isObject(value) ? membersOf(value).length > 0 : isList(value) && value.length > 0 && !isNumbers(value);
}

function isNumbers(list: readonly Value[]): boolean {
  return list.length > 1 && list.every((item) => typeof item === 'number');
}

function isSameKind(a: Value, b: Value): boolean {
  return (isObject(a) && isObject(b)) || (isList(a) && isList(b));
}

/** Prettier breaks a list of several maps, or of several lists, each with more than one member. */
function mustBreak(list: readonly Value[]): boolean {
  if (list.length < 2) return false;
  return (
    list.every((item) => isObject(item) && membersOf(item).length > 1) ||
    list.every((item) => isList(item) && item.length > 1)
  );
}

function fill(words: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > WIDTH) lines.push(indent + word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function freeName(hints: readonly string[], taken: ReadonlySet<string>): string {
  const names = hints.map(camelCase).filter((name) => name !== '' && !RESERVED.has(name));
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const base = names.at(-1) ?? 'value';
  for (let number = 2; ; number += 1) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}

function camelCase(hint: string): string {
  const words = hint.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const [first = '', ...rest] = words;
  const joined =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(joined) ? `n${joined}` : joined;
}
