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

/** What the linter says of each program; they are linted together, since a single run of the linter reads a project once. */
async function problemsOf(...bodies: string[]): Promise<string[][]> {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }));
  const files = bodies.map((body, n) => {
    const file = join(folder, `program-${n}.ts`);
    const code = `import { Values } from '../../src';\nimport { valueRefs } from '../../src/helm/values';\nconst values = valueRefs(Values.object({ tls: Values.boolean({ default: false }) }));\n${body}\n`;
    writeFileSync(file, code);
    return file;
  });
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
  const results = await eslint.lintFiles(files);
  return results.map(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

test('a chart value as the condition of an if is caught, and when() is not', async () => {
  const caught = Object.keys(RULES);
  expect(
    await problemsOf(
      'export const port = values.tls ? 443 : 80;',
      'export let port = 80;\nif (values.tls) port = 443;',
      "import { when } from '../../src';\nexport const port = when(values.tls, 443, 80);",
    ),
  ).toEqual([caught, caught, []]);
});
