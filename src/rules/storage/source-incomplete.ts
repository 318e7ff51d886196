import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
import { claimOf, type DiskSpec, diskSpecs } from './disk-specs';

/** What CDI asks of each source beyond its URL. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  imageio: ['url', 'secretRef', 'diskId'],
  vddk: ['url', 'secretRef', 'uuid', 'backingFile', 'thumbprint'],
  pvc: ['namespace', 'name'],
  snapshot: ['namespace', 'name'],
  http: ['url'],
  s3: ['url'],
  gcs: ['url'],
};

export const sourceIncomplete: Rule = {
  id: 'VNF307',
  severity: 'error',
  title: 'Source that lacks something, or says it twice',
  reason:
    'CDI needs certificate and Secret of oVirt, everything of VMware, namespace and name of what it copies, and either the URL or the image stream of a registry',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const disk of diskSpecs(model)) {
      const source = at(disk.spec, 'source');
      for (const kind of isMap(source) ? Object.keys(source) : []) {
        const missing = REQUIRED[kind]?.find((key) => !at(source, kind, key));
        if (missing) yield observation(disk, `${kind}.${missing}`, '(none)', `give ${missing}`);
      }
      const imageio = at(source, 'imageio');
      if (imageio !== undefined && at(imageio, 'insecureSkipVerify') !== true && !at(imageio, 'certConfigMap'))
        yield observation(
          disk,
          'imageio.certConfigMap',
          '(none)',
          'give the ConfigMap with the CA certificate of oVirt',
        );
      yield* registry(disk, at(source, 'registry'));
      const reference = at(disk.spec, 'sourceRef');
      if (reference !== undefined && !at(reference, 'name'))
        yield { ...observation(disk, 'name', '(none)', 'name the DataSource'), field: `${disk.field}sourceRef.name` };
      yield* populator(disk);
    }
  },
};

/** A claim that somebody else fills. */
function* populator(disk: DiskSpec): Generator<Observation> {
  const claim = claimOf(disk.spec);
  const [source, reference] = [at(claim, 'dataSource'), at(claim, 'dataSourceRef')];
  for (const [key, value] of Object.entries({ dataSource: source, dataSourceRef: reference })) {
    if (value === undefined) continue;
    const wrong = (property: string, found: unknown, remedy: string): Observation => ({
      ...observation(disk, property, found, remedy),
      field: `${disk.field}${key}.${property}`,
    });
    for (const property of ['kind', 'name'])
      if (!at(value, property)) yield wrong(property, '(none)', `give ${property}`);
    if (!at(value, 'apiGroup') && at(value, 'kind') !== 'PersistentVolumeClaim')
      yield wrong('apiGroup', '(none)', 'give the API group of the kind, such as cdi.kubevirt.io');
    if (at(value, 'namespace')) yield wrong('namespace', at(value, 'namespace'), 'leave it out');
  }
  const differs = ['apiGroup', 'kind', 'name'].find((key) => at(source, key) !== at(reference, key));
  if (source !== undefined && reference !== undefined && differs !== undefined)
    yield {
      ...observation(disk, differs, at(reference, differs), 'give one of the two, or the same twice'),
      field: `${disk.field}dataSourceRef.${differs}`,
    };
}

function* registry(disk: DiskSpec, source: unknown): Generator<Observation> {
  if (source === undefined) return;
  const [url, stream, method] = ['url', 'imageStream', 'pullMethod'].map((key) => at(source, key));
  if ((url === undefined) === (stream === undefined)) {
    const value = url === undefined ? '(none)' : 'url and imageStream';
    yield observation(disk, 'registry.url', value, 'give url, or imageStream alone');
  } else if (stream !== undefined && method !== 'node')
    yield observation(disk, 'registry.pullMethod', method ?? '(none)', 'write node: only nodes pull image streams');
  else if (method !== undefined && method !== 'pod' && method !== 'node')
    yield observation(disk, 'registry.pullMethod', method, 'write pod or node');
}

function observation(
  { at, field, rendering }: DiskSpec,
  property: string,
  value: unknown,
  remedy: string,
): Observation {
  return { at, field: `${field}source.${property}`, value, remedy, rendering };
}
