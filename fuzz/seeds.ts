import { gzip, tar } from './tar';

/** An input to begin with, and the class of weakness it stands for; none for one that is sound. */
export interface Seed {
  readonly class: string;
  readonly input: Buffer;
  /** Too large to mutate a million times. */
  readonly once?: boolean;
}

const CHART = 'apiVersion: v2\nname: vnf\nversion: 1.0.0\n';
const file = { path: 'vnf/Chart.yaml', content: CHART };
const withChart = (content: string) => tar([{ path: 'vnf/Chart.yaml', content }]);
const text = (seed: string): Buffer => Buffer.from(seed, 'utf8');

/** Tar archives, packed before they are read. */
export const ARCHIVE_SEEDS: readonly Seed[] = [
  {
    class: 'sound',
    input: tar([file, { path: 'vnf/values.yaml', content: 'a: 1\n' }, { path: 'vnf/templates', type: '5' }]),
  },
  {
    class: 'sound, every field',
    input: withChart(
      `${CHART}description: |-\n  a\n  b\nkeywords: [a, "b"]\nmaintainers:\n- name: A\n  email: a@b\nannotations:\n  a: "1"\ndependencies:\n- name: d\n  version: 1.x\n  repository: ""\n  tags: [x]\n  import-values:\n  - child: a\n    parent: b\ndeprecated: true\ntype: application\n`,
    ),
  },
  {
    class: 'CVE-2025-53547: symbolic link for Chart.lock',
    input: tar([file, { path: 'vnf/Chart.lock', type: '2', link: '/etc/passwd' }]),
  },
  { class: 'hard link', input: tar([file, { path: 'vnf/x', type: '1', link: 'vnf/Chart.yaml' }]) },
  { class: 'CVE-2026-35206: name ..', input: tar([{ path: '../Chart.yaml', content: CHART.replace('vnf', '..') }]) },
  { class: 'CVE-2026-35206: name .', input: tar([{ path: './Chart.yaml', content: CHART.replace('vnf', '.') }]) },
  { class: 'traversal', input: tar([file, { path: 'vnf/../../x', content: 'x' }]) },
  { class: 'absolute path', input: tar([file, { path: '/etc/x', content: 'x' }]) },
  { class: 'drive path', input: tar([file, { path: 'C:\\x', content: 'x' }, { path: 'c:/x', content: 'x' }]) },
  { class: 'backslashes', input: tar([file, { path: 'vnf\\..\\..\\x', content: 'x' }]) },
  {
    class: 'Unicode that folds',
    input: tar([file, { path: 'vnf/\u212a', content: 'x' }, { path: 'vnf/K', content: 'x' }]),
  },
  {
    class: 'extended headers',
    input: tar([
      { path: 'pax', type: 'g', content: '20 path=../x\n' },
      file,
      { path: 'pax', type: 'x', content: '20 path=../x\n' },
    ]),
  },
  { class: 'a name twice', input: tar([file, file]) },
  { class: 'a size that lies', input: tar([{ ...file, size: '77777777777' }]) },
  { class: 'a size below nothing', input: tar([{ ...file, size: '-0000000001' }]) },
  { class: 'a size in base 256', input: tar([{ ...file, size: '\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' }]) },
  { class: 'CVE-2025-55198: null Chart.yaml', input: withChart('') },
  {
    class: 'CVE-2025-55198: null maintainer and dependency',
    input: withChart(`${CHART}maintainers: [~]\ndependencies: [null]\n`),
  },
  { class: 'CVE-2025-32387: deep nesting', input: withChart(`${CHART}annotations: ${'['.repeat(2000)}`) },
  { class: 'CVE-2025-55199: many references', input: withChart(`${CHART}annotations: {a: &a x, b: *a, c: *a}\n`) },
  { class: 'aliases that multiply', input: withChart('a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nname: *c\n') },
];

/** Read as they are, once: what a bomb unpacks to takes its time. */
export const PACKED_SEEDS: readonly Seed[] = [
  { class: 'CVE-2025-32386: bomb', input: gzip(Buffer.alloc(101 * 1024 * 1024)), once: true },
  { class: 'CVE-2025-32386: bomb of files', input: gzip(tar([{ path: 'vnf/x', size: '00600000000' }])), once: true },
  { class: 'two members', input: Buffer.concat([gzip(tar([file])), gzip(Buffer.alloc(1000))]) },
  { class: 'cut', input: gzip(tar([file])).subarray(0, 60) },
  { class: 'nothing', input: Buffer.alloc(0) },
];

const ENTRY =
  '  - name: a\n    version: 1.0.0\n    urls:\n    - a-1.0.0.tgz\n    created: "2024-01-01T00:00:00Z"\n    digest: ab\n';
const INDEX = `apiVersion: v1\nentries:\n  a:\n${ENTRY}generated: "2024-01-01T00:00:00Z"\n`;

export const INDEX_SEEDS: readonly Seed[] = [
  { class: 'sound', input: text(INDEX) },
  {
    class: 'sound, several',
    input: text(
      `apiVersion: v1\nentries:\n  a:\n${ENTRY}${ENTRY.replace('1.0.0', '"0.9.0"')}  b:\n${ENTRY.replace('name: a', 'name: b')}`,
    ),
  },
  {
    class: 'sound, other styles',
    input: text(
      `# c\napiVersion: "v1"\nentries:\n  a:\n    - {name: a, version: 1.0.0, urls: [a]}\n    - name: 'a'\n      description: folded\n        text\n      version: 1.1.0\n      urls: ["b"]\n`,
    ),
  },
  {
    class: 'sound, JSON',
    input: text('{"apiVersion":"v1","entries":{"a":[{"name":"a","version":"1.0.0","urls":["a"]}]}}'),
  },
  { class: 'nothing in it', input: text('apiVersion: v1\nentries: {}\n') },
  { class: 'null entry (repository index panic)', input: text('apiVersion: v1\nentries:\n  a:\n  -\n  - null\n') },
  { class: 'null list', input: text('apiVersion: v1\nentries:\n  a: ~\n') },
  { class: 'duplicate keys', input: text(`${INDEX}entries: {}\n`) },
  { class: 'duplicate versions', input: text(`apiVersion: v1\nentries:\n  a:\n${ENTRY}${ENTRY}`) },
  { class: 'unknown key', input: text(INDEX.replace('digest', 'digset')) },
  { class: 'huge name', input: text(`apiVersion: v1\nentries:\n  ${'n'.repeat(1000)}:\n${ENTRY}`) },
  {
    class: 'name that leads out',
    input: text('apiVersion: v1\nentries:\n  ../../x:\n  - name: ../../x\n    version: 1.0.0\n'),
  },
  {
    class: 'prototype keys',
    input: text(
      `apiVersion: v1\nentries:\n  __proto__:\n${ENTRY.replace('name: a', 'name: __proto__')}  constructor: []\n`,
    ),
  },
  { class: 'aliases that multiply', input: text('a: &a [x,x]\nb: &b [*a,*a]\nentries: *b\n') },
  { class: 'merge keys and tags', input: text('<<: {apiVersion: v1}\nentries: !!map {}\nx: !!js/function x\n') },
  { class: 'deep nesting', input: text(`entries: ${'{a: ['.repeat(500)}`) },
  { class: 'deep blocks', input: text(Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')) },
];

const D = `sha256:${'a'.repeat(64)}`;
const layer = (mediaType: string) => ({ mediaType, digest: D, size: 10 });
const MANIFEST = {
  schemaVersion: 2,
  config: layer('application/vnd.cncf.helm.config.v1+json'),
  layers: [
    layer('application/vnd.cncf.helm.chart.content.v1.tar+gzip'),
    layer('application/vnd.cncf.helm.chart.provenance.v1.prov'),
  ],
  annotations: { a: 'b' },
};
const json = (value: unknown): Buffer => text(JSON.stringify(value));

export const MANIFEST_SEEDS: readonly Seed[] = [
  { class: 'sound', input: json(MANIFEST) },
  {
    class: 'sound, with its type',
    input: json({ ...MANIFEST, mediaType: 'application/vnd.oci.image.manifest.v1+json' }),
  },
  {
    class: 'an index',
    input: json({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }),
  },
  { class: 'null layers', input: json({ ...MANIFEST, layers: [null] }) },
  { class: 'null config', input: json({ ...MANIFEST, config: null }) },
  {
    class: 'digest that leads out',
    input: json({ ...MANIFEST, config: { ...MANIFEST.config, digest: 'sha256:../../../etc/passwd' } }),
  },
  { class: 'size that lies', input: json({ ...MANIFEST, config: { ...MANIFEST.config, size: -1 } }) },
  { class: 'duplicate keys', input: text(`{"schemaVersion":2,"layers":[],"layers":[{}],"config":{}}`) },
  { class: 'prototype keys', input: text('{"__proto__":{"schemaVersion":2},"layers":[],"constructor":1}') },
  { class: 'deep nesting', input: text('['.repeat(5000)) },
  { class: 'many layers', input: json({ ...MANIFEST, layers: Array(1001).fill(1) }), once: true },
];

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const REFERRER = {
  ...layer('application/vnd.oci.image.manifest.v1+json'),
  artifactType: 'a/b',
  annotations: { a: 'b' },
};

export const REFERRERS_SEEDS: readonly Seed[] = [
  { class: 'sound', input: json({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [REFERRER] }) },
  { class: 'nothing in it', input: json({ schemaVersion: 2, manifests: [] }) },
  { class: 'a manifest', input: json(MANIFEST) },
  { class: 'null referrer', input: json({ schemaVersion: 2, manifests: [null] }) },
  { class: 'digest that leads out', input: json({ schemaVersion: 2, manifests: [{ ...REFERRER, digest: '../x' }] }) },
  { class: 'prototype keys', input: text('{"schemaVersion":2,"__proto__":{"manifests":[]},"manifests":[]}') },
  { class: 'deep nesting', input: text('{"manifests":'.repeat(2000)) },
  { class: 'many referrers', input: json({ schemaVersion: 2, manifests: Array(1001).fill(1) }), once: true },
];

const SIGNED = [
  '-----BEGIN PGP SIGNED MESSAGE-----',
  'Hash: SHA512',
  '',
  'name: vnf',
  '- - a',
  '',
  '...',
  'files:',
  `  vnf-1.0.0.tgz: ${D}`,
  '-----BEGIN PGP SIGNATURE-----',
  '',
  'AAAA',
  '=zWpJ',
  '-----END PGP SIGNATURE-----',
];

export const PROVENANCE_SEEDS: readonly Seed[] = [
  { class: 'sound in form', input: text(SIGNED.join('\n')) },
  { class: 'no signature', input: text(SIGNED.slice(0, 9).join('\n')) },
  { class: 'text around it', input: text(['x', ...SIGNED, 'x'].join('\n')) },
  { class: 'two of them', input: text([...SIGNED, ...SIGNED].join('\n')) },
  { class: 'carriage returns', input: text(SIGNED.join('\r\n')) },
  { class: 'no UTF-8', input: Buffer.from([0x2d, 0xff, 0xfe, 0x0a]) },
];

export const REPOSITORY_METADATA_SEEDS: readonly Seed[] = [
  {
    class: 'sound',
    input: text(
      'repositoryID: 01234567-89ab-cdef-0123-456789abcdef\nowners:\n  - name: A\n    email: a@b\nignore:\n  - name: x\n    version: beta\n',
    ),
  },
  { class: 'null entries', input: text('owners:\n  -\nignore: [~]\n') },
  { class: 'duplicate keys', input: text('owners: []\nowners: []\n') },
  { class: 'aliases that multiply', input: text('owners: &a [*a]\nignore: *a\n') },
  { class: 'deep nesting', input: text(`owners: ${'['.repeat(2000)}`) },
];
