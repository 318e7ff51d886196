import { App } from 'cdk8s';
import { checkRules, RULES } from '../../src/rules';
import { EMCO } from './examples/emco';
import { HELM } from './examples/helm';
import { NETWORK } from './examples/network';
import { SECURITY, VM } from './examples/vm';

const EXAMPLES = [...HELM, ...VM, ...SECURITY, ...NETWORK, ...EMCO];

function found(build: (app: App) => void): ReturnType<typeof checkRules> {
  const app = new App();
  build(app);
  return checkRules(app);
}

describe.each(EXAMPLES.map((example) => [`${example.expected.join(', ')}: ${example.name}`, example] as const))(
  '%s',
  (_, example) => {
    test('is found', () => {
      const findings = found(example.bad);
      expect(findings.map(({ id }) => id).sort()).toEqual(example.expected);
      for (const { path, field, value, reason, remedy } of findings) {
        for (const text of [path, field, value, reason, remedy]) {
          expect(text).not.toBe('');
          expect(text).not.toMatch(/undefined|\[object|[\uE0F0\uE0F1]/);
        }
      }
    });

    test('is gone with the remedy', () => {
      expect(found(example.good)).toEqual([]);
    });
  },
);

test('every rule that checks has an example', () => {
  const shown = new Set(EXAMPLES.flatMap(({ expected }) => expected));
  expect(RULES.filter(({ id, check }) => check && !shown.has(id)).map(({ id }) => id)).toEqual([]);
});

test('ids are unique', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
