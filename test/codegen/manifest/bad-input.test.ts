import { importManifests } from '../../../src/codegen/manifest/import-manifests';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, index) => {
    const before = `*${'abcdefg'[index]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
  }),
].join('\n');

/** What no manifest is, and what the one message has to say. */
const BAD: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['an empty file', '', /bad\.yaml: no objects: .*kubectl/],
  ['nothing but separators', '---\n---\n', /bad\.yaml: no objects/],
  ['prose', 'Dear operator,\nplease install the VM.\n', /bad\.yaml, line 1: a document that is no map/],
  ['broken YAML', `${CONFIG_MAP}data: {a: 1\n`, /bad\.yaml: not readable as YAML: .*\(line \d+\)/],
  ['a tab', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n', /bad\.yaml: not readable as YAML: .*line 4/],
  ['a key twice', `${CONFIG_MAP}kind: Secret\n`, /the key "kind" stands twice in one map \(line 5\)/],
  ['YAML that is not Kubernetes', 'services:\n  web:\n    image: x\n', /line 1: a document without apiVersion/],
  ['the second document', `${CONFIG_MAP}---\nfoo: bar\n`, /bad\.yaml, line 6: a document without apiVersion/],
  ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', /a document without kind/],
  ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n', /a ConfigMap without metadata\.name/],
  ['metadata that is text', 'apiVersion: v1\nkind: ConfigMap\nmetadata: x\n', /a ConfigMap without metadata\.name/],
  [
    'a list item that is no object',
    'apiVersion: v1\nkind: List\nitems: [3]\n',
    /items\[0\]: a document that is no map/,
  ],
  [
    'a template of a chart',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
    /render it first.*helm template/,
  ],
  [
    'a template in quotes',
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: '{{ .Release.Name }}-a'\n",
    /metadata\.name: a template: .*render it first/,
  ],
  ['a template with a condition', `{{- if .Values.on }}\n${CONFIG_MAP}{{- end }}\n`, /render it first/],
  [
    'a value of a chart in data',
    `${CONFIG_MAP}data:\n  port: '{{ .Values.port }}'\n`,
    /data\.port: a template: .*render it first/,
  ],
  ['a template for a key', `${CONFIG_MAP}data:\n  '{{ x }}': y\n`, /a template for a key/],
  ['an alias bomb', `${CONFIG_MAP}data:\n${bomb.replace(/^/gm, '  ')}\n`, /alias/],
  ['an anchor in itself', `${CONFIG_MAP}data: &a\n  b: *a\n`, /nested too deeply|alias/i],
  ['deep nesting', `${CONFIG_MAP}data: ${'['.repeat(3000)}${']'.repeat(3000)}\n`, /nested too deeply|not readable/],
  [
    'more than is read',
    `${CONFIG_MAP}data:\n  a: ${'x'.repeat(5 * 1024 * 1024)}\n`,
    /bytes of text: at most \d+ bytes/,
  ],
  [
    'too many objects',
    Array.from({ length: 1001 }, (_, i) => CONFIG_MAP.replace('name: a', `name: a${i}`)).join('---\n'),
    /1001 objects: at most 1000/,
  ],
  [
    'an object twice',
    `${CONFIG_MAP}data: {a: b}\n---\n${CONFIG_MAP}data: {a: c}\n`,
    /ConfigMap a a second time: it differs from the one at bad\.yaml, line 1/,
  ],
  ['an apiVersion that is none', CONFIG_MAP.replace('v1', 'a/b/c'), /line 1: a ConfigMap that cdk8s refuses: /],
  ['infinity', `${CONFIG_MAP}data:\n  a: .inf\n`, /data\.a: the number Infinity/],
  ['marks of this library', `${CONFIG_MAP}data:\n  a: "\\uE0F01\\uE0F1"\n`, /private-use characters/],
  ['a key that JavaScript minds', `${CONFIG_MAP}data:\n  __proto__: {a: b}\n`, /the key __proto__/],
  ['binary', '\u0000\u0001\u0002ELF', /bad\.yaml/],
];

it.each(BAD)('%s is refused in one message', (_, text, message) => {
  const run = (): unknown => importManifests([{ name: 'bad.yaml', text }], { name: 'bad' });
  expect(run).toThrow(message);
  expect(run).toThrow(/^[^\n]*$/);
  expect(run).toThrow(expect.objectContaining({ name: 'CodegenError' }));
});

/** Odd, and still manifests. */
const ODD: readonly (readonly [name: string, text: string])[] = [
  ['braces of the guest', `${CONFIG_MAP}data:\n  greeting: 'Hello {{ v1.local_hostname }}'\n`],
  ['JSON', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}'],
  ['a few aliases', `${CONFIG_MAP}data:\n  a: &a x\n  b: *a\n`],
  ['the same object twice', `${CONFIG_MAP}---\n${CONFIG_MAP}`],
  ['a VM that is nothing', 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a}\n'],
  [
    'a VM whose parts are of other types',
    'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a}\nspec: {template: {metadata: [1], spec: {domain: {memory: {guest: 1Gi}, devices: {disks: {a: 1}, interfaces: 3, tpm: 5}, cpu: x}, volumes: [3, null, x], networks: x, hostname: 5}}, dataVolumeTemplates: 7}\n',
  ],
  ['labels that are no text', `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: {a: 1, b: [x]}\n`],
];

it.each(ODD)('%s is taken in', (_, text) => {
  expect(importManifests([{ name: 'odd.yaml', text }], { name: 'odd' }).text).toContain('app.synth();');
});
