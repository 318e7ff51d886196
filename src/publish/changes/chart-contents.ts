import { parse } from 'yaml';
import { ArchiveError, type KubernetesObject, readTgz } from '../../helm';
import { isHard } from '../../helm/read-yaml';

/** A version of a chart as it is compared. */
export interface ChartContents {
  /** Text files by their path inside the chart's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What the chart renders to, with the same values and release in both versions. @default - templates are compared */
  readonly objects?: readonly KubernetesObject[];
}

/**
 * The contents of a packaged chart.
 * @throws ArchiveError where the archive is no chart
 */
export function chartContents(archive: Uint8Array, objects?: readonly KubernetesObject[]): ChartContents {
  const files = new Map<string, string>();
  const decoder = new TextDecoder();
  for (const [path, bytes] of readTgz(archive)) files.set(path.slice(path.indexOf('/') + 1), decoder.decode(bytes));
  if (!files.has('Chart.yaml'))
    throw new ArchiveError('there is no Chart.yaml in the folder at the top of the archive');
  return { files, objects };
}

/** The data in a YAML or JSON file of a chart; an empty map where there is none. */
export function dataIn(chart: ChartContents, path: string): Readonly<Record<string, unknown>> {
  const text = chart.files.get(path);
  if (text === undefined) return {};
  if (isHard(text)) throw new ArchiveError(`${path} is no YAML that is read: it is too large or nested too deeply`);
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 100, prettyErrors: false });
  } catch {
    throw new ArchiveError(`${path} is no YAML`);
  }
  return (data ?? {}) as Record<string, unknown>;
}
