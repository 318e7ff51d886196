import { App } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { Platform } from '../../src/platform';
import { checkRules } from '../../src/rules';
import { KUBEVIRT_EXAMPLES } from './kubevirt-examples';

test.each(KUBEVIRT_EXAMPLES.map((example) => [example.name, example] as const))('%s', (name, example) => {
  const app = new App();
  new Platform({ kubevirt: '1.9' }).applyTo(app);
  const chart = new HelmChart(app, name, { version: '1.0.0' });
  example.build(chart, name);
  const object = chart.render().find(({ kind }) => kind === example.kind);
  expect(object).toMatchObject({ metadata: { name }, spec: example.spec });
  expect(checkRules(app)).toEqual([]);
});

test('are at least 30', () => {
  expect(KUBEVIRT_EXAMPLES.length).toBeGreaterThanOrEqual(30);
});
