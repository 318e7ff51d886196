import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { ArchiveError } from '../src/helm/archive';
import { readRepositoryMetadata } from '../src/publish/artifact-hub';
import { type PackagedChart, metadataOf } from '../src/publish/chart/packaged-chart';
import { ManifestError, readManifest } from '../src/publish/oci/read-manifest';
import { readReferrers } from '../src/publish/oci/read-referrers';
import { PublishError } from '../src/publish/publish-error';
import { changedIndex, readIndex, type RepositoryIndex } from '../src/publish/repository-index';
import { ClearSignedError, parseClearSigned } from '../src/publish/trust/clear-signed';
import { referrersIndex } from '../src/publish/trust/referrers';
import { BUNDLE_TYPE, IN_TOTO_PAYLOAD, preAuthEncoding } from '../src/publish/trust/sigstore';
import { SigstoreVerifier } from '../src/publish/trust/sigstore-key';
import { isByOthers, statementIn, verifyBundle } from '../src/publish/trust/verify-bundle';
import { verifyStatement } from '../src/publish/trust/verify-statement';
import { YamlError } from '../src/publish/yaml';
import type { Words } from './mutate';
import {
  ARCHIVE_SEEDS,
  INDEX_SEEDS,
  MANIFEST_SEEDS,
  PACKED_SEEDS,
  PROVENANCE_SEEDS,
  REFERRERS_SEEDS,
  REPOSITORY_METADATA_SEEDS,
  type Seed,
} from './seeds';
import { gzip, summed } from './tar';

/** A reader under test: it may return, or throw one of its own errors, and nothing else. */
export interface FuzzTarget {
  readonly name: string;
  readonly seeds: readonly Seed[];
  readonly words: Words;
  /** @returns what came of it, where readers tell that otherwise than by throwing */
  readonly read: (input: Buffer) => string | void;
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

const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** A key that everybody knows, so that the same seed gives the same inputs. */
const KEY = createPrivateKey({
  key: Buffer.concat([PKCS8_OF_ED25519, Buffer.alloc(32)]),
  format: 'der',
  type: 'pkcs8',
});
const VERIFIER = SigstoreVerifier.fromPem(createPublicKey(KEY).export({ type: 'spki', format: 'pem' }).toString());
const SUBJECT = { name: 'vnf-1.0.0.tgz', digest: { sha256: 'ab'.repeat(32) } };
const STATEMENT = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [SUBJECT],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
});

function bundleOf(statement: string): Buffer {
  const payload = Buffer.from(statement);
  const sig = sign(null, preAuthEncoding(IN_TOTO_PAYLOAD, payload), KEY).toString('base64');
  const signatures = [{ sig, keyid: VERIFIER.hint }];
  const dsseEnvelope = { payload: payload.toString('base64'), payloadType: IN_TOTO_PAYLOAD, signatures };
  const verificationMaterial = { publicKey: { hint: VERIFIER.hint } };
  return Buffer.from(JSON.stringify({ mediaType: BUNDLE_TYPE, verificationMaterial, dsseEnvelope }));
}

const BUNDLE_SEEDS: readonly Seed[] = [
  { class: 'sound', input: bundleOf(STATEMENT) },
  { class: 'a bare statement', input: Buffer.from(STATEMENT) },
  { class: 'signed nonsense', input: bundleOf('null') },
  { class: 'null subject', input: bundleOf(STATEMENT.replace(/\[.*?\]/, '[null]')) },
  { class: 'prototype keys', input: bundleOf('{"__proto__":{"subject":[]},"subject":{"length":1e9}}') },
  { class: 'deep nesting', input: bundleOf('['.repeat(2000)) },
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
  {
    name: 'list of referrers, read and changed',
    seeds: REFERRERS_SEEDS,
    words: ['null', '[]', '{}', '-1', '1e999', '"manifests":', '"digest":', '"artifactType":', ',', '__proto__'],
    read: attachAndCompare,
    mayThrow: [ManifestError],
    sources: ['publish/oci/read-referrers.ts', 'publish/trust/referrers.ts'],
  },
  {
    name: 'Sigstore bundle and statement',
    seeds: BUNDLE_SEEDS,
    words: ['null', '[]', '{}', '""', '"subject":', '"dsseEnvelope":', 'e30=', ',', '__proto__'],
    read: verifyAndDistrust,
    mayThrow: [],
    sources: ['publish/trust/verify-bundle.ts', 'publish/trust/verify-statement.ts', 'publish/trust/json.ts'],
  },
  {
    name: 'provenance',
    seeds: PROVENANCE_SEEDS,
    words: ['- ', '-----', '\n\n', '=', 'Hash: SHA512', '...', '\u2028', 'AAAA'],
    read: (input) => void parseClearSigned(input),
    mayThrow: [ClearSignedError],
    sources: ['publish/trust/clear-signed.ts'],
  },
  {
    name: 'artifacthub-repo.yml',
    seeds: REPOSITORY_METADATA_SEEDS,
    words: YAML_WORDS,
    read: (input) => void readRepositoryMetadata('artifacthub-repo.yml', input),
    mayThrow: [PublishError],
    sources: ['publish/artifact-hub.ts', ...YAML_SOURCES],
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

/** Nothing but what was signed is ever good. */
function verifyAndDistrust(input: Buffer): string {
  const bundle = input.toString('utf8');
  const { statement, problems } = verifyBundle(bundle, VERIFIER);
  const known = BUNDLE_SEEDS.some((seed) => statementIn(seed.input.toString()) === statement);
  if (statement !== undefined && !known) throw new Error(`a statement that nobody signed passed: ${statement}`);
  const of = verifyStatement(statementIn(bundle) ?? bundle, [SUBJECT], undefined);
  return JSON.stringify([isByOthers(bundle, [VERIFIER]), [...problems, ...of].map(({ where }) => where)]);
}

const ATTACHMENT = { blobs: [], manifest: Buffer.from('{}'), digest: `sha256:${'fa'.repeat(32)}`, mediaType: 'a/b' };

/** What others listed stays as it was. */
function attachAndCompare(input: Buffer): void {
  const before = readReferrers(input).referrers;
  const after = readReferrers(referrersIndex([ATTACHMENT], input).manifest).referrers;
  if (JSON.stringify(after.slice(0, before.length)) !== JSON.stringify(before)) throw new Error('others changed');
}

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
