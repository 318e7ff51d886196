import type { Json } from '../../../helm';
import type { ManifestObject } from '../objects';
import { call, library, make, Member, type Value, Variable } from '../program';
import {
  at,
  boolean,
  fit,
  hasOnly,
  isMap,
  type JsonMap,
  listAt,
  listOf,
  mapAt,
  mapOf,
  object,
  oneOf,
  pick,
  quantity,
  type Shape,
  text,
  textAt,
} from '../shape';
import { hintsFor, type Lifted, type Scope } from './lifted';

const MODES = oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');
const BIND = 'cdi.kubevirt.io/storage.bind.immediate.requested';
const RETAIN = 'cdi.kubevirt.io/storage.pod.retainAfterCompletion';
const NETWORK = 'k8s.v1.cni.cncf.io/networks';

/** A DataVolume by itself. */
export function liftDataVolume(object: ManifestObject, { chart, id }: Scope): Lifted | undefined {
  const props = dataVolumeContent(object.data);
  if (!props) return undefined;
  const variable = new Variable(hintsFor(object));
  const value = make(library('DataVolume'), chart, id, props);
  const own = new Member(variable, 'object');
  return { statements: [{ variable, value }], object: own, patched: own, props };
}

/** What CDI fills, and how, of a DataVolume or a template of one; undefined where no source can be told. */
export function dataVolumeContent(object: Json): Value {
  const spec = mapAt(object, 'spec');
  const source = sourceOf(spec);
  const form = isMap(spec.pvc) ? 'pvc' : 'storage';
  const claim = mapAt(spec, form);
  const size = fit<string>(at(claim, 'resources', 'requests', 'storage'), quantity);
  const isClone = isMap(spec.sourceRef) || isMap(at(spec, 'source', 'pvc')) || isMap(at(spec, 'source', 'snapshot'));
  if (!source || (size === undefined && !(isClone && form === 'storage'))) return undefined;
  const modes = listAt(claim, 'accessModes');
  const accessMode = modes.length === 0 ? 'storage-profile' : fit(modes[0], MODES);
  if (accessMode === undefined || (form === 'pvc' && accessMode === 'storage-profile')) return undefined;
  return {
    source,
    size,
    api: form === 'pvc' ? form : undefined,
    accessMode: accessMode === 'ReadWriteOnce' ? undefined : accessMode,
    ...claimProps(claim),
    contentType: fit(spec.contentType, oneOf('kubevirt', 'archive')),
    ...pick(spec, { preallocation: boolean, priorityClassName: text, serviceAccountName: text }),
    ...transferProps(mapAt(object, 'metadata', 'annotations')),
  };
}

/** What a claim asks of the storage. */
function claimProps(claim: JsonMap): { readonly [key: string]: Value } {
  return {
    ...pick(claim, { storageClassName: text, volumeMode: oneOf('Block', 'Filesystem') }),
    volumeLabels: fit(at(claim, 'selector', 'matchLabels'), mapOf(text)),
  };
}

/** An import does not wait for its consumer by default; one that does is what the annotation's absence says. */
function transferProps(annotations: JsonMap): { readonly [key: string]: Value } {
  return {
    bindImmediately: annotations[BIND] === 'true' ? undefined : false,
    retainAfterCompletion: annotations[RETAIN] === 'true' ? true : undefined,
    transferNetwork: fit(annotations[NETWORK], text),
  };
}

const REMOTE = { url: text, secretRef: text, certConfigMap: text };

/** The members that each kind of source has, as the library calls them. */
const SOURCES: Readonly<
  Record<string, { readonly members: Readonly<Record<string, Shape>>; readonly required: readonly string[] }>
> = {
  http: {
    members: {
      ...REMOTE,
      extraHeaders: listOf(text),
      secretExtraHeaders: listOf(text),
      checksum: text,
      insecureSkipVerify: boolean,
    },
    required: ['url'],
  },
  s3: { members: REMOTE, required: ['url'] },
  gcs: { members: { url: text, secretRef: text }, required: ['url'] },
  registry: {
    members: { ...REMOTE, pullMethod: oneOf('pod', 'node'), platform: object({ 'architecture!': text }) },
    required: ['url'],
  },
  imageio: {
    members: { ...REMOTE, diskId: text, insecureSkipVerify: boolean },
    required: ['url', 'diskId', 'secretRef'],
  },
  vddk: {
    members: { ...REMOTE, uuid: text, backingFile: text, thumbprint: text, initImageURL: text, extraArgs: text },
    required: ['url', 'uuid', 'backingFile', 'thumbprint', 'secretRef'],
  },
};

const RENAMED: Readonly<Record<string, string>> = {
  secretRef: 'secretName',
  initImageURL: 'initImageUrl',
  extraArgs: 'extraArgsConfigMap',
};

function sourceOf(spec: JsonMap): Value {
  if (spec.sourceRef !== undefined) {
    const { kind, ...reference } = pick(spec.sourceRef, { kind: oneOf('DataSource'), name: text, namespace: text });
    return kind && reference.name ? call(library('ImportSource.dataSource'), reference) : undefined;
  }
  const [[kind, source] = ['', undefined], ...others] = Object.entries(mapAt(spec, 'source'));
  if (!isMap(source) || others.length > 0) return undefined;
  if (kind === 'blank' || kind === 'upload') return call(library(`ImportSource.${kind}`));
  if (kind === 'pvc' || kind === 'snapshot') {
    const named = pick(source, { namespace: text, name: text });
    if (named.name === undefined || named.namespace === undefined || !hasOnly(source, 'name', 'namespace'))
      return undefined;
    return call(library(kind === 'pvc' ? 'ImportSource.claim' : 'ImportSource.snapshot'), named);
  }
  if (kind === 'registry' && source.imageStream !== undefined) return imageStream(source);
  const known = SOURCES[kind];
  if (!known) return undefined;
  const { platform, ...members } = pick(source, known.members);
  if (known.required.some((name) => members[name] === undefined)) return undefined;
  if (!hasOnly(source, ...Object.keys(known.members))) return undefined;
  // oVirt's certificate is either known or not asked for.
  if (kind === 'imageio' && (members.certConfigMap === undefined) !== (members.insecureSkipVerify === true))
    return undefined;
  const renamed = Object.entries(members).map(([name, value]) => [RENAMED[name] ?? name, value]);
  const props = Object.fromEntries(renamed) as { readonly [key: string]: Value };
  return call(library(`ImportSource.${kind}`), { ...props, architecture: at(platform, 'architecture') });
}

/** An image that the node pulls, as OpenShift names it. */
function imageStream(source: JsonMap): Value {
  const members = pick(source, { imageStream: text, secretRef: text, certConfigMap: text });
  if (source.pullMethod !== 'node' || !hasOnly(source, 'pullMethod', ...Object.keys(members))) return undefined;
  const { secretRef: secretName, ...others } = members;
  return call(library('ImportSource.registry'), { ...others, secretName });
}

const IMPORT = 'cdi.kubevirt.io/storage.import.';
const UPLOAD = 'cdi.kubevirt.io/storage.upload.target';

/** A claim that CDI fills by its annotations. */
export function liftClaim(object: ManifestObject, { chart, id }: Scope): Lifted | undefined {
  const annotations = mapAt(object.data, 'metadata', 'annotations');
  const claim = mapAt(object.data, 'spec');
  const source = annotatedSource(annotations);
  const size = fit(at(claim, 'resources', 'requests', 'storage'), quantity);
  const accessMode = fit(listAt(claim, 'accessModes')[0], MODES);
  if (!source || size === undefined || accessMode === undefined) return undefined;
  const contentType = fit(annotations['cdi.kubevirt.io/storage.contentType'], oneOf('kubevirt', 'archive'));
  const props = {
    source,
    size,
    accessMode: accessMode === 'ReadWriteOnce' ? undefined : accessMode,
    ...claimProps(claim),
    contentType,
    ...transferProps(annotations),
  };
  const variable = new Variable(hintsFor(object));
  const own = new Member(variable, 'object');
  return {
    statements: [{ variable, value: make(library('ImportedClaim'), chart, id, props) }],
    object: own,
    patched: own,
    props,
  };
}

function annotatedSource(annotations: JsonMap): Value {
  if (annotations[UPLOAD] === '') return call(library('ImportSource.upload'));
  const url = textAt(annotations, `${IMPORT}endpoint`);
  const kind = textAt(annotations, `${IMPORT}source`) ?? 'http';
  if (kind === 'none') return call(library('ImportSource.blank'));
  if (url === undefined || !['http', 's3', 'gcs', 'registry'].includes(kind)) return undefined;
  return call(library(`ImportSource.${kind}`), {
    url,
    secretName: fit(annotations[`${IMPORT}secretName`], text),
    certConfigMap: kind === 'gcs' ? undefined : fit(annotations[`${IMPORT}certConfigMap`], text),
  });
}
