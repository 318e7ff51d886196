import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const ROOT = join(__dirname, '..', '..');

/** What docs/templates.md tells users to switch on. */
const RULES = { '@typescript-eslint/no-unnecessary-condition': 'error' } as const;

let folder: string;

beforeAll(() => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.cache', 'lint-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(body: string): Promise<string[]> {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }));
  const file = join(folder, 'app.ts');
  const code = `import { Values } from '../../src';\nimport { valueRefs } from '../../src/helm/values';\nconst values = valueRefs(Values.object({ tls: Values.boolean({ default: false }) }));\n${body}\n`;
  writeFileSync(file, code);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { project: join(folder, 'tsconfig.json'), tsconfigRootDir: folder },
        },
        plugins: { '@typescript-eslint': tseslint.plugin },
        rules: RULES,
      },
    ],
  });
  const [result] = await eslint.lintFiles([file]);
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

test('a chart value as the condition of an if is caught, and when() is not', async () => {
  expect(await problemsOf('export const port = values.tls ? 443 : 80;')).toEqual(Object.keys(RULES));
  expect(await problemsOf('export let port = 80;\nif (values.tls) port = 443;')).toEqual(Object.keys(RULES));
  expect(await problemsOf("import { when } from '../../src';\nexport const port = when(values.tls, 443, 80);")).toEqual(
    [],
  );
});
