import { compareBuild, parse, valid } from 'semver';
import type { Finding } from '../findings';
import { ArchiveError } from '../helm/archive';
import { chartContents, type ChartChange, diffCharts, versionFindings } from './changes';
import type { PackagedChart } from './chart/packaged-chart';

/** A version that is at a target. */
export interface PublishedVersion {
  readonly version: string;
  /** Its archive; undefined where it is not to be had: it is missing, damaged, or lies elsewhere. */
  readonly archive: () => Promise<Uint8Array | undefined>;
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

/** What is new in a chart, and whether its version says so; undefined where no version came before. */
export async function reviewOf(
  chart: PackagedChart,
  published: readonly PublishedVersion[],
): Promise<Review | undefined> {
  const before = versionBefore(chart.version, published);
  if (before === undefined) return undefined;
  const archive = await before.archive();
  const changes = archive && changesBetween(archive, chart.archive);
  const findings = versionFindings(chart.name, { before: before.version, after: chart.version }, changes ?? []);
  return { since: before.version, changes, findings };
}

/**
 * The version that users of a new one come from: the newest release below it, so that a fix for an older line is held
 * against that line. Where the new one's own line is further already, which nobody would leave for it: the newest there.
 */
export function versionBefore<T extends { readonly version: string }>(
  version: string,
  published: readonly T[],
): T | undefined {
  const known = published.filter((one) => valid(one.version) !== null);
  const sorted = known.toSorted((a, b) => compareBuild(a.version, b.version));
  const ahead = lineOf(version, sorted).findLast((one) => !isBelow(one.version, version));
  return ahead ?? releaseBefore(version, sorted);
}

/** The newest release below a version; the newest pre-release where there is none. */
export function releaseBefore<T extends { readonly version: string }>(
  version: string,
  published: readonly T[],
): T | undefined {
  const below = published.filter((one) => isBelow(one.version, version));
  const sorted = below.toSorted((a, b) => compareBuild(a.version, b.version));
  return sorted.findLast((one) => parse(one.version)?.prerelease.length === 0) ?? sorted.at(-1);
}

/** The versions that share the minor release of one, else its major release, else all. */
function lineOf<T extends { readonly version: string }>(version: string, published: readonly T[]): readonly T[] {
  const wanted = parse(version);
  const same = published.filter((one) => parse(one.version)?.major === wanted?.major);
  const closest = same.filter((one) => parse(one.version)?.minor === wanted?.minor);
  return [closest, same].find((line) => line.length > 0) ?? published;
}

function isBelow(a: string, b: string): boolean {
  return parse(a)?.compare(b) === -1;
}

/** Undefined where one of them is no chart that can be compared. */
export function changesBetween(before: Uint8Array, after: Uint8Array): readonly ChartChange[] | undefined {
  try {
    return diffCharts(chartContents(before), chartContents(after));
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}
