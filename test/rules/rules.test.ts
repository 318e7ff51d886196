import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { checkRules, RULES } from '../../src/rules';
import { cloudConfigOf } from '../../src/rules/cloud-init/user-data';
import { credentialsIn } from '../../src/rules/security/credentials';
import { EXAMPLES } from './examples';

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

test('every rule has an example', () => {
  const shown = new Set(EXAMPLES.flatMap(({ expected }) => expected));
  expect(RULES.filter(({ id }) => !shown.has(id))).toEqual([]);
});

test('ids are unique', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('every id that a construct notes stands in the catalogue', () => {
  const src = join(__dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const noted = files.flatMap((path) => readFileSync(join(src, path), 'utf8').match(/(?<=')VNF\d{3}(?=')/g) ?? []);
  const known = new Set(RULES.map(({ id }) => id));
  expect([...new Set(noted)].filter((id) => !known.has(id))).toEqual([]);
});

describe('sound texts are no credentials', () => {
  test.each([
    '#!/bin/sh\necho "root:$(cat /run/secret)" | chpasswd\n',
    '#!/bin/sh\nPASSWORD="$(cat /run/secret)"\n',
    '#cloud-config\nssh_pwauth: true\nusers: [{ name: a, lock_passwd: false, passwd: "" }]\n',
    '#cloud-config\nchpasswd: { expire: false }\n',
  ])('%s', (text) => {
    expect([...credentialsIn(text, cloudConfigOf(text)?.content)]).toEqual([]);
  });
});
