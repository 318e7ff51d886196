import { CodegenError } from '../../../src/codegen/codegen-error';
import { readCrds } from '../../../src/codegen/crd/crd';
import { MAX_SOURCE_BYTES } from '../../../src/codegen/documents';
import { crd, crdObject, STRING, withSpec } from './fixtures';

const widget = { versions: { v1: withSpec({ name: STRING }) } };
const read = (text: string) => readCrds({ name: 'crds.yaml', text });
const kinds = (text: string) => read(text).map(({ kind }) => kind);

describe('definitions are found', () => {
  const gadget = { ...widget, kind: 'Gadget' };

  test('in a stream of documents, among other kinds and empty documents', () => {
    const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    expect(kinds(['', other, crd(widget), '# nothing\n', crd(gadget)].join('---\n'))).toEqual(['Widget', 'Gadget']);
  });

  test('in a List, as kubectl get crd -o yaml prints it', () => {
    const items = [crdObject(widget), crdObject(gadget), null];
    expect(kinds(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))).toEqual(['Widget', 'Gadget']);
  });

  test('in the typed list of the API server, whose items name no kind', () => {
    const { apiVersion, kind, ...item } = crdObject(widget);
    expect(kinds(JSON.stringify({ apiVersion, kind: `${kind}List`, items: [item] }))).toEqual(['Widget']);
  });

  test('through anchors and merge keys', () => {
    const text = crd(widget).replace('type: string', '&text {type: string}\n            other: {<<: *text}');
    expect(kinds(text.replace(/name:\n\s+&text/, 'name: &text'))).toEqual(['Widget']);
  });

  test('with templates in a description', () => {
    expect(
      kinds(crd({ versions: { v1: withSpec({ a: { ...STRING, description: 'such as {{ .Name }}' } }) } })),
    ).toEqual(['Widget']);
  });
});

test('a version that is not served is left out', () => {
  const definition = crdObject({ versions: { v1: withSpec({}), v1alpha1: withSpec({}) } });
  Object.assign(definition.spec.versions[1] ?? {}, { served: false });
  const [only] = read(JSON.stringify(definition));
  expect(only?.versions.map(({ name }) => name)).toEqual(['v1']);
});

describe('refused, saying what, where, why and what to do:', () => {
  const changed = (change: (spec: Record<string, unknown>) => void) => {
    const definition = crdObject(widget);
    change(definition.spec);
    return JSON.stringify(definition);
  };
  const bomb = [
    'a0: &a0 [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
  ].join('\n');

  test.each<[string, string, RegExp]>([
    ['text that is no YAML', 'a: [b', /^crds\.yaml: not readable as YAML: .*; give a file that kubectl accepts$/],
    ['a chart template', '{{- if .Values.crds }}\nkind: A\n{{- end }}\n', /render it first.*helm template/],
    ['a template in place of a name', crd(widget).replace('group: example.org', 'group: {{ .g }}'), /render it first/],
    ['an alias bomb', bomb, /not readable as YAML: .*alias/i],
    ['an alias to itself', 'a: &a\n  b: *a\n', /nested too deeply/],
    ['deep nesting in JSON', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /nested too deeply/],
    ['a key twice', 'a: 1\na: 2\n', /the key "a" stands twice in one map/],
    ['deep nesting', '['.repeat(200_000), /not readable as YAML/],
    [
      'v1beta1',
      crd({ ...widget, apiVersion: 'apiextensions.k8s.io/v1beta1' }),
      /apiextensions\.k8s\.io\/v1beta1.*kubectl get crd/,
    ],
    [
      'no spec',
      JSON.stringify({ ...crdObject(widget), spec: null }),
      /widgets\.example\.org: spec: an object is expected, not null/,
    ],
    ['versions that are no list', changed((spec) => (spec['versions'] = {})), /spec\.versions: a list is expected/],
    ['no served version', changed((spec) => (spec['versions'] = [])), /no version is served/],
    [
      'no schema',
      changed((spec) => (spec['versions'] = [{ name: 'v1' }])),
      /no schema for version v1.*preserve-unknown-fields/,
    ],
    [
      'a group that is a path',
      changed((spec) => (spec['group'] = '../../etc')),
      /spec\.group: "\.\.\/\.\.\/etc" does not match/,
    ],
    ['a kind that is code', changed((spec) => (spec['names'] = { kind: 'A {} //' })), /spec\.names\.kind/],
    ['a version that is code', changed((spec) => (spec['versions'] = [{ name: "v1'" }])), /spec\.versions\[\]\.name/],
    ['more than the limit', 'x'.repeat(MAX_SOURCE_BYTES + 1), /split it into several files/],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(CodegenError);
    expect(() => read(text)).toThrow(message);
  });
});

test('a map of very many keys is read in little time', () => {
  const start = Date.now();
  expect(read(Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n'))).toEqual([]);
  expect(Date.now() - start).toBeLessThan(10_000);
});
