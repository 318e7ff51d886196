import { join } from 'node:path';
import { REPOSITORY_METADATA_FILE, type RepositoryMetadata } from '../artifact-hub';
import { isProvenanceOf, type PackagedChart } from '../chart/packaged-chart';
import { sha256 } from '../digest';
import type { Files } from '../io/files';
import {
  changedIndex,
  EMPTY_INDEX,
  type IndexChange,
  type IndexedVersion,
  indexEntryOf,
  readIndex,
  type RepositoryIndex,
} from '../repository-index';
import type { PublishedVersion } from '../review';
import { missingBundles, type SignedBundle, type SigstoreSigning } from '../trust/bundles';
import { statementIn } from '../trust/verify-bundle';
import { digestsIn } from '../trust/verify-statement';
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

export interface DirectoryOptions {
  readonly files: Files;
  /** Replace versions that are published with other bytes. */
  readonly force: boolean;
  /** What stands before the file's name in the index. @default - nothing: the archive is found beside the index */
  readonly baseUrl?: string;
  /** Who states what was built from what. @default - nobody */
  readonly sigstore?: SigstoreSigning;
}

const INDEX = 'index.yaml';
/** How often to begin again when somebody else wrote the index meanwhile. */
const ATTEMPTS = 5;
/** As cosign calls the bundle of a file. */
const BUNDLE = '.sigstore.json';
const TEMPORARY = '.cdk8s-vnf.tmp';
const LEFTOVER_MILLISECONDS = 60 * 60 * 1000;

/** An index, and its bytes where there is a file. */
interface IndexFile {
  readonly index: RepositoryIndex;
  readonly bytes?: Uint8Array;
}

/** A folder with an `index.yaml`, as any static site serves it. */
export class Directory implements Target {
  private lastIndex?: IndexFile;

  constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly options: DirectoryOptions,
  ) {}

  async plan({ charts, metadata }: Publication): Promise<Plan> {
    const { index } = await this.index();
    const changes: Change[] = [];
    for (const chart of charts) changes.push(await this.signed(await this.chartChange(index, chart), index, chart));
    if (metadata) changes.push(await this.metadataChange(metadata));
    return { changes };
  }

  async versions(chart: string): Promise<readonly PublishedVersion[]> {
    const { index } = await this.index();
    const archive = async ({ version, digest }: IndexedVersion): Promise<Uint8Array | undefined> => {
      const content = await this.options.files.read(this.path(`${chart}-${version}.tgz`));
      const isWhole = content !== undefined && (digest === '' || sha256(content) === digest);
      return isWhole ? content : undefined;
    };
    const versions = index.charts.get(chart)?.versions ?? [];
    return versions.map((one) => ({ version: one.version, archive: () => archive(one) }));
  }

  /**
   * Archive, provenance and statement first, the index last, so that it never lists what is not there. A version that is replaced is
   * taken out of the index before its files change.
   */
  async apply({ changes }: Plan, progress: Progress): Promise<void> {
    const wanted = changes.filter(({ action }) => action !== 'keep');
    if (wanted.length === 0) return;
    await this.options.files.makeFolder(this.folder);
    await this.removeLeftovers();
    const charts = wanted.flatMap(({ chart, action, signed }) => (chart ? [{ chart, action, signed }] : []));
    const replaced = charts.filter(({ action }) => action === 'replace');
    await this.changeIndex(replaced.map(({ chart: { name, version } }) => ({ kind: 'drop', name, version })));
    for (const { chart, signed } of charts) await this.putFiles(chart, signed ?? [], progress);
    await this.changeIndex(charts.map(({ chart }) => ({ kind: 'put', chart, url: this.url(chart) })));
    for (const { metadata } of wanted) if (metadata) await this.put(REPOSITORY_METADATA_FILE, metadata.content);
    wanted.forEach(progress.done);
  }

  private async index(): Promise<IndexFile> {
    const bytes = await this.options.files.read(this.path(INDEX));
    // Reading a large index takes most of the time, and it seldom changes between plan and apply.
    if (!this.lastIndex || !isSame(bytes, this.lastIndex.bytes))
      this.lastIndex = { index: readIndex(`${this.name}/${INDEX}`, bytes ?? Buffer.from(EMPTY_INDEX)), bytes };
    return this.lastIndex;
  }

  private async chartChange(index: RepositoryIndex, chart: PackagedChart): Promise<Change> {
    const indexed = find(index, chart);
    const onDisk = await this.digest(chart.fileName);
    const change = { subject: subjectOf(chart), digest: `sha256:${chart.digest}`, chart };
    const isPublished = indexed?.digest === chart.digest;
    const other = [indexed?.digest, onDisk].find((digest) => digest && digest !== chart.digest);
    if (other !== undefined && !isPublished)
      return { ...change, action: this.options.force ? 'replace' : 'refuse', published: `sha256:${other}` };
    if (indexed === undefined) return { ...change, action: 'add' };
    if (onDisk !== chart.digest) return { ...change, action: 'complete', reason: 'the archive is missing or damaged' };
    const there = await this.provenanceThere(chart);
    if (there === 'of other bytes')
      return { ...change, action: 'complete', reason: 'the provenance file there is of other bytes' };
    if (await this.hasStrayBundle(chart))
      return { ...change, action: 'complete', reason: 'the signed statement there is of other bytes' };
    return chart.provenance && there === 'none'
      ? { ...change, action: 'complete', reason: 'the provenance file is missing' }
      : { ...change, action: 'keep' };
  }

  private async signed(change: Change, index: RepositoryIndex, chart: PackagedChart): Promise<Change> {
    const { sigstore } = this.options;
    if (!sigstore || change.action === 'refuse') return change;
    const own = (await this.provenanceThere(chart)) === 'its own';
    const indexed = find(index, chart);
    const artifacts = {
      archive: { fileName: chart.fileName, bytes: chart.archive },
      provenance: own ? await this.options.files.read(this.path(`${chart.fileName}.prov`)) : chart.provenance,
      indexEntry: indexed?.digest === chart.digest ? indexed.fields : indexEntryOf(chart, this.url(chart)).fields,
    };
    const bundle = await this.bundleThere(chart);
    return withBundles(change, missingBundles(artifacts, bundle === undefined ? [] : [bundle], sigstore));
  }

  private async bundleThere({ fileName }: PackagedChart): Promise<string | undefined> {
    const content = await this.options.files.read(this.path(`${fileName}${BUNDLE}`));
    return content && Buffer.from(content).toString();
  }

  private async hasStrayBundle(chart: PackagedChart): Promise<boolean> {
    const bundle = await this.bundleThere(chart);
    return bundle !== undefined && !digestsIn(statementIn(bundle) ?? '').includes(chart.digest);
  }

  private async metadataChange(metadata: RepositoryMetadata): Promise<Change> {
    const published = await this.digest(REPOSITORY_METADATA_FILE);
    const change = {
      subject: REPOSITORY_METADATA_FILE,
      digest: `sha256:${metadata.digest}`,
      published: published && `sha256:${published}`,
      metadata,
    };
    if (published === undefined) return { ...change, action: 'add' };
    return { ...change, action: published === metadata.digest ? 'keep' : 'replace' };
  }

  private async provenanceThere(chart: PackagedChart): Promise<'none' | 'its own' | 'of other bytes'> {
    const content = await this.options.files.read(this.path(`${chart.fileName}.prov`));
    if (content === undefined) return 'none';
    return isProvenanceOf(chart, content) ? 'its own' : 'of other bytes';
  }

  private async putFiles(chart: PackagedChart, signed: readonly SignedBundle[], progress: Progress): Promise<void> {
    const { fileName, archive, provenance, digest } = chart;
    const there = await this.provenanceThere(chart);
    if (there === 'of other bytes') await this.options.files.remove(this.path(`${fileName}.prov`));
    if (await this.hasStrayBundle(chart)) await this.options.files.remove(this.path(`${fileName}${BUNDLE}`));
    if ((await this.digest(fileName)) !== digest) await this.put(fileName, archive);
    progress.sent(subjectOf(chart), archive.length);
    if (provenance && there !== 'its own') await this.put(`${fileName}.prov`, provenance);
    progress.sent(subjectOf(chart), provenance?.length ?? 0);
    for (const { bundle } of signed) {
      await this.put(`${fileName}${BUNDLE}`, Buffer.from(bundle));
      progress.sent(subjectOf(chart), bundle.length);
    }
  }

  /** Another run may publish to the same folder: what it wrote meanwhile is read again and kept. */
  private async changeIndex(changes: readonly IndexChange[]): Promise<void> {
    if (changes.length === 0) return;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { index, bytes } = await this.index();
      const due = changes.filter((change) => isDue(index, change));
      if (due.length === 0) return;
      const text = Buffer.from(changedIndex(index, due));
      readIndex(`${this.name}/${INDEX}, as it would be`, text);
      if (await this.put(INDEX, text, bytes)) return;
    }
    throw failed(this.name, `${INDEX} could not be changed`, 'somebody else changes it all the time');
  }

  /** Puts a file in place at once. @returns false where the index is no longer the expected one */
  private async put(name: string, content: Uint8Array, expected?: Uint8Array): Promise<boolean> {
    const { files } = this.options;
    const temporary = this.path(`.${name}.${process.pid}${TEMPORARY}`);
    try {
      await files.write(temporary, content);
      if (name === INDEX) {
        const current = await files.read(this.path(INDEX));
        if (!isSame(current, expected)) return false;
      }
      await files.rename(temporary, this.path(name));
      return true;
    } catch (error) {
      await files.remove(temporary).catch(() => undefined);
      throw error;
    }
  }

  /** What a killed run left; what is young may be another run's. */
  private async removeLeftovers(): Promise<void> {
    const { files } = this.options;
    for (const name of await files.list(this.folder)) {
      if (!name.endsWith(TEMPORARY)) continue;
      const facts = await files.stat(this.path(name));
      if (facts && Date.now() - facts.modified.getTime() > LEFTOVER_MILLISECONDS) await files.remove(this.path(name));
    }
  }

  private async digest(name: string): Promise<string | undefined> {
    const content = await this.options.files.read(this.path(name));
    return content && sha256(content);
  }

  private path(name: string): string {
    return join(this.folder, name);
  }

  private url({ fileName }: PackagedChart): string {
    const { baseUrl } = this.options;
    return baseUrl === undefined ? fileName : `${baseUrl.replace(/\/+$/, '')}/${fileName}`;
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
}

function find(
  index: RepositoryIndex,
  { name, version }: { name: string; version: string },
): IndexedVersion | undefined {
  return index.charts.get(name)?.versions.find((one) => one.version === version);
}

function isDue(index: RepositoryIndex, change: IndexChange): boolean {
  const indexed = find(index, change.kind === 'put' ? change.chart : change);
  return change.kind === 'drop' ? indexed !== undefined : indexed?.digest !== change.chart.digest;
}
