import { compareBuild, valid } from 'semver';
import { credentialsOf, realMachine, Secrets } from './credentials';
import { AuthorizedHttp } from './io/authorized';
import { realFiles } from './io/files';
import { nodeHttp } from './io/node-http';
import { following, realWait, retrying } from './io/resilient';
import { ManifestError, readManifest } from './oci/read-manifest';
import { namespaceOf, tagOf, versionOf } from './oci/reference';
import { Registry } from './oci/registry';
import { certificates, type PublishOptions, redacted } from './publish';
import { PublishError, reasonOf } from './publish-error';

/** How a chart is fetched. */
export type FetchOptions = Pick<PublishOptions, 'plainHttp' | 'caFile' | 'world'>;

/** A chart as a registry has it. */
export interface FetchedChart {
  /** Digest of the manifest, by which the same chart can be fetched again whatever becomes of its tag. */
  readonly digest: string;
  readonly archive: Uint8Array;
}

interface ChartReference {
  /** `oci://<host>/<repository>`. */
  readonly repository: string;
  /** A tag or a digest. */
  readonly version?: string;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Fetches a packaged chart from a registry, with the logins that publishing uses.
 *
 * @param reference `oci://<host>/<repository>:<version>`, or `@sha256:<digest of the manifest>` in place of the version
 * @throws PublishError
 */
export async function fetchChart(reference: string, options: FetchOptions = {}): Promise<FetchedChart> {
  const secrets = new Secrets();
  try {
    return await run(reference, options, secrets);
  } catch (error) {
    throw redacted(error, secrets);
  }
}

async function run(reference: string, options: FetchOptions, secrets: Secrets): Promise<FetchedChart> {
  const { repository, version } = partsOf(reference);
  const { url, path } = namespaceOf(repository, options.plainHttp ?? false);
  const { files = realFiles, wait = realWait, machine = realMachine } = options.world ?? {};
  const http = options.world?.http ?? nodeHttp({ ca: await certificates(files, options.caFile) });
  const credentials = credentialsOf(machine, secrets);
  const authorized = new AuthorizedHttp(retrying(http, wait), { kind: 'registry', url }, credentials, secrets);
  const registry = new Registry(following(authorized), url, path, wait);
  if (version === undefined) throw await unversioned(reference, registry);
  const manifest = await registry.manifest(DIGEST.test(version) ? version : tagOf(reference, version));
  if (manifest === undefined)
    throw refused(reference, 'no such chart', 'the registry has none of this name and version');
  if (DIGEST.test(version) && manifest.digest !== version)
    throw refused(
      reference,
      'not what was asked for',
      `the registry sent a manifest with the digest ${manifest.digest}`,
    );
  const layer = layerOf(reference, manifest.bytes);
  const archive = await registry.blob(layer);
  if (archive === undefined)
    throw refused(reference, 'the archive cannot be had', `the registry has nothing with the digest ${layer.digest}`);
  return { digest: manifest.digest, archive };
}

function partsOf(reference: string): ChartReference {
  const [name = '', digest] = reference.split('@', 2);
  const colon = name.indexOf(':', name.lastIndexOf('/'));
  const repository = colon < 0 ? name : name.slice(0, colon);
  if (digest !== undefined && !DIGEST.test(digest))
    throw refused(reference, 'no reference', 'what stands behind @ is not sha256: and 64 hexadecimal digits');
  const version = digest ?? (colon < 0 ? undefined : name.slice(colon + 1));
  return { repository, ...(version === undefined ? {} : { version }) };
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
  return new PublishError({ where: where.replace(/\/\/[^/]*@/, '//'), what, why, remedy });
}
