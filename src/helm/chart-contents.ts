import { createHash } from 'node:crypto';
import { satisfies } from 'semver';
import { ArchiveError, MAX_ARCHIVE_BYTES, readTgz } from './archive';
import type { ValuesData } from './values-data';

/** What a packaged chart holds, as far as anybody but Helm has to know it. */
export interface ChartContents {
  readonly name: string;
  readonly version: string;
  /** `application` where Chart.yaml does not say. */
  readonly type: string;
  /** Range of Kubernetes versions, as Chart.yaml has it. */
  readonly kubeVersion?: string;
  /** The text of values.yaml; empty where there is none. */
  readonly valuesText: string;
  readonly values: ValuesData;
  /** The text of values.schema.json. */
  readonly schemaText?: string;
  /** Files by path inside the chart's folder; those of charts inside are below `charts/<name>/`, never archives. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly inside: readonly InnerChart[];
}

/** A chart that another one carries. */
export interface InnerChart {
  /** Where its values stand in those of the chart around it: its name, or the alias that the dependency gives it. */
  readonly key: string;
  readonly chart: ChartContents;
  /** Paths of boolean values, the first of which that is there decides. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
}

/** More than any chart in the wild; a chart in itself would have no end. */
const MAX_DEPTH = 10;
const MAX_ALIASES = 100;
const MAX_LEVELS = 200;

/** `sha256:` and the digest of an archive in hexadecimal, as registries write it. */
export function archiveDigest(archive: Uint8Array): string {
  return `sha256:${createHash('sha256').update(archive).digest('hex')}`;
}

/**
 * Reads a packaged chart without trusting it.
 * @throws ArchiveError for what is damaged, too large, or no chart that Helm installs
 */
export function readChartContents(archive: Uint8Array): ChartContents {
  return new ContentsReader().archive(archive, 0);
}

/**
 * YAML as Helm's reader takes it: the last of equal keys counts, and the words of YAML 1.1 are booleans.
 * @throws ArchiveError
 */
export function readGoYaml(text: string, where: string): import('yaml').Document.Parsed {
  // Loaded here: few programs carry a foreign chart, and all would pay for it.
  const { parseDocument } = require('yaml') as typeof import('yaml');
  try {
    const document = parseDocument(text, {
      customTags: [GO_BOOLEAN],
      merge: true,
      // The reader's own search for repeated keys takes quadratic time.
      uniqueKeys: false,
      logLevel: 'error',
    });
    const [error] = document.errors;
    if (error) throw error;
    return document;
  } catch (error) {
    throw unreadable(where, error);
  }
}

/** The data of a document; aliases that expand without measure are refused. */
export function goYamlData(document: import('yaml').Document.Parsed, where: string): unknown {
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    refuseBottomless(data);
    return data;
  } catch (error) {
    throw unreadable(where, error);
  }
}

/** Nesting beyond all sense, or an alias to what holds it: later steps recurse. */
function refuseBottomless(data: unknown): void {
  const open = [{ value: data, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === MAX_LEVELS) throw new Error('it is nested too deeply, or an alias stands in what it means');
    for (const member of Object.values(value)) open.push({ value: member, depth: depth + 1 });
  }
}

function unreadable(where: string, error: unknown): ArchiveError {
  const [first = ''] = (error as Error).message.split('\n');
  const reason = /call stack/i.test(first) ? 'it is nested too deeply' : first.replace(/:$/, '');
  return new ArchiveError(`${where} is not readable as YAML: ${reason}`);
}

const GO_BOOLEAN = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/,
  resolve: (text: string) => /^(?:y|on)/i.test(text),
} as const;

type Files = ReadonlyMap<string, Uint8Array>;

interface Dependency {
  readonly name: string;
  /** A range. */
  readonly version: string;
  readonly alias?: string;
  readonly condition?: string;
  readonly tags: readonly string[];
}

class ContentsReader {
  /** What all archives, one in another, unpacked to. */
  private unpacked = 0;

  archive(archive: Uint8Array, depth: number): ChartContents {
    const files = readTgz(archive);
    for (const bytes of files.values()) this.unpacked += bytes.length;
    if (this.unpacked > MAX_ARCHIVE_BYTES)
      throw new ArchiveError(`the archives in the archive unpack to more than ${MAX_ARCHIVE_BYTES} bytes`);
    const folders = new Set([...files.keys()].map((path) => path.split('/', 1)[0] ?? ''));
    const [folder] = folders;
    if (folder === undefined || folders.size > 1)
      throw new ArchiveError(`the archive holds ${folders.size} folders at its top; a chart has one`);
    const contents = this.folder(below(files, folder), depth);
    if (depth === 0 && contents.name !== folder)
      throw new ArchiveError(`the archive's folder is ${folder}, but Chart.yaml calls the chart ${contents.name}`);
    return contents;
  }

  private folder(given: Files, depth: number): ChartContents {
    if (depth > MAX_DEPTH) throw new ArchiveError(`charts stand in one another more than ${MAX_DEPTH} deep`);
    const metadata = mapOf(given, 'Chart.yaml');
    const { name, version, type, kubeVersion } = metadata;
    if (typeof name !== 'string' || typeof version !== 'string' || name === '')
      throw new ArchiveError('the archive holds no Chart.yaml with a name and a version: give a packaged Helm chart');
    const files = new Map([...given].filter(([path]) => !path.startsWith('charts/')));
    const vendored: ChartContents[] = [];
    for (const chart of this.vendored(given, depth + 1)) {
      // Two versions of one chart may stand side by side, under aliases.
      const isSecond = vendored.some((other) => other.name === chart.name);
      vendored.push(chart);
      const at = `charts/${chart.name}${isSecond ? `-${chart.version}` : ''}`;
      for (const [path, bytes] of chart.files) files.set(`${at}/${path}`, bytes);
    }
    const schema = given.get('values.schema.json');
    return {
      name,
      version,
      type: typeof type === 'string' && type !== '' ? type : 'application',
      ...(typeof kubeVersion === 'string' ? { kubeVersion } : {}),
      valuesText: textOf(given, 'values.yaml'),
      values: mapOf(given, 'values.yaml') as ValuesData,
      ...(schema === undefined ? {} : { schemaText: textOf(given, 'values.schema.json') }),
      files,
      inside: innerCharts(name, vendored, dependenciesOf(given, metadata)),
    };
  }

  /** Charts in `charts/`, as folders or as archives; Helm passes over what begins with a dot or an underscore. */
  private vendored(files: Files, depth: number): ChartContents[] {
    const names = new Set([...files.keys()].map((path) => /^charts\/([^._][^/]*)/.exec(path)?.[1] ?? ''));
    return [...names].sort().flatMap((name) => {
      const archive = files.get(`charts/${name}`);
      if (archive) return /\.(tgz|tar\.gz)$/.test(name) ? [this.archive(archive, depth)] : [];
      const inner = below(files, `charts/${name}`);
      return inner.has('Chart.yaml') ? [this.folder(inner, depth)] : [];
    });
  }
}

function below(files: Files, folder: string): Map<string, Uint8Array> {
  const prefix = `${folder}/`;
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, bytes]) => [path.slice(prefix.length), bytes] as const),
  );
}

function textOf(files: Files, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(files.get(path) ?? new Uint8Array());
  } catch {
    throw new ArchiveError(`${path} is no UTF-8 text`);
  }
}

function mapOf(files: Files, path: string): Readonly<Record<string, unknown>> {
  const data = goYamlData(readGoYaml(textOf(files, path), path), path) ?? {};
  if (isMap(data)) return data;
  throw new ArchiveError(`${path} holds no map`);
}

/** What Chart.yaml asks for; charts of `apiVersion: v1` have it in a file of its own. */
function dependenciesOf(files: Files, metadata: Readonly<Record<string, unknown>>): Dependency[] {
  const given = metadata['dependencies'] ?? mapOf(files, 'requirements.yaml')['dependencies'];
  return (Array.isArray(given) ? given : []).flatMap((one: unknown) => {
    if (!isMap(one) || typeof one['name'] !== 'string') return [];
    const { name, version, alias, condition, tags } = one;
    return [
      {
        name,
        version: typeof version === 'string' ? version : '*',
        ...(typeof alias === 'string' && alias !== '' ? { alias } : {}),
        ...(typeof condition === 'string' ? { condition } : {}),
        tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
      },
    ];
  });
}

function innerCharts(
  name: string,
  vendored: readonly ChartContents[],
  dependencies: readonly Dependency[],
): readonly InnerChart[] {
  const missing = dependencies.find((one) => !vendored.some((chart) => chart.name === one.name));
  if (missing) {
    throw new ArchiveError(
      `the chart ${name} depends on ${missing.name}, which is not in its folder charts: run helm dependency build, and package it again`,
    );
  }
  const undeclared = vendored
    .filter((chart) => !dependencies.some((one) => one.name === chart.name))
    .map((chart) => ({ key: chart.name, chart, conditions: [], tags: [] }));
  const declared = dependencies.flatMap((one) => {
    const candidates = vendored.filter((candidate) => candidate.name === one.name);
    const chart = candidates.find(({ version }) => satisfies(version, one.version)) ?? candidates[0];
    if (!chart) return [];
    const conditions = (one.condition ?? '').split(',').map((path) => path.trim());
    return [{ key: one.alias ?? one.name, chart, conditions: conditions.filter(Boolean), tags: one.tags }];
  });
  return [...declared, ...undeclared];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
