import { valid } from 'semver';
import { credentialsOf, Secrets, withoutSecrets } from './credentials';
import type { Blob } from './oci/manifest';
import { openRegistry } from './oci/open-registry';
import { type ChartManifest, ManifestError, readManifest } from './oci/read-manifest';
import { type ArtifactReference, artifactReferenceOf, versionOf } from './oci/reference';
import { bundlesOf } from './oci/referrers';
import type { Registry } from './oci/registry';
import { PublishError, reasonOf } from './publish-error';
import type { ArtifactsToVerify } from './trust';
import { worldOf, type WorldOptions } from './world';

export interface RegistryReadOptions extends WorldOptions {
  /** Speak HTTP without TLS. @default false */
  readonly plainHttp?: boolean;
}

/** A version in a registry, and all that `verify` looks at. */
export interface ArtifactsInRegistry {
  readonly reference: string;
  readonly artifacts: ArtifactsToVerify;
}

/**
 * Reads what was published of a chart: manifest, config, archive, provenance and every Sigstore bundle that refers to it.
 *
 * @param name `oci://<host>/<repository>` for every version, or one with `:<version>` or `@<digest>` behind it
 * @throws PublishError where nothing is there that can be verified
 */
export async function artifactsInRegistry(
  name: string,
  options: RegistryReadOptions = {},
): Promise<readonly ArtifactsInRegistry[]> {
  const secrets = new Secrets();
  try {
    const reference = artifactReferenceOf(name, options.plainHttp ?? false);
    const { machine, ...world } = await worldOf(options);
    const access = { ...world, secrets, credentials: credentialsOf(machine, secrets) };
    const registry = openRegistry(reference.url, reference.repository, access);
    const read: ArtifactsInRegistry[] = [];
    for (const one of await wanted(registry, reference))
      read.push({ reference: shown(reference, one), artifacts: await artifactsOf(registry, one) });
    if (read.length > 0) return read;
    throw absent(name, 'there is no version of a chart');
  } catch (error) {
    throw withoutSecrets(error, secrets);
  }
}

/** One version: the tag or the digest that stands for it. */
interface Wanted {
  readonly tag?: string;
  readonly digest?: string;
}

async function wanted(registry: Registry, { tag, digest }: ArtifactReference): Promise<readonly Wanted[]> {
  if (tag !== undefined || digest !== undefined) return [{ tag, digest }];
  const tags = (await registry.tags()).filter((one) => valid(versionOf(one)) !== null);
  return tags.map((one) => ({ tag: one }));
}

function shown({ name }: ArtifactReference, { tag, digest }: Wanted): string {
  return digest === undefined ? `${name}:${tag ?? ''}` : `${name}@${digest}`;
}

async function artifactsOf(registry: Registry, { tag, digest }: Wanted): Promise<ArtifactsToVerify> {
  const manifest = await registry.manifest(digest ?? tag ?? '');
  if (!manifest) throw absent(registry.name, `nothing is there under ${digest ?? tag ?? ''}`);
  const { chart, config, provenance, title, version } = read(registry, manifest);
  const archive = chart && (await registry.blob(chart));
  if (!archive) throw absent(registry.name, `the archive of ${digest ?? tag ?? ''} is missing or damaged`);
  return {
    // A tag says which version it has to be; under a digest the manifest does, which is held against the archive.
    archive: {
      fileName: tag === undefined ? `${title}-${version}.tgz` : `${nameOf(registry)}-${versionOf(tag)}.tgz`,
      bytes: archive,
    },
    manifest: manifest.bytes,
    manifestDigest: digest,
    config: (await registry.blob(config)) ?? '',
    provenance: provenance && (await registry.blob(provenance)),
    bundles: await bundlesOf(registry, manifest.digest),
  };
}

function read(registry: Registry, manifest: Blob): ChartManifest {
  try {
    return readManifest(manifest.bytes);
  } catch (error) {
    if (error instanceof ManifestError) throw absent(registry.name, reasonOf(error));
    throw error;
  }
}

function nameOf({ name }: Registry): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function absent(where: string, why: string): PublishError {
  const remedy = 'name a chart as oci://<host>/<repository>, with :<version> or @<digest> for one version';
  return new PublishError({ where, what: 'there is nothing to verify', why, remedy });
}
