import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
import { type DiskSpec, diskSpecs } from './disk-specs';

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
    }
  },
};

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
