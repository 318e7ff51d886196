import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { parse } from 'yaml';
import { HelmChart, Values } from '../../src/helm';
import { treeOf } from '../../src/helm/tree';
import { YamlWriter } from '../../src/helm/yaml-writer';
import { inTemporaryFolder, readByGo, writeFiles } from '../law/go-reader';
import { printable } from '../law/strings';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS, kubectl } from '../support/helm';
import { NASTY_SCALARS } from './nasty-scalars';

/** A scalar as a value, as a key, and in lists, at the places where it stands differently on its line. */
function document(scalar: string): object {
  return {
    plain: scalar,
    list: [scalar, [scalar], { key: scalar }],
    map: Object.fromEntries([[scalar, scalar]]),
    nested: { last: { deeper: scalar } },
  };
}

/** Without what no text value may hold, and what Helm takes out of all that templates print. */
const VALUES = [...new Set(NASTY_SCALARS.filter((text) => text !== '<no value>').map(printable))];

const written = NASTY_SCALARS.map((scalar) => new YamlWriter().document(treeOf(document(scalar))).toString());

test('the table is long', () => {
  expect(NASTY_SCALARS.length).toBeGreaterThanOrEqual(200);
});

describe.each(['1.1', '1.2'] as const)('a YAML %s reader', (version) => {
  test.each(NASTY_SCALARS.map((scalar, index) => [JSON.stringify(scalar), index] as const))('%s', (_, index) => {
    const read: unknown = parse(written[index] as string, { version, merge: false, logLevel: 'error' });
    expect(read).toEqual(document(NASTY_SCALARS[index] as string));
  });
});

describeWithHelm('the reader of Helm and kubectl', () => {
  test.each(HELM_VERSIONS)('of Helm %s reads manifests unchanged', (version) => {
    expect(readByGo(version, written)).toEqual(NASTY_SCALARS.map(document));
  });

  test.each(HELM_VERSIONS)('of the kubectl beside Helm %s reads manifests unchanged', (version) => {
    inTemporaryFolder((folder) => {
      const object = { apiVersion: 'example.com/v1', kind: 'Nasty', metadata: { name: 'nasty' }, spec: NASTY_SCALARS };
      const file = join(folder, 'nasty.yaml');
      writeFileSync(file, new YamlWriter().document(treeOf(object)).toString());
      const printed = kubectl(version, ['label', '--local', '--filename', file, 'a=b', '--output', 'json']);
      expect((JSON.parse(printed) as { spec: unknown }).spec).toEqual(NASTY_SCALARS);
    });
  });

  test.each(HELM_VERSIONS)('of Helm %s carries defaults and given values through a chart', (version) => {
    const values = Values.object({
      texts: Values.list(Values.string(), { default: VALUES }),
      named: Values.map(Values.string(), { default: {} }),
    });
    const chart = new HelmChart(new App(), 'nasty', { version: '1.0.0', values });
    new ApiObject(chart, 'nasty', {
      apiVersion: 'example.com/v1',
      kind: 'Nasty',
      spec: { texts: chart.values.texts, named: chart.values.named },
    });
    // Keys are bounded, and `<<` among those of values is YAML's merge key to Helm 3.8.
    const named = Object.fromEntries(
      VALUES.filter((key) => key !== '<<' && key.length <= 317).map((key) => [key, key]),
    );
    inTemporaryFolder((folder) => {
      writeFiles(folder, chart.files());
      writeFileSync(join(folder, 'given.yaml'), new YamlWriter().document(treeOf({ named })).toString());
      const printed = helm(version, ['template', folder, '--values', join(folder, 'given.yaml')]);
      const [object] = readByGo(version, [printed]) as [{ spec: unknown }];
      expect(object.spec).toEqual({ texts: VALUES, named });
    });
  });
});
