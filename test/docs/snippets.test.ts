import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { compileAll } from '../types/compile';

const ROOT = join(__dirname, '..', '..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
/** Pages whose snippets are run as well. */
const RUN = ['docs/values.md', 'docs/templates.md'];

/** The programs of a page, by the page and the line on which they begin; what imports nothing is an excerpt. */
function snippetsOf(page: string): [name: string, text: string][] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)]
    .filter(([, code]) => /^import /m.test(code as string))
    .map((match) => [
      `${page.replaceAll('/', '-')}-${text.slice(0, match.index).split('\n').length}`,
      // An export makes a module of it, so that snippets do not see each other's names.
      `${match[1]}\nexport {};\n`,
    ]);
}

const snippets = PAGES.flatMap(snippetsOf);
const problems = compileAll(new Map(snippets));

test.each(snippets.map(([name]) => name))('%s compiles', (name) => {
  expect(problems.get(name)).toEqual([]);
});

describe('what the pages on values and templates show', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-vnf-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(RUN.map((page) => [page, ...snippetsOf(page).map(([, text]) => text)] as const))(
    '%s runs, and gives the YAML it shows',
    (page, text) => {
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      });
      const shown = { exports: {}, chart: undefined as unknown as { files(): Map<string, string> } };
      // Of this realm, where plain objects have the prototype that the library knows.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const run = new Function('require', 'exports', 'shown', `${outputText}\nshown.chart = chart;`) as (
        ...args: unknown[]
      ) => void;
      run((name: string): unknown => jest.requireActual(name), shown.exports, shown);
      const written = [...shown.chart.files().values()].join('\n');
      const [, yaml = ''] = /^```yaml\n([^]*?)^```$/m.exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
      for (const line of yaml.trimEnd().split('\n')) expect(written).toContain(`${line}\n`);
    },
  );
});
