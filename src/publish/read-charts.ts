import { basename, join } from 'node:path';
import { compareBuild } from 'semver';
import { byBytes } from '../helm/go-text';
import { type PackagedChart, readPackagedChart } from './chart/packaged-chart';
import type { Files } from './io/files';
import { errorsOf, PublishError, throwAll } from './publish-error';
import { subjectOf } from './targets/target';
import { needed } from './world';

/** The charts that archives and folders of archives hold, each once. @throws PublishError, or PublishErrors */
export async function readCharts(
  files: Files,
  paths: readonly string[],
  epoch: string | undefined,
): Promise<readonly PackagedChart[]> {
  const archives: string[] = [];
  for (const path of paths) archives.push(...(await archivesAt(files, path)));
  const read = await Promise.allSettled(archives.map((path) => readChart(files, path, epoch)));
  throwAll(errorsOf(read));
  const charts = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const byFile = new Map<string, PackagedChart>();
  for (const chart of charts) {
    const other = byFile.get(chart.fileName);
    if (other && other.digest !== chart.digest) throw twice(chart);
    byFile.set(chart.fileName, chart);
  }
  return [...byFile.values()].sort(inOrder);
}

/** Older versions first, so that a run that is killed leaves none to be published below a newer one. */
function inOrder(a: PackagedChart, b: PackagedChart): number {
  return byBytes(a.name, b.name) || compareBuild(a.version, b.version);
}

async function archivesAt(files: Files, path: string): Promise<readonly string[]> {
  const facts = await files.stat(path);
  if (!facts?.isFolder) return [path];
  const names = (await files.list(path)).filter((name) => name.endsWith('.tgz'));
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new PublishError({
    where: path,
    what: 'no chart is in this folder',
    why: `no *.tgz lies in it`,
    remedy: 'run "cdk8s synth" first, and name the folder that holds the packaged charts, such as dist/charts',
  });
}

async function readChart(files: Files, path: string, epoch: string | undefined): Promise<PackagedChart> {
  const archive = await needed(files, path);
  const facts = await files.stat(path);
  const provenance = await files.read(`${path}.prov`);
  return readPackagedChart({ path, archive, provenance, created: timeOf(facts?.modified ?? new Date(0), epoch) });
}

/** As Helm has it: when the archive was written; `SOURCE_DATE_EPOCH` where somebody wants the same on every machine. */
function timeOf(modified: Date, epoch: string | undefined): Date {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : modified;
}

function twice(chart: PackagedChart): PublishError {
  return new PublishError({
    where: basename(chart.fileName),
    what: `${subjectOf(chart)} is given twice, with different bytes`,
    why: 'a version is one archive',
    remedy: 'leave one of them out',
  });
}
