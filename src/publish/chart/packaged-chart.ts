import { ArchiveError, readTgz } from '../../helm/archive';
import { sha256 } from '../digest';
import { PublishError, reasonOf } from '../publish-error';
import { YamlError } from '../yaml';
import { type ChartMetadata, readChartYaml } from './chart-yaml';

/** The most that is fetched of an archive. */
export const MAX_ARCHIVE_BYTES = 100 * 1024 * 1024;

/** A packaged chart, read and checked: what every target publishes. */
export interface PackagedChart {
  readonly name: string;
  readonly version: string;
  /** `<name>-<version>.tgz`; a provenance file holds for this name only. */
  readonly fileName: string;
  readonly metadata: ChartMetadata;
  readonly archive: Uint8Array;
  /** SHA-256 of the archive, in hexadecimal. */
  readonly digest: string;
  /** The text of `<archive>.prov`. */
  readonly provenance?: Uint8Array;
  /** When the archive was made: RFC 3339, to the second, in UTC. */
  readonly created: string;
}

/** The files a chart is read from. */
export interface ChartSource {
  readonly path: string;
  readonly archive: Uint8Array;
  readonly provenance?: Uint8Array;
  readonly created: Date;
}

/**
 * Reads an archive without trusting it.
 * @throws PublishError naming what no Helm, or not every Helm, would take
 */
export function readPackagedChart({ path, archive, provenance, created }: ChartSource): PackagedChart {
  const metadata = readMetadata(path, archive);
  const { name, version } = metadata;
  const fileName = `${name}-${version}.tgz`;
  const given = path.split(/[\\/]/).at(-1);
  if (given !== fileName) {
    throw new PublishError({
      where: path,
      what: `the file is not called ${fileName}`,
      why: 'Helm finds a version, and its provenance, by the name of the file',
      remedy: `rename it, or package the chart anew`,
    });
  }
  const digest = sha256(archive);
  const chart = { name, version, fileName, metadata, archive, digest, provenance, created: rfc3339(created) };
  if (provenance !== undefined && !isProvenanceOf(chart, provenance)) {
    throw new PublishError({
      where: `${path}.prov`,
      what: 'the provenance file is of another archive',
      why: `it does not hold the line "${fileName}: sha256:${digest}"`,
      remedy: 'sign the archive again, or remove the file',
    });
  }
  return chart;
}

function readMetadata(path: string, archive: Uint8Array): ChartMetadata {
  try {
    return metadataOf(archive);
  } catch (error) {
    if (!(error instanceof ArchiveError || error instanceof YamlError)) throw error;
    throw new PublishError(
      {
        where: path,
        what: 'no chart that every Helm reads',
        why: reasonOf(error),
        remedy: 'mend the chart and package it anew',
      },
      { cause: error },
    );
  }
}

/**
 * The metadata inside an archive.
 * @throws ArchiveError or YamlError
 */
export function metadataOf(archive: Uint8Array): ChartMetadata {
  const files = readTgz(archive);
  const folders = new Set([...files.keys()].map((path) => path.split('/', 1)[0] ?? ''));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1)
    throw new ArchiveError(`the archive holds ${folders.size} folders at its top; a chart has one`);
  const chartYaml = files.get(`${folder}/Chart.yaml`);
  if (!chartYaml) throw new ArchiveError(`the archive holds no ${folder}/Chart.yaml`);
  const metadata = readChartYaml(utf8(chartYaml));
  if (metadata.name !== folder)
    throw new ArchiveError(`the archive's folder is ${folder}, but Chart.yaml calls the chart ${metadata.name}`);
  return metadata;
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new YamlError('Chart.yaml is no UTF-8 text');
  }
}

/** Whether a provenance file speaks of this archive; whether it speaks the truth is another question. */
export function isProvenanceOf(chart: { fileName: string; digest: string }, provenance: Uint8Array): boolean {
  return Buffer.from(provenance).toString('latin1').includes(`${chart.fileName}: sha256:${chart.digest}`);
}

/** As Go writes a time without fractions. */
function rfc3339(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
