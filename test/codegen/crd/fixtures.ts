import { stringify } from 'yaml';

export interface CrdFixture {
  readonly group?: string;
  readonly kind?: string;
  readonly apiVersion?: string;
  /** Schemas by version; the first is the stored one. */
  readonly versions: Readonly<Record<string, unknown>>;
}

export function crdObject({ group = 'example.org', kind = 'Widget', apiVersion, versions }: CrdFixture) {
  return {
    apiVersion: apiVersion ?? 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.toLowerCase()}s.${group}` },
    spec: {
      group,
      names: { kind, plural: `${kind.toLowerCase()}s` },
      scope: 'Namespaced',
      versions: Object.entries(versions).map(([name, schema], index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: schema },
      })),
    },
  };
}

export function crd(fixture: CrdFixture): string {
  return stringify(crdObject(fixture), { aliasDuplicateObjects: false });
}

/** The schema of a resource whose spec has these properties. */
export function withSpec(properties: unknown, more: Readonly<Record<string, unknown>> = {}) {
  return { type: 'object', required: ['spec'], properties: { spec: { type: 'object', properties, ...more } } };
}

export const STRING = { type: 'string' };
export const INTEGER = { type: 'integer', format: 'int32' };
export const INT_OR_STRING = {
  anyOf: [{ type: 'integer' }, { type: 'string' }],
  'x-kubernetes-int-or-string': true,
};
export const QUANTITY = {
  ...INT_OR_STRING,
  pattern:
    '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
};

export function object(properties: unknown, ...required: readonly string[]) {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

export function list(items: unknown) {
  return { type: 'array', items };
}
