import { CodegenError } from '../codegen-error';
import { readDocuments, remedyFor, type Source } from '../documents';
import { isJsonObject, type JsonObject } from '../json';

/** One version of a custom resource that the API server serves. */
export interface CrdVersion {
  readonly name: string;
  readonly storage: boolean;
  /** `openAPIV3Schema`, unchecked. */
  readonly schema: JsonObject;
}

/** What a CustomResourceDefinition says of a resource's shape. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  /** Served versions, in the definition's order. */
  readonly versions: readonly CrdVersion[];
  /** The name of the text it was read from, for messages. */
  readonly source: string;
}

/** The version that resources are stored in; the first where that one is not served. */
export function preferredVersion({ versions }: Crd): CrdVersion | undefined {
  return versions.find(({ storage }) => storage) ?? versions[0];
}

const API_VERSION = 'apiextensions.k8s.io/v1';
const KIND = 'CustomResourceDefinition';

// These become file names, identifiers and text of the generated code, so nothing else may stand in them.
const GROUP = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VERSION = /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/;
const IDENTIFIER = /^[A-Z][A-Za-z0-9]{0,62}$/;

/** The CustomResourceDefinitions in a text: YAML documents, a `List`, or JSON. Other kinds are passed over. */
export function readCrds(source: Source): readonly Crd[] {
  return readDocuments(source)
    .flatMap(listed)
    .filter((object) => object['kind'] === KIND)
    .map((object) => new CrdReader(source, object).read());
}

function listed(document: unknown): readonly JsonObject[] {
  if (!isJsonObject(document)) return [];
  const { kind, apiVersion, items } = document;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [document];
  // The API server leaves kind and apiVersion out of the items of a typed list.
  const inherited = kind === 'List' ? {} : { kind: kind.slice(0, -'List'.length), apiVersion };
  return items.filter(isJsonObject).map((item) => ({ ...inherited, ...item }));
}

class CrdReader {
  private readonly where: string;

  constructor(
    private readonly source: Source,
    private readonly object: JsonObject,
  ) {
    const { metadata } = object;
    const name = isJsonObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : 'without a name';
    this.where = `${source.name}: ${KIND} ${name}`;
  }

  read(): Crd {
    const { apiVersion, spec } = this.object;
    if (apiVersion !== API_VERSION) {
      throw this.problem(
        `apiVersion ${JSON.stringify(apiVersion)}`,
        `only ${API_VERSION} is read`,
        'take the definition from a cluster with kubectl get crd -o yaml, which prints v1',
      );
    }
    const { group, names, versions } = this.objectAt(spec, 'spec');
    if (!Array.isArray(versions)) {
      throw this.problem('spec.versions', 'a list is expected', 'list every version with its schema');
    }
    const served = versions
      .map((version: unknown, index) => this.objectAt(version, `spec.versions[${index}]`))
      .filter((version) => version['served'] !== false)
      .map((version) => this.version(version));
    if (served.length === 0) {
      throw this.problem('spec.versions', 'no version is served', 'set served: true on the version in use');
    }
    return {
      group: this.text(group, 'spec.group', GROUP),
      kind: this.text(this.objectAt(names, 'spec.names')['kind'], 'spec.names.kind', IDENTIFIER),
      versions: served,
      source: this.source.name,
    };
  }

  private version(version: JsonObject): CrdVersion {
    const name = this.text(version['name'], 'spec.versions[].name', VERSION);
    const schema = isJsonObject(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
    if (!isJsonObject(schema)) {
      throw this.problem(
        `no schema for version ${name}`,
        `${API_VERSION} demands schema.openAPIV3Schema in every version`,
        'give one; type: object with x-kubernetes-preserve-unknown-fields: true leaves it open',
      );
    }
    return { name, storage: version['storage'] === true, schema };
  }

  private objectAt(value: unknown, field: string): JsonObject {
    if (isJsonObject(value)) return value;
    throw this.problem(
      field,
      `an object is expected, not ${kindOf(value)}`,
      `write ${field} as ${API_VERSION} defines it`,
    );
  }

  private text(value: unknown, field: string, pattern: RegExp): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : kindOf(value);
    throw this.problem(
      field,
      `${found} does not match ${pattern.source}`,
      `write ${field} as ${API_VERSION} defines it`,
    );
  }

  private problem(what: string, why: string, remedy: string): CodegenError {
    return new CodegenError({ where: this.where, what, why, remedy: remedyFor(this.source, remedy) });
  }
}

function kindOf(value: unknown): string {
  return value === undefined
    ? 'nothing'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : `a ${typeof value}`;
}
