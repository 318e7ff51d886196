import type { LoopVariable } from './expression';
import { HelmValue } from './helm-value';
import type { ValueDescriptor } from './value-type';

declare const UNIT: unique symbol;
declare const ITEM: unique symbol;

/** A value kind of its own: it fits where text or a number is taken, but plain text or a plain number is not it. */
type Unit<Base, Name extends string> = Base & { readonly [UNIT]: Name };

/** What may be written for a value in an expression: plain text or a plain number where the value has a kind of its own. */
export type Plain<T> = T extends { readonly [UNIT]: string } ? (T extends string ? string : number) : T;

/** A Kubernetes quantity, such as `4Gi` or `500m`. */
export type Quantity = Unit<string, 'quantity'>;
/** A duration as Go writes it, such as `1h30m`. */
export type DurationText = Unit<string, 'duration'>;
/** An IPv4 or IPv6 address without prefix length. */
export type IpAddress = Unit<string, 'IP address'>;
/** A subnet or an address with prefix length. */
export type Cidr = Unit<string, 'CIDR'>;
/** A MAC address, six lower-case octets with colons. */
export type MacAddress = Unit<string, 'MAC address'>;
/** A TCP or UDP port. */
export type Port = Unit<number, 'port'>;
/** A VLAN id, 0 to 4094. */
export type VlanId = Unit<number, 'VLAN id'>;
/** A container image reference. */
export type ImageReference = Unit<string, 'image'>;
/** A DNS-1123 label. */
export type DnsLabel = Unit<string, 'DNS label'>;
/** The name of a Secret in the release's namespace. */
export type SecretName = Unit<string, 'Secret name'>;

type QuantitySuffix =
  '' | 'n' | 'u' | 'm' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';
/** How a quantity is written in TypeScript. */
export type QuantityText = `${number}${QuantitySuffix}`;
/** How a MAC address is written in TypeScript. */
export type MacAddressText = `${string}:${string}:${string}:${string}:${string}:${string}`;
/** How a subnet is written in TypeScript. */
export type CidrText = `${string}/${number}`;

/**
 * A declared kind of value: what it is called in the chart, its default and bounds.
 * `T` is the type of a reference to it, `Literal` the type of a value given for it in TypeScript.
 */
export class ValueType<out T = unknown, out Literal = unknown> {
  /** Carries the types only; never present at run time. */
  declare protected readonly _types: readonly [T, Literal];

  /** @internal */
  constructor(
    /** What is known of the value. */
    readonly descriptor: ValueDescriptor,
  ) {}
}

/** The type of a map of named values, which a chart's values are. */
export class ObjectType<out P extends ValueProperties = ValueProperties> extends ValueType<
  { readonly [K in keyof P]: TypeOf<P[K]> },
  Overrides<P>
> {
  declare protected readonly _properties: P;
}

/** The type of a list value. */
export class ListType<out E extends ValueType = ValueType> extends ValueType<
  readonly TypeOf<E>[],
  readonly LiteralOf<E>[]
> {
  declare protected readonly _item: E;
}

/** The type of a map value with free keys. */
export class MapType<out E extends ValueType = ValueType> extends ValueType<
  Readonly<Record<string, TypeOf<E>>>,
  Readonly<Record<string, LiteralOf<E>>>
> {
  declare protected readonly _item: E;
}

/** Named values; the names are identifiers, so that `--set` paths need no escaping. */
export type ValueProperties = Readonly<Record<string, ValueType>>;

type TypeOf<E> = E extends ValueType<infer T> ? T : never;
type LiteralOf<E> = E extends ValueType<unknown, infer Literal> ? Literal : never;

/** Values given for some of the declared ones. */
export type Overrides<P> = {
  readonly [K in keyof P]?: P[K] extends ObjectType<infer Q> ? Overrides<Q> : LiteralOf<P[K]>;
};

/** Values given for a chart whose values are of type `V`. */
export type ValuesOf<V> = V extends ObjectType<infer P> ? Overrides<P> : never;

/** A reference to a list or a map of items declared by `E`. */
export type CollectionRef<E extends ValueType, T = unknown> = HelmValue<T> & { readonly [ITEM]?: E };

/** A reference to a declared value, with a property for each value inside it. */
export type Ref<E> =
  E extends ObjectType<infer P>
    ? HelmValue<TypeOf<E>> & { readonly [K in keyof P]: Ref<P[K]> }
    : E extends ListType<infer I> | MapType<infer I>
      ? CollectionRef<I, TypeOf<E>>
      : HelmValue<TypeOf<E>>;

interface CommonOptions<Literal> {
  /** What the value means to whoever installs the chart, with its unit. Stands in values.yaml, schema and README. */
  readonly description?: string;
  /** @default - none: whoever installs the chart must give the value, and `example` is required */
  readonly default?: Literal;
  /** Used for manifests and lint where there is no default. */
  readonly example?: Literal;
  /** Whether the value may be left out; the entry or item it stands in is then left out too. @default false */
  readonly optional?: boolean;
}

export interface StringValueOptions extends CommonOptions<string> {
  /** Regular expression in the common subset of RE2 and ECMAScript: no look-around, no back references. */
  readonly pattern?: string;
  /** In characters. @default 0 */
  readonly minLength?: number;
  /** In characters. @default - unbounded */
  readonly maxLength?: number;
}

export interface NumberValueOptions extends CommonOptions<number> {
  /** @default - the lowest integer that survives a float, -(2^53 - 1) */
  readonly minimum?: number;
  /** @default - the highest integer that survives a float, 2^53 - 1 */
  readonly maximum?: number;
}

export type BooleanValueOptions = CommonOptions<boolean>;
export type TextValueOptions<Literal extends string = string> = CommonOptions<Literal>;
export type PortValueOptions = NumberValueOptions;

export interface ListValueOptions<Literal> extends CommonOptions<readonly Literal[]> {
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface MapValueOptions<Literal> extends CommonOptions<Readonly<Record<string, Literal>>> {
  /** Pattern of the keys. @default - any key */
  readonly keyPattern?: string;
}

const IPV4_OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `${IPV4_OCTET}(\\.${IPV4_OCTET}){3}`;
const IPV6 = '[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*';
const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** RE2-safe patterns of the field's own kinds of text. */
const PATTERNS = {
  quantity: '^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)(([KMGTPE]i)|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  duration: '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$',
  'IP address': `^(${IPV4}|${IPV6})$`,
  CIDR: `^(${IPV4}/(3[0-2]|[12]?[0-9])|${IPV6}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$`,
  'MAC address': '^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$',
  image:
    '^([a-zA-Z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$',
  'DNS label': `^${DNS_LABEL}$`,
  'Secret name': `^${DNS_LABEL}(\\.${DNS_LABEL})*$`,
} as const;

function text<T, Literal extends string = string>(label: keyof typeof PATTERNS, maxLength: number) {
  return (options: TextValueOptions<Literal> = {}): ValueType<T, Literal> =>
    new ValueType({ kind: 'string', label, pattern: PATTERNS[label], maxLength, ...options });
}

function bounded<T>(label: string, minimum: number, maximum: number) {
  return (options: PortValueOptions = {}): ValueType<T, number> =>
    new ValueType({ kind: 'integer', label, minimum, maximum, ...options });
}

/**
 * Declares the values of a chart, once. From the declaration come values.yaml, values.schema.json, the table in the
 * README, the types of overrides, and the form in which templates print each value.
 */
export const Values = {
  /** Text. */
  string: (options: StringValueOptions = {}): ValueType<string, string> =>
    new ValueType({ kind: 'string', ...options }),
  /** A whole number. */
  integer: (options: NumberValueOptions = {}): ValueType<number, number> =>
    new ValueType({ kind: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...options }),
  /** A number, whole or not. */
  number: (options: NumberValueOptions = {}): ValueType<number, number> =>
    new ValueType({ kind: 'number', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...options }),
  /** `true` or `false`. */
  boolean: (options: BooleanValueOptions = {}): ValueType<boolean, boolean> =>
    new ValueType({ kind: 'boolean', ...options }),
  /** One of a few texts. */
  enum: <const M extends string>(members: readonly M[], options: CommonOptions<NoInfer<M>> = {}): ValueType<M, M> =>
    new ValueType({ kind: 'string', enum: members, ...options }),
  /** A Kubernetes quantity, such as `4Gi`. */
  quantity: text<Quantity, QuantityText>('quantity', 32),
  /** A duration, such as `90s` or `1h30m`. */
  duration: text<DurationText>('duration', 32),
  /** An IPv4 or IPv6 address. */
  ipAddress: text<IpAddress>('IP address', 45),
  /** A subnet, such as `192.0.2.0/24`. */
  cidr: text<Cidr, CidrText>('CIDR', 49),
  /** A unicast MAC address in lower case. */
  macAddress: text<MacAddress, MacAddressText>('MAC address', 17),
  /** A container image reference with an optional tag or digest. */
  image: text<ImageReference>('image', 512),
  /** A DNS-1123 label, at most 63 characters. */
  dnsLabel: text<DnsLabel>('DNS label', 63),
  /** The name of a Secret that exists in the release's namespace. */
  secretName: text<SecretName>('Secret name', 253),
  /** A port, 1 to 65535. */
  port: bounded<Port>('port', 1, 65535),
  /** A port of the node that a NodePort Service answers on, 30000 to 32767 unless the cluster says otherwise. */
  nodePort: bounded<Port>('node port', 30000, 32767),
  /** A VLAN id, 0 (none) to 4094. */
  vlanId: bounded<VlanId>('VLAN id', 0, 4094),
  /** A list. Prefer a map: a list can only be overridden as a whole. */
  list: <E extends ValueType>(item: E, options: ListValueOptions<LiteralOf<E>> = {}): ListType<E> =>
    new ListType({ kind: 'list', item: item.descriptor, ...options }),
  /** A map with free keys and entries of one type. */
  map: <E extends ValueType>(item: E, options: MapValueOptions<LiteralOf<E>> = {}): MapType<E> =>
    new MapType({ kind: 'map', item: item.descriptor, ...options }),
  /** Named values. */
  object: <P extends ValueProperties>(properties: P, options: { readonly description?: string } = {}): ObjectType<P> =>
    new ObjectType({
      kind: 'object',
      properties: Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, type.descriptor])),
      ...options,
    }),
} as const;

type RefContent = (path: readonly string[], type: ValueDescriptor) => HelmValue<unknown>;

function refs(path: readonly string[], type: ValueDescriptor, content: RefContent): HelmValue<unknown> {
  const ref = content(path, type);
  for (const [name, property] of Object.entries(type.properties ?? {})) {
    Object.defineProperty(ref, name, { value: refs([...path, name], property, content), enumerable: true });
  }
  return ref;
}

/** References to the values of a chart. */
export function valueRefs<V extends ObjectType>(type: V): Ref<V> {
  return refs(
    [],
    type.descriptor,
    (path, descriptor) => new HelmValue({ expression: { op: 'value', path, type: descriptor } }),
  ) as Ref<V>;
}

/** References into the item of a loop. */
export function itemRefs<E>(variable: LoopVariable): Ref<E> {
  return refs(
    [],
    variable.type,
    (path, type) => new HelmValue({ expression: { op: 'variable', variable, path, type } }),
  ) as Ref<E>;
}
