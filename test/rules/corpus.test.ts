import { App } from 'cdk8s';
import { checkRules } from '../../src/rules';
import { galleryCharts } from '../charts/gallery';
import { KUBEVIRT_EXAMPLES } from '../vm/kubevirt-examples';
import { CORPUS } from './corpus';

const BROKEN = CORPUS.filter(({ expected }) => expected.length > 0);
const SOUND = CORPUS.filter(({ expected }) => expected.length === 0);

function told(build: (app: App) => void): string[] {
  const app = new App();
  build(app);
  return checkRules(app)
    .map(({ id, path, field, reason }) => `${id} ${path} ${field}: ${reason}`)
    .sort();
}

test.each(BROKEN.map((one) => [one.name, one] as const))('%s', (_, { build, expected, changes }) => {
  const findings = told(build);
  // The whole text in the comparison tells what was found instead.
  expect(findings).toEqual(findings.filter((text, index) => text.startsWith(expected[index] ?? '-')));
  expect(findings).toHaveLength(expected.length);
  expect(changes).toBe(1);
});

test.each(SOUND.map((one) => [one.name, one] as const))('%s', (_, { build, changes }) => {
  expect(told(build)).toEqual([]);
  expect(changes).toBeLessThanOrEqual(1);
});

test('the gallery is sound', () => {
  expect(checkRules(galleryCharts()[0]!.node.root)).toEqual([]);
});

test('holds enough that is sound', () => {
  // Nothing is found in KubeVirt's examples either: their own test says so, one by one.
  expect(SOUND.length + KUBEVIRT_EXAMPLES.length + galleryCharts().length).toBeGreaterThanOrEqual(60);
});

test('stands on what people did', () => {
  const cited = BROKEN.filter(({ cites }) => cites.length > 0);
  expect(BROKEN.length).toBeGreaterThanOrEqual(120);
  expect(cited.length * 2).toBeGreaterThanOrEqual(BROKEN.length);
  const cites = CORPUS.flatMap(({ cites: some }) => some);
  expect(cites.filter((cite) => !/^[\w.-]+\/[\w.-]+(#\d+|:[\w./-]+)$/.test(cite))).toEqual([]);
});

test('names each case once', () => {
  const names = CORPUS.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
