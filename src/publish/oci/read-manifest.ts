import { reasonOf } from '../publish-error';
import { MEDIA_TYPES } from './manifest';

/** A manifest that a registry gave out, as far as charts go. */
export interface ChartManifest {
  readonly config: Descriptor;
  readonly chart?: Descriptor;
  readonly provenance?: Descriptor;
  readonly layers: readonly Descriptor[];
  /** The chart's name, as annotations have it; empty where they do not. */
  readonly title: string;
  readonly version: string;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Registries take manifests of up to 4 MiB. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_LAYERS = 1000;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** A manifest that is damaged, or is of something else than this library reads. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * Reads a manifest without trusting it.
 * @throws ManifestError
 */
export function readManifest(bytes: Uint8Array): ChartManifest {
  if (bytes.length > MAX_MANIFEST_BYTES)
    throw new ManifestError(`the manifest has ${bytes.length} bytes; at most ${MAX_MANIFEST_BYTES} are read`);
  const manifest = manifestJson(bytes, 'the manifest');
  if (manifest.schemaVersion !== 2) throw new ManifestError('schemaVersion is not 2');
  if (manifest.mediaType !== undefined && manifest.mediaType !== MEDIA_TYPES.manifest)
    throw new ManifestError('it is no OCI image manifest');
  if (!Array.isArray(manifest.layers)) throw new ManifestError('layers is no list');
  if (manifest.layers.length > MAX_LAYERS) throw new ManifestError(`it has more than ${MAX_LAYERS} layers`);
  const layers = manifest.layers.map((layer, index) => descriptorOf(layer, `layers[${index}]`));
  const only = (...mediaTypes: readonly string[]): Descriptor | undefined => {
    const found = layers.filter(({ mediaType }) => mediaTypes.includes(mediaType));
    if (found.length > 1) throw new ManifestError(`it has ${found.length} layers of type ${mediaTypes[0] ?? ''}`);
    return found[0];
  };
  return {
    config: descriptorOf(manifest.config, 'config'),
    chart: only(MEDIA_TYPES.chart, MEDIA_TYPES.legacyChart),
    provenance: only(MEDIA_TYPES.provenance),
    layers,
    title: annotation(manifest, 'org.opencontainers.image.title'),
    version: annotation(manifest, 'org.opencontainers.image.version'),
  };
}

function annotation({ annotations }: Record<string, unknown>, key: string): string {
  const value = typeof annotations === 'object' ? (annotations as Record<string, unknown> | null)?.[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/** @throws ManifestError */
export function manifestJson(bytes: Uint8Array, what: string): Record<string, unknown> {
  return object(parsed(bytes), what);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ManifestError(`it is no JSON: ${error instanceof RangeError ? 'nested too deep' : reasonOf(error)}`);
  }
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ManifestError(`${what} is no object`);
  return value as Record<string, unknown>;
}

/** @throws ManifestError */
export function descriptorOf(value: unknown, what: string): Descriptor {
  const { mediaType, digest, size } = object(value, what);
  if (typeof mediaType !== 'string' || mediaType.length > 255)
    throw new ManifestError(`${what}.mediaType is no media type`);
  if (typeof digest !== 'string' || !DIGEST.test(digest)) throw new ManifestError(`${what}.digest is no digest`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw new ManifestError(`${what}.size is no number of bytes`);
  return { mediaType, digest, size };
}
