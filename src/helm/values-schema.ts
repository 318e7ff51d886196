import type { Json } from './render';
import { MAX_KEY_LENGTH, type ValueDescriptor } from './value-type';
import { PRINTABLE_PATTERN, UNPRINTABLE_PATTERN } from './yaml-scalar';

/** What a parent chart puts among the values of its dependencies; a closed schema without them breaks as a subchart. */
const FOR_PARENTS = {
  global: { type: 'object', description: 'Values shared with other charts of the release' },
  enabled: { type: 'boolean', description: 'Read by a parent chart that has this chart as a dependency' },
};

/**
 * `values.schema.json` in the subset of draft-07 that every Helm from 3.8 to 4.2 reads alike: closed objects with `global`
 * and `enabled` at the root (a chart without them breaks as a subchart), bounded numbers, RE2-safe patterns, no `$ref`.
 */
export function schemaOf(title: string, values: ValueDescriptor, subcharts: readonly string[] = []): Json {
  const root = objectSchema(values);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...root,
    properties: {
      ...FOR_PARENTS,
      ...(root.properties as Record<string, Json>),
      ...Object.fromEntries(
        subcharts.map((name) => [name, { type: 'object', description: `Values of the ${name} chart` }]),
      ),
    },
  };
}

/** Whether a value must be present: it has a default in values.yaml, or whoever installs the chart must give it. */
function isRequired(type: ValueDescriptor): boolean {
  return !type.optional;
}

function objectSchema(type: ValueDescriptor): Record<string, Json> {
  const properties = Object.entries(type.properties ?? {});
  const required = properties.filter(([, property]) => isRequired(property)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, property]) => [name, describe(property)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function describe(type: ValueDescriptor): Json {
  const { description } = type;
  const schema = bare(type);
  return { ...given({ description }), ...schema, ...(type.optional ? orNull(schema) : {}) };
}

/** `null` takes an optional value away. */
function orNull(schema: Record<string, Json>): Record<string, Json> {
  const { type, enum: members } = schema as { type: string; enum?: readonly Json[] };
  return { type: [type, 'null'], ...given({ enum: members && [...members, null] }) };
}

function bare(type: ValueDescriptor): Record<string, Json> {
  switch (type.kind) {
    case 'object':
      return objectSchema(type);
    case 'list':
      return {
        type: 'array',
        items: describe(itemOf(type)),
        ...given({ minItems: type.minItems, maxItems: type.maxItems }),
      };
    case 'map':
      return {
        type: 'object',
        additionalProperties: describe(itemOf(type)),
        propertyNames: { ...printable(type.keyPattern, true), maxLength: MAX_KEY_LENGTH },
      };
    case 'string':
      return {
        type: 'string',
        ...(type.enum ? { enum: type.enum } : printable(type.pattern, type.label === undefined)),
        ...given({ minLength: type.minLength, maxLength: type.maxLength }),
      };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return { type: type.kind, ...given({ minimum: type.minimum, maximum: type.maximum }) };
  }
}

/**
 * Text of printable characters, tabs and line breaks: Helm 3 refuses most others in any value, and the rest cannot be
 * carried into documents and blocks.
 */
function printable(pattern: string | undefined, isFree: boolean): Record<string, Json> {
  if (pattern === undefined) return { pattern: PRINTABLE_PATTERN };
  return { pattern, ...(isFree ? { not: { type: 'string', pattern: UNPRINTABLE_PATTERN } } : {}) };
}

function itemOf(type: ValueDescriptor): ValueDescriptor {
  if (!type.item) throw new Error(`a ${type.kind} value has no item type`);
  return type.item;
}

function given(facets: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(facets).filter((facet): facet is [string, Json] => facet[1] !== undefined));
}
