import { CHART_FIELDS, type DataMap, readFields, type Shape, shown } from '../chart/fields';
import { PublishError, reasonOf } from '../publish-error';
import { NOWHERE, readYaml, type Span, YamlError, type YamlEntry, type YamlNode } from '../yaml';

/** `index.yaml` of a chart repository, with the place of each of its parts in the text. */
export interface RepositoryIndex {
  readonly text: string;
  readonly generated?: { readonly time: string; readonly span: Span };
  /** The line `entries:` and all below it. */
  readonly span: Span;
  readonly charts: ReadonlyMap<string, IndexedChart>;
  /** Keys beside the charts, which Helm keeps and does not read. */
  readonly others: DataMap;
}

export interface IndexedChart {
  readonly span: Span;
  readonly versions: readonly IndexedVersion[];
}

export interface IndexedVersion {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the archive, in hexadecimal; empty where the index does not say. */
  readonly digest: string;
  readonly created: string;
  readonly urls: readonly string[];
  readonly fields: DataMap;
  readonly span: Span;
}

/** A repository of 10,000 versions has some 10 MB. */
export const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const MAX_NAME = 250;

const VERSION_FIELDS: Readonly<Record<string, Shape>> = {
  ...CHART_FIELDS,
  urls: { listOf: 'text' },
  created: 'text',
  removed: 'flag',
  digest: 'text',
  // Older Helms wrote these, and every Helm still takes them (pkg/repo/v1/index.go).
  checksum: 'text',
  engine: 'text',
  tillerVersion: 'text',
  url: 'text',
};

const OTHER_FIELDS: Readonly<Record<string, Shape>> = {
  annotations: 'textMap',
  publicKeys: { listOf: 'text' },
  serverInfo: 'any',
};
const OWN_KEYS = ['apiVersion', 'entries', 'generated'];

/**
 * Reads an index as strictly as the strictest Helm does, and refuses what some Helm would stumble over.
 * @param where how messages call it
 * @throws PublishError
 */
export function readIndex(where: string, bytes: Uint8Array): RepositoryIndex {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new PublishError(
      {
        where,
        what: 'no index that every Helm reads',
        why: reasonOf(error),
        remedy: 'mend it, or move it away and publish every chart again',
      },
      { cause: error },
    );
  }
}

function read(bytes: Uint8Array): RepositoryIndex {
  if (bytes.length > MAX_INDEX_BYTES)
    throw new YamlError(`it has ${bytes.length} bytes; at most ${MAX_INDEX_BYTES} are read`);
  const text = decoded(bytes);
  const top = entriesOf(readYaml(text), 'the index');
  const others = [...top.values()].filter(({ key }) => !OWN_KEYS.includes(key));
  if (textOf(top.get('apiVersion')) !== 'v1') throw new YamlError('apiVersion is not v1');
  const generated = top.get('generated');
  const entries = top.get('entries');
  if (entries === undefined) throw new YamlError('entries is missing');
  return {
    text,
    generated: generated && { time: textOf(generated) ?? '', span: spanOf(generated) },
    span: spanOf(entries),
    charts: new Map([...chartsOf(entries)].map(([name, entry]) => [name, readChart(name, entry)])),
    others: readFields({ kind: 'map', entries: others }, { fields: OTHER_FIELDS }, 'the index', 'lenient'),
  };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new YamlError('it is no UTF-8 text');
  }
}

function chartsOf(entries: YamlEntry): Map<string, YamlEntry> {
  const { value } = entries;
  return value.kind === 'scalar' && value.type === 'null' ? new Map<string, YamlEntry>() : entriesOf(value, 'entries');
}

function readChart(name: string, entry: YamlEntry): IndexedChart {
  if (name === '' || name.length > MAX_NAME || name === '.' || name === '..' || /[/\\\0]/.test(name))
    throw new YamlError(`entries: ${shown(name)} is no name of a chart`);
  if (entry.value.kind !== 'list') throw new YamlError(`entries.${name} is no list of versions`);
  const known = new Set<string>();
  const versions = entry.value.items.map((item, index) => {
    const version = readVersion(`entries.${name}[${index}]`, name, item.value, spanOf(item));
    if (known.has(version.version)) throw new YamlError(`entries.${name}: version ${version.version} is there twice`);
    known.add(version.version);
    return version;
  });
  return { span: spanOf(entry), versions };
}

function readVersion(where: string, chart: string, node: YamlNode, span: Span): IndexedVersion {
  if (node.kind !== 'map')
    throw new YamlError(`${where} is ${node.kind === 'scalar' ? node.type : 'a list'}, no version`);
  const fields = readFields(node, { fields: VERSION_FIELDS }, where, 'lenient');
  const { name, version, digest = '', created = '', urls = [] } = fields;
  if (name !== chart) throw new YamlError(`${where}.name is ${shown(name)}, not ${chart}`);
  if (typeof version !== 'string' || version.length > MAX_NAME)
    throw new YamlError(`${where}.version is missing or too long`);
  return {
    name: chart,
    version,
    digest: (digest as string).replace(/^sha256:/, ''),
    created: created as string,
    urls: urls as string[],
    fields,
    span,
  };
}

function entriesOf(node: YamlNode, what: string): Map<string, YamlEntry> {
  if (node.kind !== 'map') throw new YamlError(`${what} is no map`);
  return new Map(node.entries.map((entry) => [entry.key, entry]));
}

function textOf(entry: YamlEntry | undefined): string | undefined {
  return entry?.value.kind === 'scalar' ? entry.value.text : undefined;
}

function spanOf({ start, end, column }: Span): Span {
  return column < 0 ? NOWHERE : { start, end, column };
}
