/** The kinds of JSON a value can be. `integer` and `number` differ in how they are printed. */
export type ValueKind = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'object';

/** What is known of a chart value: the one description that schema, values.yaml, README and templates are made from. */
export interface ValueDescriptor {
  readonly kind: ValueKind;
  readonly description?: string;
  readonly default?: unknown;
  /** Stands in for a missing default in manifests, lint and rules; written to `ci/example-values.yaml`. */
  readonly example?: unknown;
  readonly optional?: boolean;
  /** How the kind is called in the README table, such as `quantity` or `MAC address`. */
  readonly label?: string;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly keyPattern?: string;
  readonly item?: ValueDescriptor;
  readonly properties?: Readonly<Record<string, ValueDescriptor>>;
}

/** Types of expressions that no value declares. */
export const STRING: ValueDescriptor = { kind: 'string' };
export const INTEGER: ValueDescriptor = { kind: 'integer' };
export const BOOLEAN: ValueDescriptor = { kind: 'boolean' };

/** As long as the keys of Kubernetes labels may be. */
export const MAX_KEY_LENGTH = 317;
/** Type of the keys of map values. */
export const KEY: ValueDescriptor = { kind: 'string', maxLength: MAX_KEY_LENGTH };
