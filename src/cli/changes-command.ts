import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Changelog, changelogText } from '../helm/changelog';
import { changesSince, type ChangesSinceOptions, type ChartChangelog, updatedChangelog } from '../publish';

export interface ChangesArguments extends ChangesSinceOptions {
  /** Packaged charts, or folders that hold some. */
  readonly charts: readonly string[];
  /** Where the versions before them are published. */
  readonly since: string;
  /** The folder of changelogs, one file a chart. @default - nothing is written */
  readonly write?: string;
  /** Print JSON in place of lines. @default false */
  readonly json?: boolean;
  /** @default process.stdout */
  readonly stdout?: { write(text: string): unknown };
}

/** Tells what changed in charts since the versions before them, and keeps it where synth finds it. @throws PublishError */
export async function runChanges(argv: ChangesArguments): Promise<void> {
  const { charts, since, write, json, stdout = process.stdout, ...options } = argv;
  const found = await changesSince(charts, since, options);
  if (write !== undefined) await mkdir(write, { recursive: true });
  for (const one of found) if (write !== undefined) await keep(join(write, `${one.chart}.yaml`), one);
  stdout.write(json ? `${JSON.stringify({ version: 1, charts: found }, undefined, 2)}\n` : found.map(linesOf).join(''));
}

/** At once, so that a run that is killed leaves a whole file. */
async function keep(path: string, changes: ChartChangelog): Promise<void> {
  const before = Changelog.fromFile(path);
  const after = updatedChangelog(before, changes);
  if (after.toText() === before.toText()) return;
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, after.toText());
  await rename(temporary, path);
}

function linesOf({ chart, version, since, entries }: ChartChangelog): string {
  const head = `# ${chart} ${version}, ${since === undefined ? 'the first version' : `since ${since}`}\n`;
  return entries.length === 0 ? head : head + changelogText(entries);
}
