import { inc, lt, parse, prerelease, type SemVer } from 'semver';
import { type Finding, shown } from '../../findings';
import { type Bump, BUMPS, type ChartChange, largest } from './change';

/** The bump that changes demand at least: any new archive is a patch. */
export function demandedBump(changes: readonly ChartChange[]): Bump {
  return largest(changes.map(({ demands }) => demands));
}

/** The least version that may follow another after changes. Before 1.0.0 minor and patch move down one place (SemVer 4). */
export function leastVersion(before: string, changes: readonly ChartChange[]): string {
  const demanded = demandedBump(changes);
  const isInitial = parse(before)?.major === 0;
  const bump = isInitial && demanded !== 'patch' ? (BUMPS[BUMPS.indexOf(demanded) - 1] ?? 'patch') : demanded;
  return inc(before, bump) ?? before;
}

/**
 * What is wrong with the version that follows another: too small for what changed, or no step forward at all.
 *
 * @param chart the chart's name, under which the findings are listed
 */
export function versionFindings(
  chart: string,
  versions: { readonly before: string; readonly after: string },
  changes: readonly ChartChange[],
): Finding[] {
  const [before, after] = [parse(versions.before), parse(versions.after)];
  if (!before || !after) return [];
  const finding = (id: string, reason: string, remedy: string): Finding[] => [
    { id, severity: 'error', path: chart, field: 'version', value: versions.after, reason, remedy },
  ];
  const least = leastVersion(versions.before, changes);
  if (after.compare(before) <= 0) {
    const reason = `${versions.before} is published already, and nobody who has it would be offered this`;
    return finding('VNF802', reason, `give it version ${least} or a later one`);
  }
  if (isEnough(before, after, least)) return [];
  const demanded = demandedBump(changes);
  const cause = changes.find(({ demands }) => demands === demanded);
  const reason = `a ${demanded} change since ${versions.before}: ${shown(cause?.description ?? 'another archive')}`;
  return finding('VNF801', reason, `give it version ${least} or a later one`);
}

/** A pre-release counts as the release that it leads to, and may change at will until then. */
function isEnough(before: SemVer, after: SemVer, least: string): boolean {
  const isSameRelease = prerelease(before) !== null && before.compareMain(after) === 0;
  return isSameRelease || !lt(`${after.major}.${after.minor}.${after.patch}`, least);
}
