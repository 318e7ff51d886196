import { readReferrers } from '../oci/read-referrers';
import { digestOf } from '../digest';
import { listOf } from './json';
import { BUNDLE_TYPE, type LegacySignature } from './sigstore';

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const EMPTY = 'application/vnd.oci.empty.v1+json';

/** What a bundle or signature speaks of, as a registry knows it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A manifest and the blobs that a registry has to hold before it. */
export interface Attachment {
  readonly blobs: readonly { readonly digest: string; readonly bytes: Uint8Array }[];
  readonly manifest: Uint8Array;
  readonly digest: string;
  readonly mediaType: string;
}

/** A Sigstore bundle as a referrer of what it speaks of (cosign's `specs/BUNDLE_SPEC.md`). */
export function bundleReferrer(bundle: string, subject: Descriptor, predicateType: string): Attachment {
  const config = Buffer.from('{}');
  const content = Buffer.from(bundle);
  return attachment([config, content], {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: BUNDLE_TYPE,
    config: described(EMPTY, config),
    layers: [described(BUNDLE_TYPE, content)],
    subject,
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': predicateType,
    },
  });
}

/**
 * The list of referrers that a registry without a referrers endpoint needs, under the tag `sha256-<hex>` of the
 * subject (OCI distribution specification, referrers tag schema).
 *
 * @param there the list that is there, all of which stays
 * @throws ManifestError where that is no list
 */
export function referrersIndex(referrers: readonly Attachment[], there?: Uint8Array): Attachment {
  const { fields, referrers: known } = there ? readReferrers(there) : { fields: {}, referrers: [] };
  const fresh = referrers.filter(({ digest }) => !known.some((one) => one.digest === digest));
  const manifests = fresh.map(({ manifest, mediaType }) => {
    const { artifactType, annotations } = JSON.parse(Buffer.from(manifest).toString()) as Record<string, unknown>;
    return { ...described(mediaType, manifest), artifactType, annotations };
  });
  const all = [...listOf((fields as { manifests?: unknown }).manifests), ...manifests];
  return attachment([], { schemaVersion: 2, ...fields, mediaType: OCI_INDEX, manifests: all });
}

/** A legacy signature as the image that stands under its tag (cosign's `specs/SIGNATURE_SPEC.md`). */
export function legacySignatureImage({ payload, layer }: LegacySignature): Attachment {
  const config = Buffer.from(
    JSON.stringify({ architecture: '', os: '', config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] } }),
  );
  return attachment([config, payload], {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: described('application/vnd.oci.image.config.v1+json', config),
    layers: [layer],
  });
}

function attachment(
  blobs: readonly Uint8Array[],
  content: { readonly mediaType: string; readonly [field: string]: unknown },
): Attachment {
  const manifest = Buffer.from(JSON.stringify(content));
  return {
    blobs: blobs.map((bytes) => ({ digest: digestOf(bytes), bytes })),
    manifest,
    digest: digestOf(manifest),
    mediaType: content.mediaType,
  };
}

function described(mediaType: string, content: Uint8Array): Descriptor {
  return { mediaType, digest: digestOf(content), size: content.length };
}
