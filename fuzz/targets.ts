import { ArchiveError } from '../src/helm/archive';
import { type PackagedChart, metadataOf } from '../src/publish/chart/packaged-chart';
import { ManifestError, readManifest } from '../src/publish/oci/read-manifest';
import { PublishError } from '../src/publish/publish-error';
import { changedIndex, readIndex, type RepositoryIndex } from '../src/publish/repository-index';
import { YamlError } from '../src/publish/yaml';
import type { Words } from './mutate';
import { ARCHIVE_SEEDS, INDEX_SEEDS, MANIFEST_SEEDS, PACKED_SEEDS, type Seed } from './seeds';
import { gzip, summed } from './tar';

/** A reader under test: it may return, or throw one of its own errors, and nothing else. */
export interface FuzzTarget {
  readonly name: string;
  readonly seeds: readonly Seed[];
  readonly words: Words;
  readonly read: (input: Buffer) => void;
  readonly mayThrow: readonly (new (...args: never[]) => Error)[];
  /** What it runs, for the coverage. */
  readonly sources: readonly string[];
}

const YAML_WORDS = [
  ': ',
  '- ',
  '~',
  'null',
  '"',
  "'",
  '|',
  '>-',
  '{',
  '}',
  '[',
  ']',
  '&a',
  '*a',
  '!!',
  '<<: ',
  '#',
  '---\n',
  '? ',
  '%YAML',
  '`',
  '@',
  'yes',
  '\\u0000',
  'name: ',
  'version: ',
  'entries:',
  'urls:',
];

const YAML_SOURCES = [
  'publish/yaml/read.ts',
  'publish/yaml/foreign.ts',
  'publish/yaml/node.ts',
  'publish/chart/fields.ts',
];

export const TARGETS: readonly FuzzTarget[] = [
  {
    name: 'archive, mutated before it is packed',
    seeds: ARCHIVE_SEEDS,
    words: ['../', './', '/', '\\', 'C:', '\0', 'vnf/', 'Chart.yaml', '\u202e', ...YAML_WORDS],
    read: (input) => void metadataOf(gzip(summed(input))),
    mayThrow: [ArchiveError, YamlError],
    sources: ['helm/archive.ts', 'publish/chart/packaged-chart.ts', 'publish/chart/chart-yaml.ts', ...YAML_SOURCES],
  },
  {
    name: 'archive, mutated after it is packed',
    seeds: PACKED_SEEDS,
    words: ['\x1f\x8b\x08', '\0\0\0\0'],
    read: (input) => void metadataOf(input),
    mayThrow: [ArchiveError, YamlError],
    sources: ['helm/archive.ts'],
  },
  {
    name: 'repository index, read and changed',
    seeds: INDEX_SEEDS,
    words: YAML_WORDS,
    read: (input) => changeAndCompare(readIndex('index.yaml', input)),
    mayThrow: [PublishError],
    sources: ['publish/repository-index/read.ts', 'publish/repository-index/write.ts', ...YAML_SOURCES],
  },
  {
    name: 'registry manifest',
    seeds: MANIFEST_SEEDS,
    words: ['null', '[]', '{}', '-1', '1e999', '"layers":', '"config":', '"digest":', ',', '__proto__'],
    read: (input) => void readManifest(input),
    mayThrow: [ManifestError],
    sources: ['publish/oci/read-manifest.ts'],
  },
];

function metadata(name: string, version: string): PackagedChart['metadata'] {
  return { name, version, fields: { name, version } };
}

const ADDED = {
  name: 'added-by-fuzz',
  version: '1.0.0',
  fileName: 'added-by-fuzz-1.0.0.tgz',
  metadata: metadata('added-by-fuzz', '1.0.0'),
  archive: new Uint8Array(),
  digest: 'fa'.repeat(32),
  created: '2026-01-01T00:00:00Z',
} satisfies PackagedChart;

/** What could be read must be readable with one chart more, and everything else must say what it said. */
function changeAndCompare(index: RepositoryIndex): void {
  const known = [...index.charts.keys()].find((name) => /^[a-z]+$/.test(name)) ?? ADDED.name;
  const added = [ADDED, { ...ADDED, name: known, version: '0.99.0', metadata: metadata(known, '0.99.0') }];
  if (added.some(({ name, version }) => index.charts.get(name)?.versions.some((one) => one.version === version)))
    return;
  const text = changedIndex(
    index,
    added.map((chart) => ({ kind: 'put', chart, url: chart.fileName })),
  );
  let after: RepositoryIndex;
  try {
    after = readIndex('index.yaml', Buffer.from(text));
  } catch (error) {
    throw new Error(`what we wrote cannot be read: ${String(error)}\n${text}`);
  }
  const said = ({ charts }: RepositoryIndex): string =>
    JSON.stringify(
      [...charts]
        .map(([name, { versions }]) => [name, versions.filter(({ digest }) => digest !== ADDED.digest)] as const)
        .filter(([, versions]) => versions.length > 0)
        .map(([name, versions]) => [name, versions.map(({ fields }) => fields)])
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    );
  if (said(after) !== said(index)) throw new Error(`others changed: ${said(index)} became ${said(after)}`);
  for (const { name, version } of added)
    if (!after.charts.get(name)?.versions.some((one) => one.version === version))
      throw new Error(`${name} is not there`);
}
