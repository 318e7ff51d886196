import { type ChartContents, dataIn } from './chart-contents';

type Data = Readonly<Record<string, unknown>>;

/** What is said of one value of a chart. */
export interface ValueFacts {
  readonly type: string;
  /** Undefined where values.yaml has none. */
  readonly fallback: unknown;
  /** Whether what it is part of is refused without it. */
  readonly isRequired: boolean;
  /** Keywords that narrow what it may be. */
  readonly bounds: Data;
  /** Whether it is there for the values in it, each of which has a name. */
  readonly isGroup: boolean;
}

/** Says nothing about which values are accepted. */
const ANNOTATIONS = ['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'];
/** Followed, or compared by themselves. */
const STRUCTURE = ['type', 'properties', 'required', 'items', '$ref', 'definitions', '$defs', 'readOnly', 'writeOnly'];
const NO_BOUNDS = new Set([...ANNOTATIONS, ...STRUCTURE]);
const MAX_DEPTH = 32;

/**
 * Every value of a chart by its path: what the schema declares, with the defaults of values.yaml; what values.yaml
 * alone holds where the schema does not reach.
 */
export function valuesOf(chart: ChartContents): Map<string, ValueFacts> {
  const values = new Map<string, ValueFacts>();
  const schema = dataIn(chart, 'values.schema.json');
  collect(values, {
    schema,
    root: schema,
    fallback: dataIn(chart, 'values.yaml'),
    path: '',
    isRequired: true,
    depth: 0,
  });
  values.delete('');
  return values;
}

interface Place {
  readonly schema: Data;
  readonly root: Data;
  readonly fallback: unknown;
  readonly path: string;
  readonly isRequired: boolean;
  readonly depth: number;
}

function collect(values: Map<string, ValueFacts>, place: Place): void {
  const schema = resolved(place.schema, place.root);
  const isDeep = place.depth >= MAX_DEPTH;
  const below = isDeep ? [] : members(schema, place);
  values.set(place.path, {
    type: typeOf(schema, place.fallback),
    fallback: place.fallback,
    isRequired: place.isRequired,
    bounds: boundsOf(schema),
    isGroup: below.length > 0,
  });
  for (const member of [...below, ...(isDeep ? [] : elements(schema, place))]) collect(values, member);
}

/** Only references within the file are followed; charts that every Helm reads have no others. */
function resolved(schema: Data, root: Data): Data {
  const reference = schema.$ref;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((data, key) => mapOf(data)[key], root);
  return mapOf(target);
}

function members(schema: Data, place: Place): Place[] {
  const declared = mapOf(schema.properties);
  const given = mapOf(place.fallback);
  const isMap = Object.keys(declared).length === 0 && Object.keys(schema).length > 0;
  const undeclared = isMap || isDescribed(schema.additionalProperties) ? [] : Object.keys(given);
  const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
  return [...new Set([...Object.keys(declared), ...undeclared])].map((key) => ({
    ...place,
    schema: mapOf(declared[key]),
    fallback: given[key],
    path: place.path === '' ? key : `${place.path}.${key}`,
    isRequired: place.isRequired && required.includes(key),
    depth: place.depth + 1,
  }));
}

/** Items of a list, and entries of a map whose keys the operator chooses. */
function elements(schema: Data, place: Place): Place[] {
  return Object.entries({ '[]': schema.items, '.*': schema.additionalProperties })
    .filter(([, of]) => isDescribed(of))
    .map(([suffix, of]) => ({
      ...place,
      schema: mapOf(of),
      fallback: undefined,
      path: `${place.path}${suffix}`,
      isRequired: true,
      depth: place.depth + 1,
    }));
}

function boundsOf(schema: Data): Data {
  const isBound = ([keyword, bound]: [string, unknown]): boolean =>
    !NO_BOUNDS.has(keyword) && !(keyword === 'additionalProperties' && isDescribed(bound));
  return Object.fromEntries(Object.entries(schema).filter(isBound));
}

/** Whether it is a schema that says something. */
function isDescribed(schema: unknown): boolean {
  return Object.keys(mapOf(schema)).length > 0;
}

function typeOf(schema: Data, fallback: unknown): string {
  if (Array.isArray(schema.type)) return [...(schema.type as string[])].sort().join(' or ');
  if (typeof schema.type === 'string') return schema.type;
  if (fallback === undefined || fallback === null) return 'any';
  if (Array.isArray(fallback)) return 'array';
  return typeof fallback;
}

function mapOf(data: unknown): Data {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Data) : {};
}
