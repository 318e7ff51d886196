import { YamlWriter } from '../../helm/yaml-writer';
import type { ChartChange } from './change';

/** The annotation of Chart.yaml in which Artifact Hub looks for a changelog. */
export const CHANGES_ANNOTATION = 'artifacthub.io/changes';

/** An entry of Artifact Hub's changelog (`docs/helm_annotations.md` in artifacthub/hub). */
export interface ChangelogEntry {
  readonly kind: ChartChange['kind'];
  readonly description: string;
}

/** One entry for each change; changes that read the same are told once. */
export function changelogOf(changes: readonly ChartChange[]): ChangelogEntry[] {
  const entries = changes.map(({ kind, description }) => ({ kind, description }));
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** The text of the annotation `artifacthub.io/changes`. */
export function changesAnnotation(changes: readonly ChartChange[]): string {
  const entries = changelogOf(changes).map(({ kind, description }) => ({ kind, description }));
  return new YamlWriter().document(entries).toString();
}
