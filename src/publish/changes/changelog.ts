import { type ChangelogEntry, changelogText } from '../../helm/changelog';
import type { ChartChange } from './change';

/** One entry for each change; changes that read the same are told once. */
export function changelogOf(changes: readonly ChartChange[]): ChangelogEntry[] {
  const entries = changes.map(({ kind, description }) => ({ kind, description }));
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** The text of the annotation `artifacthub.io/changes`. */
export function changesAnnotation(changes: readonly ChartChange[]): string {
  return changelogText(changelogOf(changes));
}
