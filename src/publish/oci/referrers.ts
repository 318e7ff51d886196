import { PublishError, reasonOf } from '../publish-error';
import { type Attachment, referrersIndex } from '../trust/referrers';
import { BUNDLE_TYPE } from '../trust/sigstore';
import { ManifestError, readManifest } from './read-manifest';
import { readReferrers, type Referrer } from './read-referrers';
import type { Registry } from './registry';

/** How often to begin again when somebody else changed the list meanwhile. */
const ATTEMPTS = 5;
/** Whoever may push can attach what they like. */
const MAX_BUNDLES = 64;
const MAX_BUNDLE_BYTES = 1024 * 1024;

/** Where a registry without a referrers endpoint keeps the list (OCI distribution specification, referrers tag schema). */
export function referrersTag(subject: string): string {
  return subject.replace(':', '-');
}

/** The Sigstore bundles that refer to a manifest, whoever signed them. */
export async function bundlesOf(registry: Registry, subject: string): Promise<readonly string[]> {
  const lists = [...(await registry.referrers(subject)), await listUnderTag(registry, subject)];
  const found = lists.flatMap((list) => (list ? referrersIn(registry, subject, list) : []));
  const bundles = new Map(
    found.filter(({ artifactType }) => artifactType === BUNDLE_TYPE).map((one) => [one.digest, one]),
  );
  if (bundles.size > MAX_BUNDLES)
    throw unreadable(registry, subject, `${bundles.size} bundles refer to it; at most ${MAX_BUNDLES} are read`);
  const texts = await Promise.all([...bundles.values()].map((one) => bundleIn(registry, one)));
  return texts.filter((text) => text !== undefined);
}

/**
 * Pushes what refers to a manifest: blobs, the manifest that refers, and, where the registry keeps no list of its own, the list
 * under its tag, in which whatever others put there stays.
 */
export async function attach(
  registry: Registry,
  subject: string,
  attachment: Attachment,
  onSent: (bytes: number) => void,
): Promise<void> {
  for (const blob of attachment.blobs) await registry.ensureBlob(blob, onSent);
  const { digest, manifest: bytes } = attachment;
  const { isListed } = await registry.putManifest(digest, { digest, bytes });
  for (let attempt = 0; !isListed; attempt++) {
    const there = await listUnderTag(registry, subject);
    if (there && referrersIn(registry, subject, there).some((one) => one.digest === digest)) return;
    if (attempt === ATTEMPTS) throw unreadable(registry, subject, 'somebody else changes the list all the time');
    const list = referrersIndex([attachment], there);
    await registry.putManifest(referrersTag(subject), { digest: list.digest, bytes: list.manifest }, list.mediaType);
  }
}

async function listUnderTag(registry: Registry, subject: string): Promise<Uint8Array | undefined> {
  return (await registry.manifest(referrersTag(subject)))?.bytes;
}

function referrersIn(registry: Registry, subject: string, list: Uint8Array): readonly Referrer[] {
  try {
    return readReferrers(list).referrers;
  } catch (error) {
    if (error instanceof ManifestError) throw unreadable(registry, subject, reasonOf(error));
    throw error;
  }
}

/** Undefined where it is gone, or is something else than it was called. */
async function bundleIn(registry: Registry, { digest }: Referrer): Promise<string | undefined> {
  const manifest = await registry.manifest(digest);
  if (!manifest) return undefined;
  try {
    const layer = readManifest(manifest.bytes).layers.find(({ mediaType }) => mediaType === BUNDLE_TYPE);
    const bytes = layer && (await registry.blob(layer, MAX_BUNDLE_BYTES));
    return bytes && new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

function unreadable(registry: Registry, subject: string, why: string): PublishError {
  return new PublishError({
    where: registry.name,
    what: `what refers to ${subject} cannot be listed`,
    why,
    remedy: `look at the tag ${referrersTag(subject)}, and remove it where nobody needs it`,
  });
}
