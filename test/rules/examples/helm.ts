import { ApiObject, Chart } from 'cdk8s';
import { Values, HelmChart } from '../../../src/helm';
import { chart, type Example, example } from './example';

function configMap(scope: HelmChart, id: string, name?: string): ApiObject {
  const metadata = name === undefined ? undefined : { name };
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} });
}

const metadata = (name: string, bad: object, good: object): Example =>
  example(
    name,
    'VNF114',
    (app, given: object) => new ApiObject(chart(app), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: given }),
    bad,
    good,
  );

export const HELM = [
  metadata('label with a blank', { labels: { role: 'edge node' } }, { labels: { role: 'edge-node' } }),
  metadata('label too long', { labels: { role: 'r'.repeat(64) } }, { labels: { role: 'r'.repeat(63) } }),
  metadata('label as a number', { labels: { tier: 1 } }, { labels: { tier: '1' } }),
  metadata('key of a label with two slashes', { labels: { 'a/b/c': 'd' } }, { labels: { 'a/b-c': 'd' } }),
  metadata(
    'key of an annotation',
    { annotations: { 'Vnf.Example/a': 'b' } },
    { annotations: { 'vnf.example/A': '{ b }' } },
  ),
  example(
    'value of another chart that is called the same',
    'VNF113',
    (app, isOwn: boolean) => {
      const [own, other] = ['own', 'other'].map(
        (id) =>
          new HelmChart(app, id, {
            version: '1.0.0',
            values: Values.object({ text: Values.string({ default: id }) }),
          }),
      );
      const text = (isOwn ? own : other)?.values.text;
      new ApiObject(own!, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { text: `of ${text}` } });
    },
    false,
    true,
  ),
  example(
    'value outside its chart',
    'VNF113',
    (app, isInside: boolean) => {
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ text: Values.string({ default: 'x' }) }),
      });
      new ApiObject(isInside ? fw : new Chart(app, 'plain'), 'map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { text: fw.values.text },
      });
    },
    false,
    true,
  ),
  example(
    'validation of a construct',
    'VNF100',
    (app, messages: string[]) => chart(app).node.addValidation({ validate: () => messages }),
    ['no'],
    [],
  ),
  example(
    'default out of bounds',
    'VNF107',
    (app, value: number) =>
      new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ cores: Values.integer({ default: value, minimum: 1 }) }),
      }),
    0,
    1,
  ),
  example(
    'object twice',
    'VNF110',
    (app, name: string | undefined) => {
      const scope = chart(app);
      configMap(scope, 'a', 'same');
      configMap(scope, 'b', name);
    },
    'same',
    undefined,
  ),
  example('object name', 'VNF111', (app, name: string) => configMap(chart(app), 'a', name), 'Config_Map', 'config-map'),
  example('long object name', 'VNF111', (app, id: string) => configMap(chart(app), id), 'a'.repeat(62), 'a'.repeat(60)),
  example(
    'object in two charts',
    'VNF112',
    (app, name: string | undefined) => {
      configMap(chart(app, 'one'), 'a', 'shared');
      configMap(chart(app, 'two'), 'a', name);
    },
    'shared',
    undefined,
  ),
  example(
    'literal credential',
    'VNF702',
    (app, stringData: Record<string, unknown>) =>
      new ApiObject(chart(app), 'secret', { apiVersion: 'v1', kind: 'Secret', stringData }),
    { password: 'abc' },
    { username: 'admin' },
  ),
];
