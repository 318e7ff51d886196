import { type Descriptor, descriptorOf, manifestJson, MAX_MANIFEST_BYTES, ManifestError } from './read-manifest';

/** A manifest that refers to another one, as a list of referrers has it. */
export interface Referrer extends Descriptor {
  /** What it is, such as a signature. */
  readonly artifactType?: string;
}

/** A list of referrers, with every field that it was given. */
export interface ReferrersList {
  readonly referrers: readonly Referrer[];
  readonly fields: Readonly<Record<string, unknown>>;
}

const MAX_REFERRERS = 1000;

/**
 * Reads a list of referrers without trusting it.
 * @throws ManifestError
 */
export function readReferrers(bytes: Uint8Array): ReferrersList {
  if (bytes.length > MAX_MANIFEST_BYTES)
    throw new ManifestError(`the list of referrers has ${bytes.length} bytes; at most ${MAX_MANIFEST_BYTES} are read`);
  const fields = manifestJson(bytes, 'the list of referrers');
  const { schemaVersion, manifests } = fields;
  if (schemaVersion !== 2) throw new ManifestError('schemaVersion is not 2');
  if (!Array.isArray(manifests)) throw new ManifestError('manifests is no list');
  if (manifests.length > MAX_REFERRERS) throw new ManifestError(`it has more than ${MAX_REFERRERS} referrers`);
  const referrers = manifests.map((one: unknown, index): Referrer => {
    const { artifactType } = (one ?? {}) as { artifactType?: unknown };
    return {
      ...descriptorOf(one, `manifests[${index}]`),
      ...(typeof artifactType === 'string' && { artifactType }),
    };
  });
  return { referrers, fields };
}
