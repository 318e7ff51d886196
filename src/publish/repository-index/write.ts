import { compare, valid } from 'semver';
import { byBytes } from '../../helm/go-text';
import type { Tree } from '../../helm/tree';
import { YamlWriter } from '../../helm/yaml-writer';
import type { DataMap } from '../chart/fields';
import type { PackagedChart } from '../chart/packaged-chart';
import type { IndexedVersion, RepositoryIndex } from './read';

/** What becomes of one version in an index. */
export type IndexChange =
  | { readonly kind: 'put'; readonly chart: PackagedChart; readonly url: string }
  | { readonly kind: 'drop'; readonly name: string; readonly version: string };

/** An index with nothing in it. */
export const EMPTY_INDEX = 'apiVersion: v1\nentries: {}\n';

/**
 * An index after changes, in the order newest version first. Where its text is in blocks, as Helm and this library write it,
 * every byte of what did not change stays as it was; an index in another style is written anew.
 */
export function changedIndex(index: RepositoryIndex, changes: readonly IndexChange[]): string {
  const charts = new Map<string, readonly IndexedVersion[]>(
    [...index.charts].map(([name, { versions }]) => [name, versions]),
  );
  const fresh = new Set<IndexedVersion>();
  for (const change of changes) {
    const { name, version } = change.kind === 'put' ? change.chart : change;
    const others = (charts.get(name) ?? []).filter((one) => one.version !== version);
    if (change.kind === 'drop') {
      charts.set(name, others);
      continue;
    }
    const entry = indexEntryOf(change.chart, change.url);
    fresh.add(entry);
    charts.set(name, inserted(others, entry));
  }
  const isInBlocks = index.span.column === 0 && [...index.charts.values()].every(({ span }) => span.column > 0);
  return isInBlocks ? spliced(index, charts, fresh) : written(index, charts);
}

/** As `helm repo index` describes an archive. */
export function indexEntryOf(chart: PackagedChart, url: string): IndexedVersion {
  const { name, version, digest, created } = chart;
  const urls = [url];
  const fields = { ...chart.metadata.fields, created, digest, urls };
  return { name, version, digest, created, urls, fields, span: { start: 0, end: 0, column: -1 } };
}

/** Before the first older version; the order of the others is not ours to change. */
function inserted(versions: readonly IndexedVersion[], entry: IndexedVersion): readonly IndexedVersion[] {
  const at = versions.findIndex((other) => isNewer(entry.version, other.version));
  return at < 0 ? [...versions, entry] : versions.toSpliced(at, 0, entry);
}

function isNewer(a: string, b: string): boolean {
  if (valid(b) === null) return true;
  const order = compare(a, b);
  // Build metadata has no rank in SemVer; two archives still need an order.
  return order > 0 || (order === 0 && byBytes(a, b) > 0);
}

type Charts = ReadonlyMap<string, readonly IndexedVersion[]>;
type Fresh = ReadonlySet<IndexedVersion>;

function spliced(index: RepositoryIndex, charts: Charts, fresh: Fresh): string {
  const { text, span } = index;
  const column = [...index.charts.values()][0]?.span.column ?? 2;
  const isEmptied = (name: string): boolean =>
    charts.get(name)?.length === 0 && index.charts.get(name)?.versions.length !== 0;
  const names = inTheirOrder(
    index,
    [...charts.keys()].filter((name) => !isEmptied(name)),
  );
  const pieces = names.map((name) => chartText(index, name, charts.get(name) ?? [], fresh, column));
  const head = pieces.length === 0 ? 'entries: {}\n' : 'entries:\n';
  const comment = /^entries:[^\n]*\n/.exec(text.slice(span.start))?.[0];
  const kept = pieces.length > 0 && index.charts.size > 0 && comment !== undefined ? comment : head;
  const body = kept + pieces.join('');
  const whole = withEnd(text.slice(0, span.start)) + body + text.slice(span.end);
  return withGenerated(whole, index, charts, body.length - (span.end - span.start));
}

/** Known charts stay where they are; a new one goes before the first that follows it by name. */
function inTheirOrder(index: RepositoryIndex, names: readonly string[]): readonly string[] {
  const known = [...index.charts.keys()].filter((name) => names.includes(name));
  for (const name of names.filter((one) => !index.charts.has(one)).sort(byBytes)) {
    const at = known.findIndex((other) => byBytes(name, other) < 0);
    known.splice(at < 0 ? known.length : at, 0, name);
  }
  return known;
}

function chartText(
  index: RepositoryIndex,
  name: string,
  versions: readonly IndexedVersion[],
  fresh: Fresh,
  column: number,
): string {
  const known = index.charts.get(name);
  if (known && versions.length === known.versions.length && versions.every((one) => !fresh.has(one)))
    return withEnd(index.text.slice(known.span.start, known.span.end));
  const first = known?.versions[0]?.span;
  const isInBlocks = first !== undefined && known?.versions.every(({ span }) => span.column >= 0);
  const dash = isInBlocks ? first.column : column;
  const head = isInBlocks ? index.text.slice(known?.span.start, first.start) : keyLine(name, column);
  const items = versions.map((version) =>
    isInBlocks && !fresh.has(version)
      ? withEnd(index.text.slice(version.span.start, version.span.end))
      : itemText(version.fields, dash),
  );
  return head + items.join('');
}

function keyLine(name: string, column: number): string {
  const text = new YamlWriter().document({ [name]: '' }).toString();
  return `${' '.repeat(column)}${text.slice(0, text.lastIndexOf(':') + 1)}\n`;
}

function itemText(fields: DataMap, column: number): string {
  const sorted = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => byBytes(a, b)));
  const text = new YamlWriter().document([sorted] as Tree).toString();
  const margin = ' '.repeat(column);
  return text.replace(/^(?=.)/gm, margin);
}

/** `generated` is when the newest archive was made, so that the same charts give the same index. */
function newest(charts: Charts): string {
  let latest = { time: -Infinity, text: '1980-01-01T00:00:00Z' };
  for (const versions of charts.values()) {
    for (const { created } of versions) {
      const time = Date.parse(created);
      if (time > latest.time || (time === latest.time && created > latest.text)) latest = { time, text: created };
    }
  }
  return latest.text;
}

function withGenerated(whole: string, index: RepositoryIndex, charts: Charts, growth: number): string {
  const line = `generated: ${JSON.stringify(newest(charts))}\n`;
  const { generated } = index;
  if (generated === undefined) return withEnd(whole) + line;
  const shift = generated.span.start > index.span.start ? growth : 0;
  const start = generated.span.start + shift;
  const end = whole.indexOf('\n', start);
  return whole.slice(0, start) + line + (end < 0 ? '' : whole.slice(end + 1));
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function written(index: RepositoryIndex, charts: Charts): string {
  const names = [...charts.keys()].filter((name) => (charts.get(name) ?? []).length > 0).sort(byBytes);
  const entries = names.flatMap((name) => [
    keyLine(name, 2),
    ...(charts.get(name) ?? []).map(({ fields }) => itemText(fields, 2)),
  ]);
  return [
    'apiVersion: v1\n',
    names.length === 0 ? 'entries: {}\n' : 'entries:\n',
    ...entries,
    `generated: ${JSON.stringify(newest(charts))}\n`,
    Object.keys(index.others).length === 0 ? '' : new YamlWriter().document(index.others).toString(),
  ].join('');
}
