import { ApiObject, App } from 'cdk8s';
import { HelmChart } from '../../src/helm';

test('what a chart renders may be changed by who gets it, and the next rendering does not know', () => {
  const data = { a: ['1'], b: 'x' };
  const chart = new HelmChart(new App(), 'probe', { version: '1.0.0' });
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data });
  const [first] = chart.render();
  (first as { data: typeof data }).data.a.push('2');
  expect(chart.render()).toMatchObject([{ data: { a: ['1'], b: 'x' } }]);
  expect(data).toEqual({ a: ['1'], b: 'x' });
});

test('zero has no sign, wherever it stands', () => {
  const chart = new HelmChart(new App(), 'probe', { version: '1.0.0' });
  new ApiObject(chart, 'probe', {
    apiVersion: 'example.com/v1',
    kind: 'Probe',
    spec: { map: { key: -0 }, list: [1, -0] },
  });
  const { spec } = chart.render()[0] as unknown as { spec: { map: { key: number }; list: number[] } };
  expect([spec.map.key, spec.list[1]].map((zero) => Object.is(zero, 0))).toEqual([true, true]);
});
