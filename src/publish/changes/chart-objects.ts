import { isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../helm';
import { isHard } from '../../helm/read-yaml';
import type { ChartContents } from './chart-contents';
import { readableTemplate } from './expressions';

/** A field by its keys; items of lists are `[name]`, or `[0]` where they have none. */
export type FieldPath = readonly string[];

/** An object of a chart, as far as one can tell without a release. */
export interface ChartObject {
  /** `VirtualMachine <fullname>`, for people. */
  readonly title: string;
  /** `kubevirt.io/VirtualMachine`; no group where it is the core group. */
  readonly kind: string;
  /** Every field that holds something, by its path as JSON. */
  readonly fields: ReadonlyMap<string, string>;
  /** Conditions and loops around and in it. */
  readonly logic: readonly string[];
  /** The text that it was read from; empty for a rendered object. */
  readonly source: string;
}

const MANIFEST = /^(templates|crds)\/.*\.ya?ml$/;
/** Change with every version of a chart. */
const OF_EVERY_VERSION = new Set(
  ['helm.sh/chart', 'app.kubernetes.io/version'].map((key) => fieldKey(['metadata', 'labels', key])),
);

/** The text that stands for a path in a map. */
export function fieldKey(path: FieldPath): string {
  return JSON.stringify(path);
}

/** The objects of templates, by kind, namespace and name as they are written there. */
export function templateObjects(chart: ChartContents): Map<string, ChartObject> {
  const objects = new Map<string, ChartObject>();
  for (const [path, text] of [...chart.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!MANIFEST.test(path)) continue;
    if (isHard(text)) put(objects, unreadable(path, text));
    else for (const source of documentsIn(text)) put(objects, objectIn(source) ?? unreadable(path, source));
  }
  return objects;
}

/** Documents of a template; a part that only decides or repeats belongs to the one that follows it. */
function documentsIn(template: string): string[] {
  const documents: string[] = [];
  let pending = '';
  for (const part of template.split(/^---(?:[ \t].*)?$/m)) {
    pending += part;
    if (readableTemplate(part, 'member').text.trim() === '') continue;
    documents.push(pending);
    pending = '';
  }
  return pending.trim() === '' ? documents : [...documents, pending];
}

/** Rendered objects, by kind, namespace and name. */
export function renderedObjects(rendered: readonly KubernetesObject[]): Map<string, ChartObject> {
  const objects = new Map<string, ChartObject>();
  for (const object of rendered) {
    const contents = contentsOf(JSON.stringify(object));
    if (contents) put(objects, objectOf(contents, { logic: [], source: '', restore: (text) => text }));
  }
  return objects;
}

function put(objects: Map<string, ChartObject>, object: ChartObject | undefined): void {
  if (!object) return;
  const namespace = object.fields.get(fieldKey(['metadata', 'namespace'])) ?? '';
  const key = `${object.kind} ${namespace} ${object.title}`;
  let free = key;
  for (let n = 2; objects.has(free); n++) free = `${key} ${n}`;
  objects.set(free, object);
}

/** A template whose YAML depends on what its expressions write is compared as text. */
function unreadable(path: string, source: string): ChartObject {
  return { title: path, kind: 'template', fields: new Map(), logic: [], source };
}

function objectIn(source: string): ChartObject | undefined {
  for (const whole of ['member', 'item'] as const) {
    const { text, ...origin } = readableTemplate(source, whole);
    // An action over several lines is not understood, nor one that never ends.
    const contents = text.includes('{{') ? undefined : contentsOf(text);
    const object = contents && objectOf(contents, { ...origin, source });
    if (object) return object;
  }
  return undefined;
}

/** The one document in a text; undefined where it is no YAML. */
function contentsOf(text: string): Node | undefined {
  try {
    const [document, ...others] = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
    const isOne = document !== undefined && others.length === 0 && document.errors.length === 0;
    return isOne ? (document.contents ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

interface Origin {
  readonly logic: readonly string[];
  readonly source: string;
  readonly restore: (text: string) => string;
}

function objectOf(contents: Node, { logic, source, restore }: Origin): ChartObject | undefined {
  const fields = new Map<string, string>();
  collect(contents, [], fields, restore);
  const at = (...path: string[]): string | undefined => fields.get(fieldKey(path));
  const [apiVersion, kind, name] = [at('apiVersion'), at('kind'), at('metadata', 'name')].map(unquoted);
  if (apiVersion === undefined || kind === undefined || name === undefined) return undefined;
  for (const path of OF_EVERY_VERSION) fields.delete(path);
  const group = apiVersion.includes('/') ? `${apiVersion.split('/', 1)[0]}/` : '';
  return { title: `${kind} ${name}`, kind: `${group}${kind}`, fields, logic, source };
}

function unquoted(json: string | undefined): string | undefined {
  return json === undefined ? undefined : String(JSON.parse(json));
}

function collect(node: unknown, path: FieldPath, fields: Map<string, string>, restore: (text: string) => string): void {
  if (isMap(node) && node.items.length > 0) {
    for (const { key, value } of node.items) collect(value, [...path, restore(scalarText(key))], fields, restore);
  } else if (isSeq(node) && node.items.length > 0) {
    const names = itemNames(node.items, restore);
    for (const [index, item] of node.items.entries()) collect(item, [...path, names[index] ?? ''], fields, restore);
  } else {
    // Two branches of a condition may both write the same field.
    const key = fieldKey(path);
    const text = JSON.stringify(isMap(node) ? {} : isSeq(node) ? [] : restoredValue(node, restore));
    const known = fields.get(key);
    fields.set(key, known === undefined || known === text ? text : JSON.stringify(`${known} or ${text}`));
  }
}

function restoredValue(node: unknown, restore: (text: string) => string): unknown {
  const value = isScalar(node) ? node.value : node;
  return typeof value === 'string' ? restore(value) : (value ?? null);
}

function scalarText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** Items are known by their name, as the API server merges them, unless two share one or one has none. */
function itemNames(items: readonly unknown[], restore: (text: string) => string): string[] {
  const names = items.map((item) => (isMap(item) ? item.get('name') : undefined));
  const isNamed = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
  return names.map((name, index) => `[${isNamed ? restore(name as string) : index}]`);
}
