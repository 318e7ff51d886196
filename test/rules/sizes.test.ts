import { App, JsonPatch } from 'cdk8s';
import { checkRules } from '../../src/rules';
import { parseQuantity } from '../../src/rules/vm/quantity';
import { GuestCpu } from '../../src/vm';
import { chart, vm } from './examples/example';

test.each([
  ['0', 0],
  ['2', 2],
  [2147483648, 2147483648],
  ['.5', 0.5],
  ['1.', 1],
  ['+2Gi', 2 ** 31],
  ['2.5Gi', 2.5 * 2 ** 30],
  ['1Ei', 2 ** 60],
  ['2e9', 2e9],
  ['2E9', 2e9],
  ['2e0', 2],
  ['1e-3', 0.001],
  ['0.01E', 1e16],
  ['1E', 1e18],
  ['500000u', 0.5],
  ['100n', 1e-7],
  ['2000m', 2],
  ['1001000m', 1001],
])('%s is a quantity', (text, amount) => {
  expect(parseQuantity(text)).toBe(amount);
});

test.each(['', 'two', '2gi', '2Gib', '2 Gi', '1e3M', '1.2.3Gi', '-1', 'e9', '.', 'Gi', undefined, null, {}])(
  '%j is none from 0',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test.each([
  [{ requests: { memory: '900k' } }, 'resources.requests.memory', '900k', 'give 1M or more'],
  [{ requests: { memory: '1024' } }, 'resources.requests.memory', '1024', 'write 1024Mi'],
  [{ requests: { cpu: '1500m' } }, 'resources.requests.cpu', '1500m', 'leave it out, or give 2'],
  [{ limits: { cpu: '2500m' } }, 'resources.limits.cpu', '2500m', 'leave it out, or give 2'],
])('a finding shows the quantity as it is written, where it is: %j', (resources, field, value, remedy) => {
  const app = new App();
  vm(chart(app), { cpu: GuestCpu.dedicated({ cores: 2 }), resources });
  expect(checkRules(app)).toMatchObject([{ id: 'VNF217', field, value, remedy }]);
});

test('null is as good as nothing', () => {
  const app = new App();
  const spec = '/spec/template/spec/domain';
  vm(chart(app)).addJsonPatch(
    ...[
      '/spec/instancetype',
      '/spec/preference',
      `${spec}/memory/hugepages`,
      `${spec}/launchSecurity`,
      `${spec}/cpu`,
    ].map((path) => JsonPatch.add(path, null)),
  );
  expect(checkRules(app)).toEqual([]);
});
