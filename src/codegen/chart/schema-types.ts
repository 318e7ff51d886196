import { CodegenError } from '../codegen-error';
import { isJsonObject, type JsonObject } from '../json';
import {
  BOOLEAN,
  type Definition,
  type Doc,
  intersection,
  JSON_VALUE,
  list,
  map,
  NEVER,
  NULL,
  NUMBER,
  partOf,
  type Property,
  type Shape,
  STRING,
  union,
  type ValueType,
} from './value-types';

/** Where a schema is read. */
interface Place {
  /** Names of the values that lead to it. */
  readonly path: readonly string[];
  /** Whether what stands there is given as a whole, so that nothing of it comes from a default. */
  readonly isWhole: boolean;
}

/** Far more than the largest schemas in the wild, and what a machine reads in a second. */
const MAX_SCHEMAS = 50_000;
/** Beyond it, a definition may get two names where one would do. */
const MAX_LOOKED = 1_000_000;

/** Longer text is no word that a chart chooses between. */
const MAX_LITERAL = 100;

const PLAIN: Readonly<Record<string, ValueType>> = {
  string: STRING,
  integer: NUMBER,
  number: NUMBER,
  boolean: BOOLEAN,
  null: NULL,
};

/** The type of the values that a `values.schema.json` allows: drafts 4 to 2020-12, as far as TypeScript can say it. */
export function typeOfSchema(source: string, schema: unknown, path: readonly string[]): ValueType {
  return new SchemaReader(source, schema, path).read();
}

class SchemaReader {
  private readonly definitions = new Map<string, Definition>();
  private schemas = 0;
  private looked = 0;

  constructor(
    private readonly source: string,
    private readonly root: unknown,
    private readonly path: readonly string[],
  ) {}

  read(): ValueType {
    return this.type(this.root, { path: this.path, isWhole: false });
  }

  private type(schema: unknown, place: Place): ValueType {
    if (++this.schemas > MAX_SCHEMAS)
      throw this.refused(place, 'too large', `more than ${MAX_SCHEMAS} schemas are in it`, WITHOUT_SCHEMA);
    if (schema === true || schema === undefined) return JSON_VALUE;
    if (schema === false) return NEVER;
    if (!isJsonObject(schema)) throw this.refused(place, 'no schema', 'a schema is an object, true or false', MEND);
    const parts = [
      this.referred(schema, place),
      this.own(schema, place),
      ...listOf(schema['allOf']).map((part) => this.type(part, place)),
      ...['anyOf', 'oneOf'].flatMap((keyword) => this.alternatives(schema[keyword], place)),
    ];
    return parts.reduce(intersection);
  }

  private alternatives(given: unknown, place: Place): readonly ValueType[] {
    const types = listOf(given).map((part) => this.type(part, place));
    return types.length === 0 ? [] : [union(types)];
  }

  /** What the keywords beside combinations and references say. */
  private own(schema: JsonObject, place: Place): ValueType {
    if ('const' in schema) return literalType(schema['const']);
    if (Array.isArray(schema['enum'])) return union(schema['enum'].map(literalType));
    const kinds = kindsOf(schema);
    return kinds.length === 0 ? JSON_VALUE : union(kinds.map((kind) => this.ofKind(kind, schema, place)));
  }

  private ofKind(kind: string, schema: JsonObject, place: Place): ValueType {
    if (kind === 'object') return this.object(schema, place);
    if (kind === 'array') return list(this.item(schema, place));
    const plain = Object.hasOwn(PLAIN, kind) ? PLAIN[kind] : undefined;
    if (plain) return plain;
    throw this.refused(place, `the type ${JSON.stringify(kind)}`, 'JSON Schema has no such type', MEND);
  }

  private item(schema: JsonObject, { path }: Place): ValueType {
    const place = { path: partOf(path, '[]'), isWhole: true };
    const first = schema['prefixItems'] ?? (Array.isArray(schema['items']) ? schema['items'] : []);
    const rest = Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items'];
    const all = [...listOf(first), ...(rest === undefined || rest === false ? [] : [rest])];
    return all.length === 0 ? JSON_VALUE : union(all.map((one) => this.type(one, place)));
  }

  private object(schema: JsonObject, place: Place): ValueType {
    const properties = this.properties(schema, place);
    const { additionalProperties: additional } = schema;
    const entry = { path: partOf(place.path, '{}'), isWhole: place.isWhole };
    const patterns = isJsonObject(schema['patternProperties']) ? Object.values(schema['patternProperties']) : [];
    const free = [...patterns, ...(isJsonObject(additional) || additional === true ? [additional] : [])];
    const others: Shape['others'] = free.length > 0 ? 'allowed' : additional === false ? 'refused' : 'unsaid';
    if (properties.size > 0 || free.length === 0) return { kind: 'shape', properties, others };
    return map(union(free.map((one) => this.type(one, entry))));
  }

  private properties(schema: JsonObject, { path, isWhole }: Place): ReadonlyMap<string, Property> {
    const given = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
    const required = new Set(listOf(schema['required']));
    const properties = new Map<string, Property>();
    for (const [name, property] of given) {
      const here = { path: [...path, name], isWhole };
      refuseName(this.source, here.path);
      const type = this.type(property, here);
      properties.set(name, { type, isRequired: isWhole && required.has(name), doc: docOf(property) });
    }
    return properties;
  }

  private referred(schema: JsonObject, place: Place): ValueType {
    if (schema['$recursiveRef'] !== undefined || schema['$dynamicRef'] !== undefined) return this.reference('#', place);
    const target = schema['$ref'];
    if (target === undefined) return JSON_VALUE;
    if (typeof target === 'string' && target.startsWith('#')) return this.reference(target, place);
    const remedy = `write the definition into the schema, or ${WITHOUT_SCHEMA}`;
    throw this.refused(
      place,
      `$ref ${JSON.stringify(target)}`,
      'only what stands in the schema itself is read',
      remedy,
    );
  }

  private reference(target: string, place: Place): ValueType {
    const isWhole = place.isWhole && this.demands(target);
    const id = `${this.path.join('.')}${target}${isWhole ? ' whole' : ''}`;
    const known = this.definitions.get(id);
    if (known) return { kind: 'reference', to: known };
    const name = target.split('/').at(-1) ?? '';
    const definition: Definition = { id, path: [...this.path, name === '#' ? 'root' : name] };
    this.definitions.set(id, definition);
    definition.type = this.type(this.existing(target, place), { path: definition.path, isWhole });
    if (leadsTo(definition.type, definition))
      throw this.refused(place, `$ref ${JSON.stringify(target)}`, 'it leads to itself and to nothing else', MEND);
    return { kind: 'reference', to: definition };
  }

  /** Whether it matters that all of what a definition says is given: whether it demands anything, or what it refers to. */
  private demands(target: string): boolean {
    const seen = new Set([target]);
    const open = [this.pointed(target)];
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next !== 'object' || next === null) continue;
      if (++this.looked > MAX_LOOKED) return true;
      if (isJsonObject(next) && listOf(next['required']).length > 0) return true;
      const reference = isJsonObject(next) ? next['$ref'] : undefined;
      if (typeof reference === 'string' && !seen.has(reference)) {
        seen.add(reference);
        open.push(this.pointed(reference));
      }
      open.push(...(Object.values(next) as unknown[]));
    }
    return false;
  }

  private existing(target: string, place: Place): unknown {
    const found = this.pointed(target);
    if (found !== undefined) return found;
    const why = 'nothing stands there; anchors and ids are not followed';
    throw this.refused(place, `$ref ${JSON.stringify(target)}`, why, WITHOUT_SCHEMA);
  }

  private pointed(target: string): unknown {
    let found: unknown = this.root;
    for (const part of segmentsOf(target)) {
      const holder: unknown = found;
      found =
        typeof holder === 'object' && holder !== null && Object.hasOwn(holder, part)
          ? (holder as Record<string, unknown>)[part]
          : undefined;
    }
    return found;
  }

  private refused({ path }: Place, what: string, why: string, remedy: string): CodegenError {
    return new CodegenError({ where: [this.source, path.join('.')].filter(Boolean).join(' at '), what, why, remedy });
  }
}

const MEND = 'mend the schema';
const WITHOUT_SCHEMA = 'leave the schema out with --no-schema';

/** The parts of a JSON pointer in a fragment. */
function segmentsOf(target: string): readonly string[] {
  const parts = target.slice(1).split('/').slice(1);
  return parts.map((part) => {
    const text = /%[0-9a-f]{2}/i.test(part) ? safeDecoded(part) : part;
    return text.replaceAll('~1', '/').replaceAll('~0', '~');
  });
}

function safeDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a type is, or may be, the definition it stands in, which would be a type of nothing. */
function leadsTo(type: ValueType | undefined, definition: Definition, seen = new Set<Definition>()): boolean {
  if (type?.kind === 'union') return type.members.some((member) => leadsTo(member, definition, seen));
  if (type?.kind !== 'reference') return false;
  if (type.to === definition) return true;
  if (seen.has(type.to)) return false;
  seen.add(type.to);
  return leadsTo(type.to.type, definition, seen);
}

function kindsOf(schema: JsonObject): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  if (['properties', 'additionalProperties', 'patternProperties', 'required'].some((word) => word in schema))
    return ['object'];
  return 'items' in schema || 'prefixItems' in schema ? ['array'] : [];
}

function literalType(value: unknown): ValueType {
  if (value === null) return NULL;
  if (typeof value === 'string' && value.length > MAX_LITERAL) return STRING;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'literal', value };
  return Array.isArray(value) ? list(JSON_VALUE) : map(JSON_VALUE);
}

function docOf(schema: unknown): Doc {
  if (!isJsonObject(schema)) return {};
  const text = [schema['description'], schema['title']].find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof text === 'string' ? { text } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** JavaScript takes this key for the prototype of what it stands in: no program could give such a value. */
export function refuseName(source: string, path: readonly string[]): void {
  if (path.at(-1) !== '__proto__') return;
  throw new CodegenError({
    where: source,
    what: `a value called ${path.join('.')}`,
    why: 'JavaScript takes the name for the prototype of the map it stands in',
    remedy: 'rename the value in the chart',
  });
}
