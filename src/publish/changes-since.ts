import { CHANGES_ANNOTATION } from '../helm/artifact-hub';
import { type Changelog, type ChangelogEntry, entriesInText } from '../helm/changelog';
import { ArchiveError } from '../helm/archive';
import { changelogOf } from './changes';
import { metadataOf, type PackagedChart } from './chart/packaged-chart';
import { credentialsOf, Secrets, withoutSecrets } from './credentials';
import { PublishError } from './publish-error';
import { readCharts } from './read-charts';
import { changesBetween, releaseBefore } from './review';
import { targetOf } from './targets';
import type { Target } from './targets/target';
import { worldOf, type WorldOptions } from './world';
import { YamlError } from './yaml';

export interface ChangesSinceOptions extends WorldOptions {
  /** Speak HTTP without TLS to registries. @default false */
  readonly plainHttp?: boolean;
  /** The part of a ChartMuseum's URL that belongs to the server and not to the tenant. @default - none */
  readonly contextPath?: string;
}

/** What changed in one version of a chart. */
export interface ChartChangelog {
  readonly chart: string;
  readonly version: string;
  /** The version before it; undefined where there is none. */
  readonly since?: string;
  readonly entries: readonly ChangelogEntry[];
}

/**
 * Compares packaged charts with what is published, for their changelogs. A version that is there already has the entries that it
 * was published with, so that a second run says what the first one said.
 *
 * @param charts archives, or folders of archives
 * @param target where the versions before them are, as for `publish`; only read
 * @throws PublishError, or PublishErrors for several at once
 */
export async function changesSince(
  charts: readonly string[],
  target: string,
  options: ChangesSinceOptions = {},
): Promise<readonly ChartChangelog[]> {
  const secrets = new Secrets();
  try {
    const { machine, ...world } = await worldOf(options);
    const { plainHttp: isPlainHttp = false, contextPath } = options;
    const credentials = credentialsOf(machine, secrets);
    const published = targetOf(target, { ...world, credentials, secrets, isPlainHttp, contextPath, force: false });
    const read = await readCharts(world.files, charts, machine.environment.SOURCE_DATE_EPOCH);
    const found: ChartChangelog[] = [];
    for (const chart of read) found.push(await changelogSince(chart, published));
    return found;
  } catch (error) {
    throw withoutSecrets(error, secrets);
  }
}

async function changelogSince(chart: PackagedChart, target: Target): Promise<ChartChangelog> {
  const published = await target.versions(chart.name);
  const before = releaseBefore(chart.version, published);
  const { name, version } = chart;
  const own = await published.find((one) => one.version === version)?.archive();
  const entries = own && entriesIn(own);
  if (entries || !before) return { chart: name, version, since: before?.version, entries: entries ?? [] };
  const archive = await before.archive();
  const changes = archive && changesBetween(archive, chart.archive);
  if (changes) return { chart: name, version, since: before.version, entries: changelogOf(changes) };
  throw new PublishError({
    where: target.name,
    what: `${name} ${version} cannot be compared with ${before.version}`,
    why: 'the archive of that version is missing, damaged, or lies elsewhere',
    remedy: 'name a target that holds it, or write the entries by hand',
  });
}

/** The entries that a version was published with; undefined where it has none that are entries. */
function entriesIn(archive: Uint8Array): readonly ChangelogEntry[] | undefined {
  try {
    const { annotations } = metadataOf(archive).fields as { annotations?: Readonly<Record<string, string>> };
    const text = annotations?.[CHANGES_ANNOTATION];
    return text === undefined ? undefined : entriesInText(text);
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof YamlError) return undefined;
    throw error;
  }
}

/**
 * A changelog with what a version brings. Entries that no comparison makes stay as somebody wrote them: `fixed`, `security`, and
 * those with links.
 */
export function updatedChangelog(changelog: Changelog, { version, entries }: ChartChangelog): Changelog {
  const written = changelog.entriesOf(version).filter(isWritten);
  const fresh = entries.filter((entry) => !written.some(({ description }) => description === entry.description));
  const all = [...written, ...fresh];
  return all.length === 0 ? changelog : changelog.with(version, all);
}

function isWritten({ kind, links }: ChangelogEntry): boolean {
  return kind === 'fixed' || kind === 'security' || links !== undefined;
}
