import { compareBuild, valid } from 'semver';
import type { RegistryReadOptions } from './artifacts-in-registry';
import { credentialsOf, Secrets, withoutSecrets } from './credentials';
import { withoutLogin } from './io/http';
import { openRegistry } from './oci/open-registry';
import { ManifestError, readManifest } from './oci/read-manifest';
import { artifactReferenceOf, versionOf } from './oci/reference';
import type { Registry } from './oci/registry';
import { PublishError, reasonOf } from './publish-error';
import { worldOf } from './world';

/** A chart as a registry has it. */
export interface FetchedChart {
  /** Digest of the manifest, by which the same chart can be fetched again whatever becomes of its tag. */
  readonly digest: string;
  readonly archive: Uint8Array;
}

/**
 * Fetches a packaged chart from a registry, with the logins that publishing uses.
 *
 * @param reference `oci://<host>/<repository>:<version>`, or `@sha256:<digest of the manifest>` in place of the version
 * @throws PublishError
 */
export async function fetchChart(reference: string, options: RegistryReadOptions = {}): Promise<FetchedChart> {
  const secrets = new Secrets();
  try {
    const { url, repository, tag, digest } = artifactReferenceOf(reference, options.plainHttp ?? false);
    const { machine, ...world } = await worldOf(options);
    const registry = openRegistry(url, repository, { ...world, secrets, credentials: credentialsOf(machine, secrets) });
    const wanted = digest ?? tag;
    if (wanted === undefined) throw await unversioned(reference, registry);
    return await fetched(reference, registry, wanted);
  } catch (error) {
    throw withoutSecrets(error, secrets);
  }
}

async function fetched(reference: string, registry: Registry, wanted: string): Promise<FetchedChart> {
  const manifest = await registry.manifest(wanted);
  if (manifest === undefined)
    throw refused(reference, 'no such chart', 'the registry has none of this name and version');
  const layer = layerOf(reference, manifest.bytes);
  const archive = await registry.blob(layer);
  if (archive === undefined)
    throw refused(reference, 'the archive cannot be had', `the registry has nothing with the digest ${layer.digest}`);
  return { digest: manifest.digest, archive };
}

async function unversioned(reference: string, registry: Registry): Promise<PublishError> {
  const versions = (await registry.tags()).map(versionOf).filter((version) => valid(version) !== null);
  const newest = versions.toSorted(compareBuild).at(-1);
  const why = newest === undefined ? 'the registry has none of this name' : `the newest one is ${newest}`;
  return refused(reference, 'no version is named', why);
}

function layerOf(reference: string, bytes: Uint8Array): ReturnType<typeof readManifest>['layers'][number] {
  try {
    const { chart } = readManifest(bytes);
    if (chart) return chart;
    throw new ManifestError('it is of something else than a chart');
  } catch (error) {
    if (error instanceof ManifestError) throw refused(reference, 'no chart', reasonOf(error));
    throw error;
  }
}

function refused(where: string, what: string, why: string): PublishError {
  const remedy = 'write oci://<host>/<repository>:<version>, or @sha256:<digest> for the version';
  return new PublishError({ where: withoutLogin(where), what, why, remedy });
}
