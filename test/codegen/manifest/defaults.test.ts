import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { identity } from './meaning';
import { corpus, documentsIn, objectsOf } from './support';
import { unexplained } from './surplus';

it.each(corpus.map((source) => [source.name, source] as const))(
  '%s gets what the library adds, and nothing else',
  (_, source) => {
    const { text } = importManifests([source], { name: 'imported' });
    const expected = new Map(documentsIn(source.text).map((object) => [identity(object), object]));
    const made = objectsOf(text);
    const inDefault = (key: string): string => key.replace(/^(\w+) default /, '$1  ');
    const keys = [...expected.keys()];
    expect(made.map((object) => inDefault(identity(object))).sort()).toEqual(keys.map(inDefault).sort());
    for (const object of made) {
      const wanted = keys.find((key) => inDefault(key) === inDefault(identity(object))) ?? '';
      expect(unexplained(object, expected.get(wanted))).toEqual([]);
    }
  },
);

it('says what was added', () => {
  const [source] = corpus.filter(({ name }) => name === 'vm-cirros.yaml');
  const { text } = importManifests(source ? [source] : [], { name: 'imported' });
  expect(text).toContain('// What this library writes beyond the manifests; an import with --exact leaves it out:');
  expect(text).toContain('// - UUID and serial number of the firmware, which clusters draw at random (vm-cirros)');
  const exact = importManifests(source ? [source] : [], { name: 'imported', exact: true }).text;
  expect(exact).not.toContain('//');
});
