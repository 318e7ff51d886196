import type { ValueDescriptor } from './value-type';
import { treeOf } from './tree';
import { YamlWriter } from './yaml-writer';

/** `values.yaml` as a person would write it: each value under a comment that says what it is. */
export function valuesYaml(type: ValueDescriptor): string {
  const lines: string[] = [];
  writeProperties(type, '', lines);
  return lines.length === 0 ? '{}\n' : `${lines.join('\n')}\n`;
}

function writeProperties(type: ValueDescriptor, indent: string, lines: string[]): void {
  for (const [name, property] of Object.entries(type.properties ?? {})) {
    for (const line of comment(property)) lines.push(`${indent}# ${line}`.trimEnd());
    if (property.kind === 'object') {
      lines.push(hasDefaults(property) ? `${indent}${name}:` : `${indent}${name}: {}`);
      writeProperties(property, `${indent}  `, lines);
    } else {
      const isGiven = property.default !== undefined;
      const value = isGiven ? property.default : (property.example ?? placeholder(property));
      for (const line of entryLines(name, value))
        lines.push(line === '' ? '' : `${indent}${isGiven ? '' : '# '}${line}`);
    }
  }
}

/** Whether values.yaml holds something below an object; comments alone would leave it null. */
function hasDefaults(type: ValueDescriptor): boolean {
  return Object.values(type.properties ?? {}).some(
    (property) => property.kind === 'object' || property.default !== undefined,
  );
}

function entryLines(name: string, value: unknown): string[] {
  return new YamlWriter()
    .document(treeOf({ [name]: value }))
    .toString()
    .slice(0, -1)
    .split('\n');
}

/** Shows the shape of a value that has neither default nor example; it stands in a comment. */
function placeholder(type: ValueDescriptor): unknown {
  switch (type.kind) {
    case 'list':
      return [];
    case 'map':
      return {};
    case 'boolean':
      return false;
    case 'string':
      return type.enum?.[0] ?? '';
    default:
      return Math.max(0, type.minimum ?? 0);
  }
}

/** Lines of a comment: whatever a YAML reader takes for a line break ends one, and no other character disturbs it. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/[^\t\x20-\x7e\u00a0-\ufefe\uff00-\ufffd]/g, ' '));
}

function comment(type: ValueDescriptor): string[] {
  const notes = [...(type.description === undefined ? [] : linesOf(type.description)), ...constraintsOf(type)];
  if (type.kind === 'object' || type.default !== undefined) return notes;
  return [...notes, type.optional ? 'Optional.' : 'Required.'];
}

/** What a person needs to know of the bounds, in words. */
export function constraintsOf(type: ValueDescriptor): string[] {
  if (type.enum) return [`One of: ${type.enum.join(', ')}.`];
  const { minimum, maximum } = type;
  const low = minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low !== undefined && high !== undefined) return [`From ${low} to ${high}.`];
  if (low !== undefined) return [`At least ${low}.`];
  return high === undefined ? [] : [`At most ${high}.`];
}

/** The table of values in the chart's README. */
export function valuesTable(type: ValueDescriptor): string {
  const rows: string[] = [];
  addRows(type, [], rows);
  if (rows.length === 0) return 'The chart takes no values.\n';
  return ['| Value | Type | Default | Description |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function addRows(type: ValueDescriptor, path: readonly string[], rows: string[]): void {
  for (const [name, property] of Object.entries(type.properties ?? {})) {
    const here = [...path, name];
    if (property.kind === 'object') {
      addRows(property, here, rows);
      continue;
    }
    const fallback =
      property.default === undefined
        ? property.optional
          ? 'none'
          : '**required**'
        : codeSpan(JSON.stringify(property.default));
    const description = property.description === undefined ? [] : [linesOf(property.description).join(' ')];
    const text = [...description.map(sentence), ...constraintsOf(property)].join(' ');
    rows.push(`| ${[`\`${here.join('.')}\``, kindName(property), fallback, text].map(cell).join(' | ')} |`);
  }
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

/** Text as code; the fence is longer than any run of backticks inside. */
function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  if (runs.length === 0) return `\`${text}\``;
  const fence = '`'.repeat(Math.max(...runs.map((run) => run.length)) + 1);
  return `${fence} ${text} ${fence}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function kindName(type: ValueDescriptor): string {
  if (type.kind === 'list' || type.kind === 'map')
    return `${type.kind} of ${type.item ? kindName(type.item) : 'values'}`;
  return type.label ?? type.kind;
}
