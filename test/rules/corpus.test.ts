import { App } from 'cdk8s';
import { checkRules } from '../../src/rules';
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
