import { YamlError, type YamlEntry, type YamlNode } from '../yaml';

/** JSON as the fields below hold it. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };
export type DataMap = { readonly [key: string]: Data };

/**
 * What a field holds. `clean` is text whose blanks Helm makes spaces and whose unprintable characters it drops; `flag`
 * is a boolean, `any` whatever stands there.
 */
export type Shape = 'text' | 'clean' | 'flag' | 'any' | ListShape | 'textMap' | FieldsShape;
interface ListShape {
  readonly listOf: Shape;
}
interface FieldsShape {
  /** In the order in which Helm writes them. */
  readonly fields: Readonly<Record<string, Shape>>;
  /** Written even where they are empty. */
  readonly always?: readonly string[];
}

const DEPENDENCY: FieldsShape = {
  fields: {
    name: 'clean',
    version: 'clean',
    repository: 'clean',
    condition: 'clean',
    tags: { listOf: 'clean' },
    enabled: 'flag',
    'import-values': { listOf: 'any' },
    alias: 'text',
  },
  always: ['name', 'repository'],
};

/** Chart.yaml, in the order of Helm's `Metadata` (pkg/chart/v2/metadata.go). */
export const CHART_FIELDS = {
  name: 'clean',
  home: 'clean',
  sources: { listOf: 'clean' },
  version: 'text',
  description: 'clean',
  keywords: { listOf: 'clean' },
  maintainers: { listOf: { fields: { name: 'clean', email: 'clean', url: 'clean' } } },
  icon: 'clean',
  apiVersion: 'text',
  condition: 'clean',
  tags: 'clean',
  appVersion: 'clean',
  deprecated: 'flag',
  annotations: 'textMap',
  kubeVersion: 'clean',
  dependencies: { listOf: DEPENDENCY },
  type: 'text',
} as const satisfies Record<string, Shape>;

/** How a scalar that is no text is taken where text is expected: refused, or as it is written. */
export type Strictness = 'strict' | 'lenient';

/**
 * Reads a map with known keys only, in the order of `shape`, without what is empty, as Helm writes it again.
 * @throws YamlError naming the place
 */
export function readFields(node: YamlNode, shape: FieldsShape, where: string, strictness: Strictness): DataMap {
  const given = byKey(node, where);
  for (const key of given.keys())
    if (!Object.hasOwn(shape.fields, key))
      throw new YamlError(
        `${where}: the key ${shown(key)} is unknown, and Helm's strict reader refuses the whole file`,
      );
  const read: [string, Data][] = [];
  for (const [key, field] of Object.entries(shape.fields)) {
    const entry = given.get(key);
    const value = entry === undefined ? undefined : readValue(entry.value, field, `${where}.${key}`, strictness);
    if (value !== undefined) read.push([key, value]);
    else if (shape.always?.includes(key)) read.push([key, '']);
  }
  return Object.fromEntries(read);
}

function byKey(node: YamlNode, where: string): Map<string, YamlEntry> {
  if (node.kind !== 'map') throw new YamlError(`${where} is no map`);
  return new Map(node.entries.map((entry) => [entry.key, entry]));
}

/** @returns undefined for what Helm leaves out: nothing, empty text, an empty list, false */
function readValue(node: YamlNode, shape: Shape, where: string, strictness: Strictness): Data | undefined {
  if (node.kind === 'scalar' && node.type === 'null') return undefined;
  if (shape === 'any') return plain(node, where);
  if (shape === 'flag') return readFlag(node, where) || undefined;
  if (shape === 'text' || shape === 'clean') {
    const text = readText(node, where, strictness);
    return (shape === 'clean' ? cleaned(text) : text) || undefined;
  }
  if (shape === 'textMap') return readTextMap(node, where, strictness);
  if ('fields' in shape) return readFields(node, shape, where, strictness);
  return readList(node, shape.listOf, where, strictness);
}

function readText(node: YamlNode, where: string, strictness: Strictness): string {
  if (node.kind !== 'scalar') throw new YamlError(`${where} is a ${node.kind}, not text`);
  if (node.type !== 'text' && strictness === 'strict')
    throw new YamlError(`${where}: Helm reads ${node.text} as a ${node.type}; put it in quotes`);
  return node.text;
}

function readFlag(node: YamlNode, where: string): boolean {
  if (node.kind !== 'scalar' || node.type !== 'boolean') throw new YamlError(`${where} is neither true nor false`);
  return /^(?:y|yes|true|on)$/i.test(node.text);
}

function readTextMap(node: YamlNode, where: string, strictness: Strictness): DataMap | undefined {
  const read = [...byKey(node, where)].map(([key, { value }]): [string, string] => {
    const isNull = value.kind === 'scalar' && value.type === 'null';
    return [key, isNull ? '' : readText(value, `${where}.${shown(key)}`, strictness)];
  });
  return read.length === 0 ? undefined : Object.fromEntries(read);
}

function readList(node: YamlNode, shape: Shape, where: string, strictness: Strictness): readonly Data[] | undefined {
  if (node.kind !== 'list') throw new YamlError(`${where} is no list`);
  const read = node.items.map(({ value }, index) => {
    if (value.kind === 'scalar' && value.type === 'null') throw new YamlError(`${where}[${index}] is null`);
    return readValue(value, shape, `${where}[${index}]`, strictness) ?? '';
  });
  return read.length === 0 ? undefined : read;
}

function plain(node: YamlNode, where: string): Data {
  if (node.kind === 'list') return node.items.map(({ value }) => plain(value, where));
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value, where)]));
  if (node.type === 'null') return null;
  if (node.type === 'boolean') return readFlag(node, where);
  if (node.type === 'number') {
    const number = Number(node.text);
    if (!Number.isFinite(number)) throw new YamlError(`${where}: ${node.text} is no number that JSON can hold`);
    return number;
  }
  return node.text;
}

const BLANKS = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** `sanitizeString` of Helm's pkg/chart/v2/metadata.go. */
function cleaned(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(BLANKS, ' ').replace(UNPRINTABLE, '');
}

/** A value as a message quotes it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
