import { parseDocument } from 'yaml';
import type { Tree } from '../../helm/tree';
import { YamlWriter } from '../../helm/yaml-writer';
import type { ChartArchive } from './artifacts';
import { sha256 } from '../digest';
import { canonicalJson, type Fields, fieldsOf, listOf } from './json';
import { Problems, type VerificationProblem } from './problem';

/** What an index adds to the fields of Chart.yaml, and what Helm tolerates from its past (`pkg/repo`). */
const INDEX_FIELDS = ['urls', 'created', 'digest', 'removed'];
const LEGACY_FIELDS = ['checksum', 'engine', 'tillerVersion', 'url'];
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** An index entry as text in the form that this library writes. */
export function indexEntryText(entry: unknown): string {
  return new YamlWriter().document(entry as Tree).toString();
}

/** The data of an index entry given as text; undefined where it cannot be read, or says a thing twice. */
export function indexEntryIn(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true });
  return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as unknown);
}

/**
 * Checks an entry of `index.yaml` against the archive that it lists. An entry given as text must also be written as
 * this library writes it.
 */
export function verifyIndexEntry(
  given: unknown,
  archive: ChartArchive,
  chartYaml: Fields | undefined,
): VerificationProblem[] {
  const problems = new Problems('index entry');
  const entry = fieldsOf(typeof given === 'string' ? indexEntryIn(given) : given);
  if (!entry) return problems.add('', 'a map of fields', 'something else').found;
  if (typeof given === 'string' && indexEntryText(entry) !== given)
    problems.add('', 'the text that its data is written as', 'another text for the same data');
  problems.same('digest', sha256(archive.bytes), bareDigest(entry.digest));
  if (chartYaml) compareMetadata(chartYaml, entry, problems);
  compareUrls(entry, archive.fileName, problems);
  if (entry.created !== undefined && !(typeof entry.created === 'string' && RFC_3339.test(entry.created)))
    problems.add('created', 'a time as in RFC 3339', canonicalJson(entry.created));
  return problems.found;
}

/** ChartMuseum and old indexes write `sha256:` before the digest. */
function bareDigest(digest: unknown): unknown {
  return typeof digest === 'string' ? digest.replace(/^sha256:/, '') : digest;
}

function compareMetadata(chartYaml: Fields, entry: Fields, problems: Problems): void {
  const ofIndex = new Set([...INDEX_FIELDS, ...LEGACY_FIELDS]);
  const fields = new Set([...Object.keys(chartYaml), ...Object.keys(entry).filter((field) => !ofIndex.has(field))]);
  for (const field of [...fields].sort())
    problems.same(field, canonicalJson(chartYaml[field]), canonicalJson(entry[field]));
}

function compareUrls(entry: Fields, fileName: string, problems: Problems): void {
  const urls = listOf(entry.urls);
  if (urls.length === 0) problems.add('urls', `where ${fileName} is`, 'nothing');
  for (const [index, url] of urls.entries()) {
    const base = typeof url === 'string' ? decodeURIComponentOrNothing(url.split('/').at(-1) ?? '') : undefined;
    if (base !== fileName) problems.add(`urls[${index}]`, `a URL of ${fileName}`, canonicalJson(url));
  }
}

function decodeURIComponentOrNothing(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
