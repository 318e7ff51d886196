import type { Json, KubernetesObject } from '../../helm';
import { hasSentinel, isBrokenNumber } from '../../helm/sentinel';
import { CodegenError } from '../codegen-error';
import { readNumberedDocuments, remedyFor, RENDER_FIRST, type Source } from '../documents';
import { byText } from '../json';
import { at, isMap, type JsonMap, listAt, mapAt, textAt } from './shape';

/** An object of the manifests, without what the cluster wrote into it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined where the cluster makes up a name. */
  readonly name?: string;
  readonly namespace?: string;
  readonly data: KubernetesObject;
  /** File and line. */
  readonly where: string;
}

/** Those of a VNF are a few dozen; more are better taken in by parts. */
const MAX_OBJECTS = 1000;

/** All sources together. Reading takes about a second for a megabyte. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What the cluster writes into `metadata`. */
const SERVER_FIELDS = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/** Annotations that kubectl and KubeVirt write. */
const SERVER_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubevirt.io/latest-observed-api-version',
  'kubevirt.io/storage-observed-api-version',
];

/** What KubeVirt waits for before an object goes. */
const SERVER_FINALIZERS = /^(kubevirt\.io|.*\.kubevirt\.io|foregroundDelete)/;

/** References to what only Helm knows; other braces may belong to the guest. */
const HELM_REFERENCE = /\{\{[^}]*(\.(Values|Release|Chart|Capabilities|Files|Template)\b|\b(include|template)\s+")/;

/** The objects of the sources in an order that does not depend on theirs, lists unfolded, equal ones once. */
export function readObjects(sources: readonly Source[]): readonly ManifestObject[] {
  refuseTooMuch(sources);
  const objects = sources.flatMap((source) =>
    readNumberedDocuments(source, 'go').flatMap(({ data, line }) => [
      ...objectsIn(data, { source, where: `${source.name}, line ${line}` }),
    ]),
  );
  if (objects.length === 0) {
    throw new CodegenError({
      where: sources.map(({ name }) => name).join(', '),
      what: 'no objects',
      why: 'nothing but empty documents was found',
      remedy: 'name files that kubectl accepts',
    });
  }
  if (objects.length > MAX_OBJECTS) {
    throw new CodegenError({
      where: sources.map(({ name }) => name).join(', '),
      what: `${objects.length} objects`,
      why: `at most ${MAX_OBJECTS} are imported at once`,
      remedy: 'import them in parts, one chart each',
    });
  }
  return distinct(objects);
}

function refuseTooMuch(sources: readonly Source[]): void {
  let bytes = 0;
  for (const { name, text } of sources) {
    bytes += Buffer.byteLength(text);
    if (bytes <= MAX_BYTES) continue;
    throw new CodegenError({
      where: name,
      what: `${bytes} bytes of text`,
      why: `at most ${MAX_BYTES} bytes of manifests are imported at once`,
      remedy: 'import them in parts, one chart each',
    });
  }
}

interface Origin {
  readonly source: Source;
  readonly where: string;
}

function* objectsIn(data: unknown, origin: Origin): Generator<ManifestObject> {
  if (data === null || data === undefined) return;
  if (!isMap(data))
    throw notKubernetes(origin, 'a document that is no map', 'an object has apiVersion, kind and metadata');
  const [apiVersion, kind] = [textAt(data, 'apiVersion') ?? '', textAt(data, 'kind') ?? ''];
  for (const [field, value] of Object.entries({ apiVersion, kind })) {
    if (value === '')
      throw notKubernetes(origin, `a document without ${field}`, 'every Kubernetes object states apiVersion and kind');
  }
  if (kind.endsWith('List') && Array.isArray(data.items)) {
    for (const [index, item] of listAt(data, 'items').entries())
      yield* objectsIn(item, { ...origin, where: `${origin.where}, items[${index}]` });
    return;
  }
  yield objectOf(data, origin);
}

function objectOf(data: JsonMap, origin: Origin): ManifestObject {
  const metadata = at(data, 'metadata');
  const name = textAt(metadata, 'name');
  if (!name && !textAt(metadata, 'generateName')) {
    throw notKubernetes(
      origin,
      `a ${textAt(data, 'kind')} without metadata.name`,
      'the API server takes objects with a name or a generateName only',
    );
  }
  refuseWhatNoObjectHolds(data, origin, '');
  return {
    apiVersion: textAt(data, 'apiVersion') ?? '',
    kind: textAt(data, 'kind') ?? '',
    ...(name ? { name } : {}),
    ...(textAt(metadata, 'namespace') ? { namespace: textAt(metadata, 'namespace') } : {}),
    data: withoutServerFields(data),
    where: origin.where,
  };
}

function notKubernetes({ source, where }: Origin, what: string, why: string): CodegenError {
  return new CodegenError({ where, what, why, remedy: remedyFor(source, 'give a file that kubectl accepts') });
}

/** Templates, and what has no place in JSON or in this library's templates. */
function refuseWhatNoObjectHolds(value: unknown, origin: Origin, path: string): void {
  const refuse = (what: string, why: string, remedy: string): never => {
    throw new CodegenError({ where: `${origin.where}, ${path || 'document'}`, what, why, remedy });
  };
  if (typeof value === 'string') {
    const isName = /^metadata\b|^kind$|^apiVersion$/.test(path);
    if (HELM_REFERENCE.test(value) || (isName && value.includes('{{')))
      refuse('a template', 'its value is known only when the chart is rendered', RENDER_FIRST);
    if (hasSentinel(value))
      refuse(
        'private-use characters',
        'this library marks chart values with U+E0F0 and U+E0F1',
        'write other characters',
      );
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value) || isBrokenNumber(value))
      refuse(`the number ${value}`, 'no Kubernetes object holds it', 'write a number that JSON knows');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const inner = Array.isArray(value) ? `${path}[${key}]` : `${path}${path && '.'}${key}`;
      if (key === '__proto__')
        refuse('the key __proto__', 'JavaScript gives it a meaning of its own', 'rename the key');
      if (key.includes('{{'))
        refuse('a template for a key', 'its value is known only when the chart is rendered', RENDER_FIRST);
      refuseWhatNoObjectHolds(member, origin, inner);
    }
  }
}

/** Null says the same as nothing, and empty labels the same as none. */
function withoutServerFields(data: JsonMap): KubernetesObject {
  const { status: _, metadata, ...rest } = data;
  const own = Object.entries(isMap(metadata) ? metadata : {}).filter(([key]) => !SERVER_FIELDS.includes(key));
  const annotations = Object.entries(mapAt(metadata, 'annotations')).filter(
    ([key]) => !SERVER_ANNOTATIONS.includes(key),
  );
  const kept = Object.fromEntries(own);
  if (isMap(kept.annotations)) kept.annotations = Object.fromEntries(annotations) as Json;
  if (Array.isArray(kept.finalizers)) {
    const own = listAt(kept, 'finalizers').filter((one) => typeof one !== 'string' || !SERVER_FINALIZERS.test(one));
    kept.finalizers = own.length === 0 ? null : own;
  }
  for (const key of ['annotations', 'labels'])
    if (isMap(kept[key]) && Object.keys(kept[key]).length === 0) delete kept[key];
  return withoutNulls({ ...rest, metadata: kept }) as KubernetesObject;
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutNulls);
  if (!isMap(value)) return value;
  const members = Object.entries(value).filter(
    (entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined,
  );
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

/** What identifies an object on a cluster. */
export function identityOf({ apiVersion, kind, namespace, name }: ManifestObject): string {
  return [apiVersion.split('/').slice(0, -1).join('/'), kind, namespace ?? '', name ?? ''].join(' ');
}

function distinct(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const known = new Map<string, ManifestObject>();
  for (const object of objects) {
    const text = canonicalText(object.data);
    const key = object.name === undefined ? text : identityOf(object);
    const other = known.get(key);
    if (other && canonicalText(other.data) !== text) {
      throw new CodegenError({
        where: object.where,
        what: `${object.kind} ${object.name} a second time`,
        why: `it differs from the one at ${other.where}, and a cluster has one object of a name`,
        remedy: 'import the one that holds',
      });
    }
    known.set(key, other ?? object);
  }
  return [...known].sort(([a], [b]) => byText(a, b)).map(([, object]) => object);
}

/** JSON with keys in order. */
export function canonicalText(value: Json): string {
  return JSON.stringify(value, (_, member: Json) =>
    isMap(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => byText(a, b))) : member,
  );
}
