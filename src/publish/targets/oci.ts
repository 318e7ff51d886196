import { REPOSITORY_METADATA_FILE, type RepositoryMetadata } from '../artifact-hub';
import { isProvenanceOf, type PackagedChart } from '../chart/packaged-chart';
import {
  type Artifact,
  type Blob,
  chartArtifact,
  isSameButForTime,
  MEDIA_TYPES,
  repositoryMetadataArtifact,
} from '../oci/manifest';
import { openRegistry, type RegistryAccess } from '../oci/open-registry';
import { type Descriptor, ManifestError, readManifest } from '../oci/read-manifest';
import { namespaceOf, type Namespace, repositoryOf, tagOf, versionOf } from '../oci/reference';
import { attach, bundlesOf } from '../oci/referrers';
import type { Registry } from '../oci/registry';
import type { PublishedVersion } from '../review';
import { missingBundles, type SigstoreSigning } from '../trust/bundles';
import { bundleReferrer } from '../trust/referrers';
import {
  type Change,
  failed,
  type Plan,
  type Progress,
  type Publication,
  subjectOf,
  type Target,
  withBundles,
} from './target';

export interface RegistryOptions extends RegistryAccess {
  /** Replace versions that are published with other bytes. */
  readonly force: boolean;
  readonly isPlainHttp: boolean;
  /** Who signs manifests and states what was built from what. @default - nobody */
  readonly sigstore?: SigstoreSigning;
}

/** The tag that Artifact Hub reads. */
const METADATA_TAG = 'artifacthub.io';

/** A repository in an OCI registry below which each chart has one of its own. */
export class OciRegistry implements Target {
  private readonly namespace: Namespace;

  /** @throws PublishError where the name is no reference */
  constructor(
    readonly name: string,
    private readonly options: RegistryOptions,
  ) {
    this.namespace = namespaceOf(name, options.isPlainHttp);
  }

  async plan({ charts, metadata }: Publication): Promise<Plan> {
    const changes: Change[] = [];
    for (const chart of charts) changes.push(await this.signed(await this.chartChange(chart), chart));
    if (metadata) for (const chart of uniqueNames(charts)) changes.push(await this.metadataChange(metadata, chart));
    return { changes };
  }

  async versions(chart: string): Promise<readonly PublishedVersion[]> {
    const registry = this.registry(chart);
    const archive = async (tag: string): Promise<Uint8Array | undefined> => {
      const manifest = await registry.manifest(tag);
      const layer = manifest && layersOf(manifest)?.chart;
      return layer && registry.blob(layer);
    };
    return (await registry.tags()).map((tag) => ({ version: versionOf(tag), archive: () => archive(tag) }));
  }

  /** Blobs, then the manifest under its digest, what signs it, the tag: a tag never stands for anything that is not whole. */
  async apply({ changes }: Plan, progress: Progress): Promise<void> {
    for (const change of changes) {
      if (change.action === 'keep') continue;
      await this.push(change, progress);
      progress.done(change);
    }
  }

  private async chartChange(chart: PackagedChart): Promise<Change> {
    const { manifest } = chartArtifact(chart);
    const existing = await this.registry(chart.name).manifest(tagOf(this.name, chart.version));
    const change = { subject: subjectOf(chart), digest: manifest.digest, chart };
    if (existing === undefined) return { ...change, action: 'add' };
    const published = existing.digest;
    const found = layersOf(existing);
    if (found?.chart?.digest !== `sha256:${chart.digest}`)
      return { ...change, action: this.options.force ? 'replace' : 'refuse', published };
    // The same archive may have been pushed with another time stamp; that is no other version.
    const reason = this.options.sigstore && (await this.unfitToSign(chart, existing));
    if (reason) return { ...change, action: this.options.force ? 'replace' : 'refuse', published, reason };
    const lacksProvenance = chart.provenance !== undefined && found.provenance === undefined;
    return lacksProvenance
      ? { ...change, action: 'complete', published, reason: 'the provenance layer is missing' }
      : { ...change, digest: published, action: 'keep' };
  }

  /** Why a manifest that somebody pushed is not one to put a name to; undefined where it is. */
  private async unfitToSign(chart: PackagedChart, { bytes, digest }: Blob): Promise<string | undefined> {
    if (!isSameButForTime(bytes, chartArtifact(chart).manifest.bytes))
      return `its manifest ${digest} says something else than the chart, and would be signed`;
    const layer = readManifest(bytes).provenance;
    const provenance = layer && (await this.registry(chart.name).blob(layer));
    const isFit = layer === undefined || (provenance !== undefined && isProvenanceOf(chart, provenance));
    return isFit ? undefined : `the provenance in its manifest ${digest} is of another archive, and would be signed`;
  }

  /** What is there is signed as it is, with the provenance that it has. */
  private async signed(change: Change, chart: PackagedChart): Promise<Change> {
    const { sigstore } = this.options;
    if (!sigstore || change.action === 'refuse') return change;
    const registry = this.registry(chart.name);
    const there = change.action === 'keep' ? await registry.manifest(change.digest) : undefined;
    const layer = there && layersOf(there)?.provenance;
    const provenance = there ? layer && (await registry.blob(layer)) : chart.provenance;
    const archive = { fileName: chart.fileName, bytes: chart.archive };
    const artifacts = { archive, provenance, manifest: (there ?? chartArtifact(chart).manifest).bytes };
    return withBundles(change, missingBundles(artifacts, await bundlesOf(registry, change.digest), sigstore));
  }

  /** Artifact Hub looks for it beside the versions of each chart. */
  private async metadataChange(metadata: RepositoryMetadata, name: string): Promise<Change> {
    const { manifest } = repositoryMetadataArtifact(metadata.content, REPOSITORY_METADATA_FILE);
    const existing = await this.registry(name).manifest(METADATA_TAG);
    const change = { subject: `${name} ${REPOSITORY_METADATA_FILE}`, digest: manifest.digest, metadata };
    if (existing === undefined) return { ...change, action: 'add' };
    return { ...change, published: existing.digest, action: existing.digest === manifest.digest ? 'keep' : 'replace' };
  }

  private async push(change: Change, progress: Progress): Promise<void> {
    const { name, tag, artifact } = this.pushed(change);
    const registry = this.registry(name);
    const sent = (bytes: number): void => progress.sent(change.subject, bytes);
    if (change.isThere) return this.attach(registry, change, sent);
    for (const blob of artifact.blobs) await registry.ensureBlob(blob, sent);
    await registry.putManifest(artifact.manifest.digest, artifact.manifest);
    await this.attach(registry, change, sent);
    await registry.putManifest(tag, artifact.manifest);
    const stored = await registry.manifest(tag);
    if (stored?.digest !== artifact.manifest.digest)
      throw failed(
        this.name,
        `${change.subject} is not what was pushed`,
        `the tag stands for ${stored?.digest ?? 'nothing'}, not ${artifact.manifest.digest}; somebody else pushed it meanwhile`,
      );
  }

  private async attach(
    registry: Registry,
    { digest, subject: subjectName, signed = [] }: Change,
    sent: (bytes: number) => void,
  ): Promise<void> {
    if (signed.length === 0) return;
    const manifest = await registry.manifest(digest);
    if (!manifest) throw failed(this.name, `${subjectName} cannot be signed`, `its manifest ${digest} is gone`);
    const subject = { mediaType: MEDIA_TYPES.manifest, digest, size: manifest.bytes.length };
    for (const { bundle, predicateType } of signed)
      await attach(registry, digest, bundleReferrer(bundle, subject, predicateType), sent);
  }

  private pushed({ chart, metadata, subject }: Change): { name: string; tag: string; artifact: Artifact } {
    if (chart) return { name: chart.name, tag: tagOf(this.name, chart.version), artifact: chartArtifact(chart) };
    const artifact = repositoryMetadataArtifact(metadata?.content ?? new Uint8Array(), REPOSITORY_METADATA_FILE);
    return { name: subject.split(' ', 1)[0] ?? '', tag: METADATA_TAG, artifact };
  }

  private registry(chart: string): Registry {
    return openRegistry(this.namespace.url, repositoryOf(this.name, this.namespace, chart), this.options);
  }
}

function uniqueNames(charts: readonly PackagedChart[]): readonly string[] {
  return [...new Set(charts.map(({ name }) => name))];
}

/** The layers of a manifest; undefined where it is of something else than a chart. */
function layersOf({ bytes }: Blob): { chart?: Descriptor; provenance?: Descriptor } | undefined {
  try {
    return readManifest(bytes);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}
