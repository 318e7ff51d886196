import { ApiObject, App } from 'cdk8s';
import { asNumber, Builtin, Fn, HelmChart, HelmValue, Values } from '../../src/helm';

function chart() {
  return new HelmChart(new App(), 'probe', {
    version: '1.0.0',
    values: Values.object({
      big: Values.integer({ default: Number.MAX_SAFE_INTEGER }),
      small: Values.integer({ default: -7 }),
      ratio: Values.number({ default: 0.5 }),
      text: Values.string({ optional: true }),
      names: Values.list(Values.string(), { optional: true }),
    }),
  });
}

function valueOf(make: (values: ReturnType<typeof chart>['values']) => unknown): unknown {
  const owner = chart();
  new ApiObject(owner, 'object', { apiVersion: 'v1', kind: 'Object', result: make(owner.values) });
  return owner.render()[0]?.result;
}

test.each<[string, Parameters<typeof valueOf>[0], unknown]>([
  ['64 bits, not 53', ({ big }) => Fn.mod(Fn.mul(big, 3), 10), 3],
  ['64 bits wrap', ({ big }) => Fn.mul(Fn.mul(big, 2048), 2), -4096],
  ['64 bits in text', ({ big }) => `${Fn.add(big, 2)}`, '9007199254740993'],
  ['division goes towards zero', ({ small }) => [Fn.div(small, 2), Fn.mod(small, 2)], [-3, -1]],
  ['whole number beside a fraction', ({ small, ratio }) => [Fn.lt(small, 0.5), Fn.gt(ratio, small)], [true, true]],
  [
    'an optional text that is not set',
    ({ text }) => [Fn.eq(text, ''), Fn.default(text, 'x'), Fn.isSet(text)],
    [true, 'x', false],
  ],
  ['an optional list that is not set', ({ names }) => Fn.join(names, ','), ''],
  ['no app version', () => Builtin.chartAppVersion, ''],
  ['a number alone in a template literal is text', ({ small }) => `${small}`, '-7'],
  ['a number carried as a number', ({ small }) => asNumber(small), -7],
  ['text by bytes, not by UTF-16', () => Fn.lt('\uffee', '\u{10000}'), true],
])('%s', (_, make, expected) => {
  expect(valueOf(make)).toEqual(expected);
});

test.each<[string, () => unknown, RegExp]>([
  ['a fraction', () => Fn.add(chart().values.ratio, 1), /integers only/],
  ['text with a hole', () => Fn.eq(`a${Builtin.releaseName}`, 'a'), /give the value alone/],
  ['half a character', () => Fn.eq(Builtin.releaseName, '\ud800'), /surrogate/],
  ['nothing to combine', () => Fn.and(), /at least one/],
  ['an operator', () => (chart().values.small as unknown as number) + 1, /Fn\.add/],
  ['a comparison', () => (chart().values.small as unknown as number) > 1, /Fn\.add/],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a hole has neither value nor resolve, which cdk8s would take for its own', () => {
  const { small } = chart().values;
  expect(small).toBeInstanceOf(HelmValue);
  expect('value' in small || 'resolve' in small).toBe(false);
});
