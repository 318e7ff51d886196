import type { Json } from './render';
import type { ValueDescriptor } from './value-type';
import { UNPRINTABLE_PATTERN } from './yaml-scalar';

/**
 * `values.schema.json` in the subset of draft-07 that every Helm from 3.8 to 4.2 reads alike: closed objects with `global`
 * and `enabled` at the root (a chart without them breaks as a subchart), bounded numbers, RE2-safe patterns, no `$ref`.
 */
export function schemaOf(title: string, values: ValueDescriptor, embedded: ReadonlySet<ValueDescriptor>): Json {
  const root = objectSchema(values, embedded);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...root,
    properties: {
      ...(root.properties as Record<string, Json>),
      global: { type: 'object', description: 'Values shared with other charts of the release' },
      enabled: { type: 'boolean', description: 'Read by a parent chart that has this chart as a dependency' },
    },
  };
}

/** Whether a value must be present: it has a default in values.yaml, or whoever installs the chart must give it. */
function isRequired(type: ValueDescriptor): boolean {
  return !type.optional;
}

function objectSchema(type: ValueDescriptor, embedded: ReadonlySet<ValueDescriptor>): Record<string, Json> {
  const properties = Object.entries(type.properties ?? {});
  const required = properties.filter(([, property]) => isRequired(property)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, property]) => [name, describe(property, embedded)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function describe(type: ValueDescriptor, embedded: ReadonlySet<ValueDescriptor>): Json {
  const { description } = type;
  return { ...(description === undefined ? {} : { description }), ...bare(type, embedded) };
}

function bare(type: ValueDescriptor, embedded: ReadonlySet<ValueDescriptor>): Record<string, Json> {
  switch (type.kind) {
    case 'object':
      return objectSchema(type, embedded);
    case 'list':
      return {
        type: 'array',
        items: describe(itemOf(type), embedded),
        ...given({ minItems: type.minItems, maxItems: type.maxItems }),
      };
    case 'map':
      return {
        type: 'object',
        additionalProperties: describe(itemOf(type), embedded),
        ...(type.keyPattern === undefined ? {} : { propertyNames: { pattern: type.keyPattern } }),
      };
    case 'string':
      return {
        type: 'string',
        ...given({ enum: type.enum, pattern: type.pattern, minLength: type.minLength, maxLength: type.maxLength }),
        ...(embedded.has(type) && !type.pattern && !type.enum ? { not: { pattern: UNPRINTABLE_PATTERN } } : {}),
      };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return { type: type.kind, ...given({ minimum: type.minimum, maximum: type.maximum }) };
  }
}

function itemOf(type: ValueDescriptor): ValueDescriptor {
  if (!type.item) throw new Error(`a ${type.kind} value has no item type`);
  return type.item;
}

function given(facets: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(facets).filter((facet): facet is [string, Json] => facet[1] !== undefined));
}
