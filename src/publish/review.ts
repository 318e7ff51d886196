import { compareBuild, valid } from 'semver';
import type { Finding } from '../findings';
import { ArchiveError } from '../helm/archive';
import { chartContents, type ChartChange, diffCharts, versionFindings } from './changes';
import type { PackagedChart } from './chart/packaged-chart';

/** A version that is there before another one. */
export interface PublishedVersion {
  readonly version: string;
  /** Undefined where it is not to be had: it is missing, damaged, or lies elsewhere. */
  readonly archive?: Uint8Array;
}

/** A new version beside the one before it. */
export interface Review {
  /** The version that came before. */
  readonly since: string;
  /** What changed since then; undefined where the two could not be compared. */
  readonly changes?: readonly ChartChange[];
  /** What is wrong with the new version's number. */
  readonly findings: readonly Finding[];
}

/** What is new in a chart, and whether its version says so. */
export function reviewOf(chart: PackagedChart, { version, archive }: PublishedVersion): Review {
  const changes = archive && changesBetween(archive, chart.archive);
  const findings = versionFindings(chart.name, { before: version, after: chart.version }, changes ?? []);
  return { since: version, changes, findings };
}

/** The newest of some versions, the last one where several are the same; what is no version does not count. */
export function newestOf<T extends { readonly version: string }>(versions: readonly T[]): T | undefined {
  const known = versions.filter(({ version }) => valid(version) !== null);
  return known.toSorted((a, b) => compareBuild(a.version, b.version)).at(-1);
}

function changesBetween(before: Uint8Array, after: Uint8Array): readonly ChartChange[] | undefined {
  try {
    return diffCharts(chartContents(before), chartContents(after));
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}
