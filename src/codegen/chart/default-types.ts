import type { Document, Node, Scalar } from 'yaml';
import { isMap, isScalar } from 'yaml';

import type { Json } from '../../helm';
import { CodegenError } from '../codegen-error';
import { isJsonObject } from '../json';
import { refuseName } from './schema-types';
import {
  BOOLEAN,
  type Doc,
  EMPTY,
  JSON_VALUE,
  list,
  map,
  NULL,
  NUMBER,
  partOf,
  type Property,
  STRING,
  union,
  type ValueType,
} from './value-types';

/** A values.yaml: its data, and the text whose comments tell what the values mean. */
export interface ValuesFile {
  readonly source: string;
  readonly text: string;
  readonly document: Document.Parsed;
  readonly data: Readonly<Record<string, Json>>;
}

/** Types of the values that a values.yaml shows, in its order, with its comments. */
export function typeOfDefaults(file: ValuesFile): ValueType {
  return new DefaultsReader(file).read();
}

/** Kubernetes' own fields, whose keys or members a chart hands on: the default shows some of them only. */
const OF_KUBERNETES = /(resources|requests|limits|affinity|securityContext|probe|strategy|dnsConfig|sysctls)$/i;
const LABELS = /(annotations|labels|nodeSelector)$/i;

/** What an empty text is the lack of, in charts that hand numbers to Kubernetes. */
const NUMERIC_NAME = /(port|ports|count|replicas|seconds|size|limit)$/i;

/** What the chart's author calls a value; any other key is somebody's own. */
const KEY = /^[A-Za-z_][\w-]*$/;

/** As helm-docs has it: `# -- (int) What it means`. */
const HINTS: Readonly<Record<string, ValueType>> = {
  string: STRING,
  int: NUMBER,
  integer: NUMBER,
  float: NUMBER,
  number: NUMBER,
  bool: BOOLEAN,
  boolean: BOOLEAN,
  list: list(JSON_VALUE),
  array: list(JSON_VALUE),
  object: map(JSON_VALUE),
  dict: map(JSON_VALUE),
  map: map(JSON_VALUE),
};

const SECRET_NAME = /(pass(word|phrase|wd)?|secret|token|credentials?|key)$/i;
const MAX_FALLBACK = 60;
const MAX_COMMENT_LINES = 100;
const MAX_DEPTH = 100;

interface Comment {
  readonly text: string;
  readonly hint?: ValueType;
}

class DefaultsReader {
  private readonly lines: readonly string[];
  private readonly lineStarts: readonly number[];
  private readonly parameters: ReadonlyMap<string, string>;

  constructor(private readonly file: ValuesFile) {
    this.lines = file.text.split('\n');
    let offset = 0;
    this.lineStarts = this.lines.map((line) => {
      const start = offset;
      offset += line.length + 1;
      return start;
    });
    this.parameters = new Map(
      this.lines.flatMap((line) => {
        // As Bitnami's readme generator has it: `## @param image.tag [nullable] What it means`.
        const found = /^\s*##? @param (\S+)\s+((?:\[[^\]]*\]\s*)*)(.*)$/.exec(line);
        return found ? [[found[1] ?? '', found[3] ?? ''] as const] : [];
      }),
    );
  }

  read(): ValueType {
    return this.map(this.file.data, this.file.document.contents, []);
  }

  private type(value: unknown, node: unknown, path: readonly string[], hint?: ValueType): ValueType {
    if (path.length > MAX_DEPTH) throw tooDeep(this.file.source);
    const name = path.at(-1) ?? '';
    if (value === null) return hint ? union([hint, NULL]) : JSON_VALUE;
    if (typeof value === 'string') return value === '' && NUMERIC_NAME.test(name) ? union([STRING, NUMBER]) : STRING;
    if (typeof value === 'number' || typeof value === 'bigint') return NUMBER;
    if (typeof value === 'boolean') return BOOLEAN;
    if (Array.isArray(value)) return list(this.item(value, path));
    if (!isJsonObject(value)) return JSON_VALUE;
    if (OF_KUBERNETES.test(name)) return map(JSON_VALUE);
    return LABELS.test(name) ? this.freeMap(Object.entries(value), path, STRING) : this.map(value, node, path);
  }

  private map(value: Readonly<Record<string, unknown>>, node: unknown, path: readonly string[]): ValueType {
    const entries = Object.entries(value);
    if (entries.length === 0) return path.length === 0 ? EMPTY : map(JSON_VALUE);
    if (path.length > 0 && entries.some(([key]) => !KEY.test(key))) return this.freeMap(entries, path);
    const properties = new Map<string, Property>();
    const nodes = nodesOf(node);
    for (const [key, entry] of entries) {
      const here = [...path, key];
      refuseName(this.file.source, here);
      const found = nodes.get(key);
      const comment = this.comment(found?.key, here);
      properties.set(key, {
        type: this.type(entry, found?.value, here, comment?.hint),
        isRequired: false,
        doc: { ...(comment ? { text: comment.text } : {}), ...fallbackOf(key, entry) },
      });
    }
    return { kind: 'shape', properties, others: 'unsaid' };
  }

  private freeMap(
    entries: readonly (readonly [string, unknown])[],
    path: readonly string[],
    ...others: readonly ValueType[]
  ): ValueType {
    const types = [...others, ...entries.map(([, entry]) => this.type(entry, undefined, partOf(path, '{}')))];
    return map(types.every(({ kind }) => kind === 'plain') ? union(types) : JSON_VALUE);
  }

  /** The items are examples: what they hold has these types, and there may be more in others. */
  private item(items: readonly unknown[], path: readonly string[]): ValueType {
    if (items.length === 0) return JSON_VALUE;
    const maps = items.filter(isJsonObject);
    const others = items.filter((item) => !isJsonObject(item));
    const types = others.map((item) => this.type(item, undefined, partOf(path, '[]')));
    if (maps.length > 0) types.push(this.example(maps, partOf(path, '[]')));
    return union(types);
  }

  private example(maps: readonly Readonly<Record<string, unknown>>[], path: readonly string[]): ValueType {
    const entries = new Map<string, ValueType[]>();
    for (const [key, value] of maps.flatMap((one) => Object.entries(one))) {
      refuseName(this.file.source, [...path, key]);
      const types = entries.get(key);
      const type = this.type(value, undefined, [...path, key]);
      if (types) types.push(type);
      else entries.set(key, [type]);
    }
    const properties = [...entries].map(([key, types]): [string, Property] => [
      key,
      { type: union(types), isRequired: false, doc: {} },
    ]);
    return { kind: 'shape', properties: new Map(properties), others: 'allowed' };
  }

  private comment(key: Scalar | undefined, path: readonly string[]): Comment | undefined {
    const parameter = this.parameters.get(path.join('.'));
    if (parameter) return { text: parameter };
    const [start] = key?.range ?? [];
    return start === undefined ? undefined : this.helmDocs(this.lineAt(start));
  }

  /** The comment above a line from its last `# --` on. */
  private helmDocs(line: number): Comment | undefined {
    const text: string[] = [];
    for (let above = line - 1; above >= Math.max(0, line - MAX_COMMENT_LINES); above--) {
      const comment = /^\s*#+ ?(.*?)\r?$/.exec(this.lines[above] ?? '')?.[1];
      if (comment === undefined) return undefined;
      const first = /^(?:[^\s@]\S* )?--(?: (?:\(([a-z]+)[^)]*\) ?)?(.*))?$/.exec(comment);
      if (!first) {
        // `@default --`, `@section --` and the like speak to the generator of a README.
        if (!comment.startsWith('@')) text.unshift(comment);
        continue;
      }
      const [, hint = '', rest = ''] = first;
      const type = Object.hasOwn(HINTS, hint) ? HINTS[hint] : undefined;
      return { text: [rest, ...text].join('\n').trim(), ...(type ? { hint: type } : {}) };
    }
    return undefined;
  }

  private lineAt(offset: number): number {
    let [low, high] = [0, this.lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

function tooDeep(where: string): CodegenError {
  const why = `values are read down to ${MAX_DEPTH} levels`;
  return new CodegenError({ where, what: 'nested too deeply', why, remedy: 'give a chart with fewer levels' });
}

interface Entry {
  readonly key: Scalar;
  readonly value: Node | null;
}

/** Where the entries of a map stand in the text; an alias stands elsewhere. */
function nodesOf(node: unknown): ReadonlyMap<string, Entry> {
  if (!isMap(node)) return new Map();
  return new Map(
    node.items.flatMap(({ key, value }) =>
      isScalar(key) ? [[String(key.value), { key, value: value as Node | null }] as const] : [],
    ),
  );
}

/** The default of a scalar, unless it may be a password. */
function fallbackOf(name: string, value: unknown): Doc {
  if (typeof value === 'object' || (typeof value === 'string' && value !== '' && SECRET_NAME.test(name))) return {};
  const text = JSON.stringify(value);
  return text.length > MAX_FALLBACK ? {} : { fallback: text };
}
