import type { PackagedChart } from '../chart/packaged-chart';
import { goJson, sortedKeys } from '../chart/go-json';
import type { Data, DataMap } from '../chart/fields';
import { digestOf } from '../digest';

/** The media types of Helm's pkg/registry/constants.go. */
export const MEDIA_TYPES = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.cncf.helm.config.v1+json',
  chart: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  legacyChart: 'application/tar+gzip',
  provenance: 'application/vnd.cncf.helm.chart.provenance.v1.prov',
  repositoryConfig: 'application/vnd.cncf.artifacthub.config.v1+yaml',
  repositoryLayer: 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml',
} as const;

/** Bytes in a registry, known by their digest. */
export interface Blob {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** Everything that a tag stands for, before any of it is sent. */
export interface Artifact {
  /** In the order in which they are uploaded. */
  readonly blobs: readonly Blob[];
  readonly manifest: Blob;
}

/** A chart as `helm push` would store it, byte for byte. */
export function chartArtifact(chart: PackagedChart): Artifact {
  const { fields } = chart.metadata;
  const config = blob(Buffer.from(goJson(fields)));
  const archive = { digest: `sha256:${chart.digest}`, bytes: chart.archive };
  const provenance = chart.provenance && blob(chart.provenance);
  const layers = [
    descriptor(MEDIA_TYPES.chart, archive),
    ...(provenance ? [descriptor(MEDIA_TYPES.provenance, provenance)] : []),
  ].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const manifest = {
    schemaVersion: 2,
    config: descriptor(MEDIA_TYPES.config, config),
    layers,
    annotations: sortedKeys(annotationsOf(fields, chart.created)),
  };
  return {
    blobs: [config, archive, ...(provenance ? [provenance] : [])],
    manifest: blob(Buffer.from(goJson(manifest))),
  };
}

/** The file of the tag `artifacthub.io`, as Artifact Hub's documentation has it pushed with oras. */
export function repositoryMetadataArtifact(content: Uint8Array, fileName: string): Artifact {
  const config = blob(new Uint8Array());
  const layer = blob(content);
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    config: descriptor(MEDIA_TYPES.repositoryConfig, config),
    layers: [
      {
        ...descriptor(MEDIA_TYPES.repositoryLayer, layer),
        annotations: { 'org.opencontainers.image.title': fileName },
      },
    ],
  };
  return { blobs: [config, layer], manifest: blob(Buffer.from(goJson(manifest))) };
}

/** Whether two manifests say the same of a chart, but for when it was packaged and who signed it for Helm. */
export function isSameButForTime(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [one, other].map((bytes) => JSON.stringify(lastingPart(bytes)));
  return a === b;
}

function lastingPart(bytes: Uint8Array): unknown {
  const { layers, annotations, ...rest } = JSON.parse(Buffer.from(bytes).toString()) as {
    layers?: readonly { mediaType?: unknown }[];
    annotations?: Readonly<Record<string, unknown>>;
  };
  const { [`${PREFIX}created`]: _, ...lasting } = annotations ?? {};
  return { ...rest, layers: layers?.filter(({ mediaType }) => mediaType !== MEDIA_TYPES.provenance), lasting };
}

function blob(bytes: Uint8Array): Blob {
  return { digest: digestOf(bytes), bytes };
}

function descriptor(mediaType: string, { digest, bytes }: Blob): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest, size: bytes.length };
}

const PREFIX = 'org.opencontainers.image.';
/** The chart's own annotations go along, but may not say what these say (pkg/registry/chart.go). */
const FIXED = [`${PREFIX}title`, `${PREFIX}version`];

function annotationsOf(fields: DataMap, created: string): DataMap {
  const { sources, maintainers, annotations = {} } = fields;
  const own: Record<string, Data | undefined> = {
    description: fields.description,
    title: fields.name,
    version: fields.version,
    url: fields.home,
    created,
    source: (sources as readonly string[] | undefined)?.[0],
    authors: (maintainers as readonly Maintainer[] | undefined)?.map(author).join(', '),
  };
  const ownEntries = Object.entries(own).flatMap(([key, value]): [string, Data][] =>
    typeof value === 'string' && value.trim() !== '' ? [[PREFIX + key, value]] : [],
  );
  const others = Object.entries(annotations as DataMap).filter(([key]) => !FIXED.includes(key));
  return Object.fromEntries([...ownEntries, ...others]);
}

interface Maintainer {
  readonly name?: string;
  readonly email?: string;
}

function author({ name = '', email = '' }: Maintainer): string {
  return email === '' ? name : `${name} (${email})`;
}
