import type { Seen } from './build';
import { type LawCase, SCALAR_KINDS, type TypeSpec } from './generators';
import { classesOf, HOSTILE } from './strings';

/** Everything that must be common among the cases, or the law says less than it seems to. */
const EXPECTED: readonly string[] = [
  ...['literal', 'list', 'map', 'hole', 'text', 'expression', 'when', 'forEach', 'forEachEntry', 'document'].map(
    (node) => `node ${node}`,
  ),
  'When',
  'ForEach',
  'document yaml',
  'document json',
  'nested document yaml',
  'nested document json',
  'hole in text',
  'hole list',
  'hole map',
  'hole object',
  ...['add', 'sub', 'mul', 'div', 'mod', 'ternary', 'default', 'join', 'builtin'].map((fn) => `Fn.${fn}`),
  ...['value', 'set', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not'].map((is) => `condition ${is}`),
  ...['list', 'map', 'object', ...SCALAR_KINDS].map((kind) => `value ${kind}`),
  ...Object.keys(HOSTILE).map((name) => `text: ${name}`),
];
const LEAST_SHARE = 0.02;

/** Counts in how many cases each kind of thing occurs. */
export class Census {
  private readonly counts = new Map(EXPECTED.map((name) => [name, 0]));
  private cases = 0;

  add(one: LawCase, seen: Seen): void {
    this.cases += 1;
    const found = new Set(seen);
    for (const { type } of one.fields) for (const kind of kindsOf(type)) found.add(`value ${kind}`);
    for (const text of textsIn(one)) for (const name of classesOf(text)) found.add(`text: ${name}`);
    for (const name of found) if (this.counts.has(name)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** What occurs too seldom. */
  get rare(): string[] {
    return [...this.counts].filter(([, count]) => count < LEAST_SHARE * this.cases).map(([name]) => name);
  }

  toString(): string {
    return [...this.counts]
      .map(([name, count]) => `${((100 * count) / this.cases).toFixed(1).padStart(6)} %  ${name}`)
      .join('\n');
  }
}

function kindsOf(type: TypeSpec): string[] {
  if (type.kind === 'object') return [type.kind, ...type.members.flatMap((member) => kindsOf(member.type))];
  return type.kind === 'list' || type.kind === 'map' ? [type.kind, ...kindsOf(type.item)] : [type.kind];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [...(Array.isArray(value) ? [] : [key]), ...textsIn(below)]);
}
