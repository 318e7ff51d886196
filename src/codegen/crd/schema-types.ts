import { CodegenError } from '../codegen-error';
import { preferredVersion, type Crd, type CrdVersion } from './crd';
import { exclusionsAt } from './exclusive-members';
import { byText, isJsonObject, type JsonObject } from '../json';
import type { Builtin, Declaration, GroupModel, Literal, Place, Property, Resource, Type } from '../type-model';

/** Longer enumerations get a name of their own. */
const MAX_INLINE_LITERALS = 40;

const QUANTITY_PATTERN = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|';

const SCALARS: Readonly<Record<string, Builtin>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

/** The types of one API group. `crds` are of that group, one a kind. */
export function modelOfGroup(group: string, crds: readonly Crd[]): GroupModel {
  const reader = new SchemaReader(group);
  const sorted = [...crds].sort((a, b) => byText(a.kind, b.kind));
  const resources = sorted.flatMap((crd) => {
    const preferred = preferredVersion(crd);
    return [...crd.versions]
      .sort((a, b) => Number(b === preferred) - Number(a === preferred) || byText(a.name, b.name))
      .map((version) => reader.resource(crd, version, version === preferred ? crd.kind : crd.kind + suffix(version)));
  });
  const versions = new Set(crds.flatMap((crd) => crd.versions.map(({ name }) => name)));
  return { group, versions: [...versions].sort(byText), resources, declarations: reader.declarations() };
}

function suffix({ name }: CrdVersion): string {
  return name.replace(/-/g, '').replace(/^./, (letter) => letter.toUpperCase());
}

/** What the construct itself writes, and what the cluster reports. */
const FIXED: readonly string[] = ['apiVersion', 'kind', 'metadata', 'status'];

function withoutFixed(schema: JsonObject): JsonObject {
  if (!isJsonObject(schema['properties'])) return schema;
  const properties = Object.entries(schema['properties']).filter(([name]) => !FIXED.includes(name));
  return { ...schema, properties: Object.fromEntries(properties) };
}

type GrowingDeclaration = Declaration & { description?: string; readonly places: Place[] };

class SchemaReader {
  private readonly byId: GrowingDeclaration[] = [];
  private readonly byKey = new Map<string, GrowingDeclaration>();
  private source = '';

  constructor(private readonly group: string) {}

  declarations(): readonly Declaration[] {
    return this.byId;
  }

  resource(crd: Crd, version: CrdVersion, root: string): Resource {
    this.source = crd.source;
    const place: Place = { root, kind: crd.kind, path: [] };
    const schema = withoutFixed(version.schema);
    const properties = this.properties(schema, place);
    return {
      apiVersion: `${crd.group}/${version.name}`,
      kind: crd.kind,
      root,
      ...described(schema),
      properties,
      open: isOpen(schema) || (properties.length === 0 && !isJsonObject(schema['properties'])),
    };
  }

  private type(schema: unknown, place: Place): Type {
    if (!isJsonObject(schema)) throw this.problem(place, 'no schema', 'an object is expected here', 'mend the schema');
    if ('$ref' in schema) {
      throw this.problem(place, '$ref', 'a CRD schema holds no references', 'write the schema out in full');
    }
    if (isIntOrString(schema)) return builtin(isQuantity(schema) ? 'Quantity' : 'IntOrString');
    return this.literals(schema, place) ?? this.byKind(schema, place);
  }

  private literals(schema: JsonObject, place: Place): Type | undefined {
    const { enum: values } = schema;
    if (!Array.isArray(values)) return undefined;
    const distinct = new Set(values.filter(isLiteral));
    const sorted = [...distinct].sort((a, b) => byText(typeof a, typeof b) || (a < b ? -1 : 1));
    if (sorted.length === 0 || sorted.length < new Set(values.filter((value) => value !== null)).size) return undefined;
    const length = sorted.reduce<number>((sum, value) => sum + JSON.stringify(value).length + ' | '.length, 0);
    if (length <= MAX_INLINE_LITERALS) return { kind: 'literals', values: sorted };
    return this.declared({ kind: 'literals', values: sorted }, place);
  }

  private byKind(schema: JsonObject, place: Place): Type {
    const kind = schema['type'] ?? impliedKind(schema);
    if (kind === undefined) return builtin('unknown');
    if (kind === 'object') return this.object(schema, place);
    if (kind === 'array') {
      const item = schema['items'] ?? {};
      return { kind: 'list', of: this.describedType(item, below(place, '[]')) };
    }
    const scalar = typeof kind === 'string' && Object.hasOwn(SCALARS, kind) ? SCALARS[kind] : undefined;
    if (scalar !== undefined) return builtin(scalar);
    throw this.problem(
      place,
      `type ${JSON.stringify(kind)?.slice(0, 80)}`,
      'a CRD schema knows string, integer, number, boolean, array and object, one at a time',
      'write one of them',
    );
  }

  private object(schema: JsonObject, place: Place): Type {
    const { additionalProperties: additional } = schema;
    const open = isOpen(schema);
    const properties = this.properties(embedded(schema), place);
    if (properties.length === 0) {
      if (place.path.at(-1) === 'metadata' && additional === undefined) return builtin('ObjectMeta');
      if (isJsonObject(additional)) return { kind: 'map', of: this.describedType(additional, below(place, '{}')) };
      return open ? { kind: 'map', of: builtin('unknown') } : builtin('EmptyObject');
    }
    const optional = properties.filter(({ required }) => !required).map(({ name }) => name);
    return this.declared(
      { kind: 'object', properties, open, exclusions: exclusionsAt(this.group, place, optional) },
      place,
    );
  }

  private properties(schema: JsonObject, place: Place): readonly Property[] {
    const { properties = {}, required } = schema;
    if (!isJsonObject(properties)) {
      throw this.problem(place, 'properties', 'a map of schemas is expected', 'mend the schema');
    }
    const demanded = new Set<unknown>(Array.isArray(required) ? required : []);
    return Object.entries(properties)
      .filter(([name]) => !isReportedStatus(name, properties))
      .sort(([a], [b]) => byText(a, b))
      .map(([name, property]) => ({
        name,
        type: this.type(property, { ...place, path: [...place.path, name] }),
        required: demanded.has(name),
        ...described(property),
      }));
  }

  /** The type of an item or a map's value: there is no property to carry its description. */
  private describedType(schema: unknown, place: Place): Type {
    const type = this.type(schema, place);
    const declaration = type.kind === 'declared' ? this.byId[type.declaration.id] : undefined;
    if (declaration) declaration.description ??= described(schema).description;
    return type;
  }

  private declared(shape: Declaration['shape'], place: Place): Type {
    const key = keyOf(shape, ({ id }) => id);
    let declaration = this.byKey.get(key);
    if (!declaration) {
      declaration = { id: this.byId.length, shape, places: [] };
      this.byKey.set(key, declaration);
      this.byId.push(declaration);
    }
    declaration.places.push(place);
    return { kind: 'declared', declaration };
  }

  private problem(place: Place, what: string, why: string, remedy: string): CodegenError {
    const steps = place.path.slice(0, 12).join('.') + (place.path.length > 12 ? '…' : '');
    return new CodegenError({ where: `${this.source}: ${place.root} ${steps}`.trim(), what, why, remedy });
  }
}

/** Equal for structurally equal shapes, whatever their descriptions. */
export function keyOf(shape: Declaration['shape'], idOf: (nested: Declaration) => number): string {
  if (shape.kind === 'literals') return JSON.stringify(shape);
  const { properties, open, exclusions } = shape;
  const members = properties.map(({ name, required, type }) => [name, required, typeKey(type, idOf)]);
  return JSON.stringify([members, open, exclusions]);
}

function typeKey(type: Type, idOf: (nested: Declaration) => number): unknown {
  if (type.kind === 'declared') return idOf(type.declaration);
  if (type.kind === 'literals') return type.values;
  return type.kind === 'builtin' ? type.name : [type.kind, typeKey(type.of, idOf)];
}

function below(place: Place, marker: '[]' | '{}'): Place {
  return { ...place, path: [...place.path.slice(0, -1), `${place.path.at(-1) ?? ''}${marker}`] };
}

function builtin(name: Builtin): Type {
  return { kind: 'builtin', name };
}

function described(schema: unknown): { readonly description?: string } {
  const description = isJsonObject(schema) ? schema['description'] : undefined;
  return typeof description === 'string' && description.trim() !== '' ? { description } : {};
}

function isLiteral(value: unknown): value is Literal {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isIntOrString(schema: JsonObject): boolean {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string') return true;
  const { type, anyOf } = schema;
  if (type !== undefined || !Array.isArray(anyOf) || anyOf.length !== 2) return false;
  const types: readonly unknown[] = anyOf.map((branch: unknown) => (isJsonObject(branch) ? branch['type'] : undefined));
  return types.includes('integer') && types.includes('string');
}

function isQuantity({ pattern }: JsonObject): boolean {
  return typeof pattern === 'string' && pattern.startsWith(QUANTITY_PATTERN);
}

function isOpen(schema: JsonObject): boolean {
  const { additionalProperties: additional } = schema;
  const extended = isJsonObject(schema['properties']) && isJsonObject(additional);
  return schema['x-kubernetes-preserve-unknown-fields'] === true || additional === true || extended;
}

/** The kind that the other keywords presuppose, where `type` is left out. */
function impliedKind(schema: JsonObject): 'object' | 'array' | undefined {
  if ('properties' in schema || isJsonObject(schema['additionalProperties'])) return 'object';
  if (schema['x-kubernetes-embedded-resource'] === true) return 'object';
  return 'items' in schema ? 'array' : undefined;
}

/** What the API server demands of any object within an object. */
function embedded(schema: JsonObject): JsonObject {
  if (schema['x-kubernetes-embedded-resource'] !== true) return schema;
  const { properties, required } = schema;
  return {
    ...schema,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...(isJsonObject(properties) ? properties : {}),
    },
    required: [...(Array.isArray(required) ? (required as readonly unknown[]) : []), 'apiVersion', 'kind'],
  };
}

/** Whether a property is the status of an object within an object, such as a DataVolume template's. */
function isReportedStatus(name: string, siblings: JsonObject): boolean {
  return name === 'status' && 'spec' in siblings && 'metadata' in siblings;
}
