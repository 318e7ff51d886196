import fc from 'fast-check';
import type { Json } from '../../src/helm/render';
import { anyText, printableText } from './strings';

/**
 * What the render law is tried on, as plain data: a failing case can be read, shrunk and copied into a test. Choices are
 * numbers that are taken modulo what there is to choose from, so that every combination is valid.
 */
export interface LawCase {
  readonly fields: readonly Field[];
  readonly objects: readonly ObjectSpec[];
}

/** A declared value: `depth` groups deep, with what it is first and what it is overridden with. */
export interface Field {
  readonly depth: 0 | 1 | 2;
  readonly type: TypeSpec;
  readonly isOptional: boolean;
  readonly given: 'default' | 'example';
  readonly initial: Json;
  readonly override: { readonly to: Json } | 'keep' | 'null';
}

export type TypeSpec =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'list' | 'map'; readonly item: TypeSpec }
  | {
      readonly kind: 'object';
      readonly members: readonly { readonly type: TypeSpec; readonly isOptional: boolean }[];
    };

export type Pick = number;

export type Node =
  | { readonly node: 'literal'; readonly literal: string | number | boolean }
  | { readonly node: 'list'; readonly items: readonly Node[] }
  | { readonly node: 'map'; readonly entries: readonly (readonly [Key, Node])[] }
  | { readonly node: 'hole'; readonly of: 'any' | 'scalar' | 'collection'; readonly pick: Pick }
  | { readonly node: 'text'; readonly parts: readonly TextPart[] }
  | { readonly node: 'expression'; readonly expression: ExpressionSpec }
  | { readonly node: 'when'; readonly condition: Condition; readonly then: Node; readonly otherwise: Node | undefined }
  | { readonly node: 'forEach'; readonly pick: Pick; readonly body: Node }
  | { readonly node: 'forEachEntry'; readonly pick: Pick; readonly body: Node }
  | { readonly node: 'document'; readonly format: 'yaml' | 'json'; readonly header?: string; readonly root: Node };

export type TextPart = string | Pick;
export type Key = string | readonly TextPart[];

export type ExpressionSpec =
  | {
      readonly fn: 'add' | 'sub' | 'mul' | 'div' | 'mod';
      readonly a: Pick;
      readonly b: Pick | { readonly literal: number };
      readonly then?: { readonly fn: 'add' | 'mul' | 'mod'; readonly literal: number };
    }
  | {
      readonly fn: 'ternary';
      readonly condition: Condition;
      readonly kind: Basic;
      readonly a: Pick;
      readonly b: Pick | { readonly literal: string };
    }
  | { readonly fn: 'default'; readonly kind: Basic; readonly a: Pick; readonly literal: string }
  | { readonly fn: 'join'; readonly pick: Pick; readonly separator: string }
  | { readonly fn: 'builtin'; readonly pick: Pick };

export type Basic = 'string' | 'integer' | 'number' | 'boolean';

export type Condition =
  | { readonly is: 'value'; readonly pick: Pick }
  | { readonly is: 'set'; readonly pick: Pick }
  | {
      readonly is: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
      readonly kind: Basic;
      readonly a: Pick;
      readonly b: Pick | { readonly literal: string };
    }
  | { readonly is: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly is: 'not'; readonly condition: Condition };

/** One object, below the scopes that decide whether and how often it is there. */
export interface ObjectSpec {
  readonly scopes: readonly ({ readonly when: Condition } | { readonly forEach: Pick })[];
  readonly labels: readonly (readonly [string, Node])[];
  readonly spec: Node;
}

const pick = fc.nat({ max: 40 });
/** YAML readers take no long keys. */
const anyKey = anyText.map((text) => [...text].slice(0, 40).join(''));
/** Helm 3.8 takes a key `<<` among values for YAML's merge key when it checks them. */
const printableKey = printableText.map((text) => (text === '<<' ? '<' : [...text].slice(0, 40).join('')));

const octet = fc.nat({ max: 255 });
const hexByte = octet.map((value) => value.toString(16).padStart(2, '0'));
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const dnsLabel = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
const integer = fc.oneof(
  fc.integer({ min: -10, max: 10 }),
  fc.constantFrom(0, 1_000_000, 2_097_152, -1_000_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.maxSafeInteger(),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, 1e-7, 1.5e-9, 0.1, -2.5, 1e6, 1_048_576, 123_456_789.125, 1e15, -3),
  fc.double({ noNaN: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
);

/** Valid values of every kind that `Values` offers. */
export const SCALARS = {
  string: printableText,
  integer,
  number,
  boolean: fc.boolean(),
  enum: fc.constantFrom('no', 'soft', '{{ x }}', '1e3'),
  quantity: fc.constantFrom('4Gi', '500m', '1', '1e3', '0.5', '12E'),
  duration: fc.constantFrom('90s', '1h30m', '1.5h'),
  ipAddress: fc.oneof(ipv4, fc.constantFrom('::1', '2001:db8::1', '::ffff:10.0.0.1')),
  cidr: fc.oneof(
    fc.tuple(ipv4, fc.nat({ max: 32 })).map(([address, length]) => `${address}/${length}`),
    fc.constant('fd00::/8'),
  ),
  macAddress: fc.oneof(
    fc
      .tuple(fc.constantFrom('02', '52', 'a6', '00'), hexByte, hexByte, hexByte, hexByte, hexByte)
      .map((bytes) => bytes.join(':')),
    fc.constant('52:54:00:12:34:56'),
  ),
  image: fc.constantFrom('nginx', 'nginx:1.10', 'registry.example.com:5000/a/b:v1', `x@sha256:${'0'.repeat(64)}`),
  dnsLabel: fc.oneof(dnsLabel, fc.constantFrom('no', '0755', '1e3', 'null')),
  secretName: fc.oneof(dnsLabel, fc.constantFrom('a.b', '1.10')),
  port: fc.integer({ min: 1, max: 65535 }),
  nodePort: fc.integer({ min: 30000, max: 32767 }),
  vlanId: fc.integer({ min: 0, max: 4094 }),
} as const satisfies Record<string, fc.Arbitrary<string | number | boolean>>;

export type ScalarKind = keyof typeof SCALARS;
export const SCALAR_KINDS = Object.keys(SCALARS) as ScalarKind[];

const scalarType: fc.Arbitrary<TypeSpec> = fc
  .constantFrom(...SCALAR_KINDS, 'boolean' as const, 'integer' as const, 'string' as const)
  .map((kind) => ({ kind }));

function typeOf(depth: number): fc.Arbitrary<TypeSpec> {
  if (depth === 0) return scalarType;
  const below = typeOf(depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: scalarType },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('list' as const, 'map' as const), below)
        .map(([kind, item]) => ({ kind, item })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(
          fc
            .record({ type: below, isOptional: fc.boolean() })
            // Groups of values are always there.
            .map((member) => ({ ...member, isOptional: member.isOptional && member.type.kind !== 'object' })),
          { minLength: 0, maxLength: 3 },
        )
        .map((members) => ({ kind: 'object' as const, members })),
    },
  );
}

/** Name of a member of an object type. */
export function memberName(index: number): string {
  return `m${index}`;
}

/** Values that a type takes. */
export function valueOf(type: TypeSpec): fc.Arbitrary<Json> {
  switch (type.kind) {
    case 'list':
      return fc.array(valueOf(type.item), { maxLength: 3 });
    case 'map':
      return fc
        .array(fc.tuple(printableKey, valueOf(type.item)), { maxLength: 3 })
        .map((entries) => Object.fromEntries(entries));
    case 'object':
      return fc
        .tuple(
          ...type.members.map(({ type: member, isOptional }) =>
            isOptional ? fc.option(valueOf(member), { nil: undefined }) : valueOf(member),
          ),
        )
        .map((values) =>
          Object.fromEntries(
            values.flatMap((value, index) => (value === undefined ? [] : [[memberName(index), value]])),
          ),
        );
    default:
      return SCALARS[type.kind];
  }
}

const field: fc.Arbitrary<Field> = typeOf(2)
  // A group of named values is an object already; object types stand in lists and maps.
  .map((type): TypeSpec => (type.kind === 'object' ? { kind: 'map', item: type } : type))
  .chain((type) =>
    fc.record({
      depth: fc.constantFrom(0, 1, 2),
      type: fc.constant(type),
      isOptional: fc.boolean(),
      given: fc.constantFrom('default', 'example'),
      initial: valueOf(type),
      override: fc.oneof(
        { weight: 3, arbitrary: fc.record({ to: valueOf(type) }) },
        { weight: 1, arbitrary: fc.constantFrom('keep' as const, 'null' as const) },
      ),
    }),
  );

const basic = fc.constantFrom<Basic>('string', 'integer', 'number', 'boolean');
const pickOrText = fc.oneof(pick, fc.record({ literal: anyText }));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    fc.record({ is: fc.constant('value' as const), pick }),
    fc.record({ is: fc.constant('set' as const), pick }),
    fc.record({ is: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), kind: basic, a: pick, b: pickOrText }),
    fc.record({
      is: fc.constantFrom('and', 'or'),
      conditions: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('not' as const), condition: tie('condition') }),
  ),
}));

const smallInteger = fc.oneof(fc.integer({ min: -7, max: 7 }), fc.constantFrom(1_000_000, 4_294_967_311));
const nonZero = smallInteger.map((value) => (value === 0 ? 3 : value));

const expression: fc.Arbitrary<ExpressionSpec> = fc.oneof(
  fc.record({
    fn: fc.constantFrom('add', 'sub', 'mul'),
    a: pick,
    b: fc.oneof(pick, fc.record({ literal: smallInteger })),
    then: fc.option(
      fc.oneof(
        fc.record({ fn: fc.constantFrom('add', 'mul'), literal: smallInteger }),
        fc.record({ fn: fc.constant('mod' as const), literal: nonZero }),
      ),
      { nil: undefined },
    ),
  }),
  fc.record({ fn: fc.constantFrom('div', 'mod'), a: pick, b: fc.record({ literal: nonZero }) }),
  fc.record({ fn: fc.constant('ternary' as const), condition, kind: basic, a: pick, b: pickOrText }),
  fc.record({ fn: fc.constant('default' as const), kind: basic, a: pick, literal: anyText }),
  fc.record({ fn: fc.constant('join' as const), pick, separator: anyText }),
  fc.record({ fn: fc.constant('builtin' as const), pick }),
);

const textParts: fc.Arbitrary<readonly TextPart[]> = fc.oneof(
  fc.array(fc.oneof(anyText, pick), { minLength: 1, maxLength: 5 }),
  fc
    .tuple(
      fc.constantFrom('#!/bin/sh\necho ', 'a {\n', 'first\n', 'x: '),
      pick,
      fc.constantFrom('\nb\n', '\n{', '\n  end\n', ' {{ y }}\nz', '\n\ttab'),
      pick,
      fc.constantFrom('.', '\ndone\n', ' {{', '%\n'),
    )
    .map((parts) => [...parts]),
);
const literal: fc.Arbitrary<Node> = fc.record({
  node: fc.constant('literal' as const),
  literal: fc.oneof(
    { weight: 4, arbitrary: anyText },
    { weight: 1, arbitrary: fc.oneof(fc.boolean(), integer, number, fc.constantFrom(1e21, 1e-7, -0, 5e-324, 1.7e200)) },
  ),
});
const hole: fc.Arbitrary<Node> = fc.record({
  node: fc.constant('hole' as const),
  of: fc.constantFrom('any', 'scalar', 'collection'),
  pick,
});
const mixed: fc.Arbitrary<Node> = fc.record({ node: fc.constant('text' as const), parts: textParts });
const computed: fc.Arbitrary<Node> = fc.record({ node: fc.constant('expression' as const), expression });
const key: fc.Arbitrary<Key> = fc.oneof(
  { weight: 4, arbitrary: anyKey },
  { weight: 1, arbitrary: fc.array(fc.oneof(anyKey, pick), { minLength: 1, maxLength: 3 }) },
);
const header = fc.constantFrom(undefined, '#cloud-config', '## template: jinja\n#cloud-config', '# {{ x }}');

const trees = fc.letrec<{
  node: Node;
  item: Node;
  entry: Node;
  map: Node;
  list: Node;
  document: Node;
  forEachEntry: Node;
}>((tie) => {
  const whenOf = (name: 'item' | 'entry'): fc.Arbitrary<Node> =>
    fc.record({
      node: fc.constant('when' as const),
      condition,
      then: tie(name),
      otherwise: fc.option(tie(name), { nil: undefined }),
    });
  const branches: fc.Arbitrary<Node> = fc.record({
    node: fc.constant('when' as const),
    condition,
    then: tie('node'),
    otherwise: tie('node'),
  });
  const options = { depthIdentifier: 'tree', maxDepth: 4, depthSize: 'medium' } as const;
  return {
    map: fc.record({
      node: fc.constant('map' as const),
      entries: fc.array(fc.tuple(key, tie('entry')), { maxLength: 3 }),
    }),
    list: fc.record({ node: fc.constant('list' as const), items: fc.array(tie('item'), { maxLength: 3 }) }),
    document: fc
      .record({
        node: fc.constant('document' as const),
        format: fc.constantFrom('yaml', 'json'),
        header,
        root: fc.oneof(tie('map'), tie('list'), tie('forEachEntry'), mixed, branches),
      })
      .map((node) => (node.format === 'json' ? { ...node, header: undefined } : node)),
    forEachEntry: fc.record({ node: fc.constant('forEachEntry' as const), pick, body: tie('entry') }),
    node: fc.oneof(
      options,
      literal,
      hole,
      mixed,
      computed,
      tie('map'),
      tie('list'),
      tie('document'),
      tie('forEachEntry'),
    ),
    entry: fc.oneof(
      options,
      literal,
      hole,
      mixed,
      computed,
      tie('node'),
      tie('document'),
      whenOf('entry'),
      tie('map'),
      tie('list'),
    ),
    item: fc.oneof(
      options,
      literal,
      hole,
      tie('node'),
      whenOf('item'),
      fc.record({ node: fc.constant('forEach' as const), pick, body: tie('item') }),
    ),
  } as const;
});

const rootMap: fc.Arbitrary<Node> = fc.record({
  node: fc.constant('map' as const),
  entries: fc.array(fc.tuple(key, trees.entry), { minLength: 2, maxLength: 5 }),
});

const object: fc.Arbitrary<ObjectSpec> = fc.record({
  scopes: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 2,
      arbitrary: fc.array(fc.oneof(fc.record({ when: condition }), fc.record({ forEach: pick })), {
        minLength: 1,
        maxLength: 2,
      }),
    },
  ),
  labels: fc.oneof(
    fc.constant([]),
    fc.array(fc.tuple(fc.constantFrom('app', 'app.kubernetes.io/name', 'x'), fc.oneof(mixed, literal)), {
      maxLength: 2,
    }),
  ),
  spec: rootMap,
});

export const lawCase: fc.Arbitrary<LawCase> = fc.record({
  fields: fc.array(field, { minLength: 4, maxLength: 10 }),
  objects: fc.array(object, { minLength: 1, maxLength: 3 }),
});
