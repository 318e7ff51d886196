import { parse } from 'yaml';
import { treeOf } from '../../src/helm/tree';
import { YamlWriter } from '../../src/helm/yaml-writer';
import { galleryCharts } from '../charts/gallery';
import { NASTY_SCALARS } from '../helm/nasty-scalars';
import { needDebianPackages, readByPyYaml } from '../support/debian';

beforeAll(() => needDebianPackages('python3-yaml'));

test('PyYAML reads every nasty scalar as it was given', () => {
  const documents = NASTY_SCALARS.map((scalar) => ({
    plain: scalar,
    list: [scalar, [scalar]],
    [scalar]: { [scalar]: 1 },
  }));
  const texts = documents.map((document) => new YamlWriter().document(treeOf(document)).toString());
  expect(readByPyYaml(texts)).toEqual(documents.map((document) => [document]));
});

test.each(galleryCharts().map((chart) => [chart.node.id, chart] as const))(
  'PyYAML reads the objects and the values of %s as they are',
  (_, chart) => {
    const objects = chart.render();
    const texts = objects.map((object) => new YamlWriter().document(treeOf(object)).toString());
    expect(readByPyYaml(texts)).toEqual(objects.map((object) => [object]));
    const plain = [...chart.files()].filter(([path]) => path === 'values.yaml' || path === 'Chart.yaml');
    expect(plain).toHaveLength(2);
    for (const [, text] of plain) expect(readByPyYaml([String(text)])).toEqual([[parse(String(text))]]);
  },
);
