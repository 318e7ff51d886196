import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import ts from 'typescript';
import type { HelmChart } from '../../src';
import { importChart } from '../../src/codegen/chart/import-chart';
import { checkRules } from '../../src/rules';
import { CHARTS, packaged } from '../codegen/chart/charts';
import { compileAll } from '../types/compile';

const ROOT = join(__dirname, '..', '..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
/** Pages of programs that nothing is wrong with. */
const FLAWLESS = ['emco', 'networks', 'addresses', 'storage', 'cloud-init', 'virtual-machines', 'platform'].map(
  (name) => `docs/${name}.md`,
);
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
/** What pages import from the project that they speak of. */
const handle = importChart({ name: 'redis', archive: packaged('redis', CHARTS['redis'] ?? {}) }).files.get('redis.ts');
const problems = compileAll(new Map([...snippets, ['imports/redis', String(handle)]]));

test.each(snippets.map(([name]) => name))('%s compiles', (name) => {
  expect(problems.get(name)).toEqual([]);
});

/** Runs a program and reads one of its constants, in this realm, where plain objects have the prototype that the library knows. */
function run<T>(text: string, constant: string): T {
  const { outputText } = ts.transpileModule(`${text}\nexport { ${constant} };`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const shown: Record<string, T> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const program = new Function('require', 'exports', outputText) as (...args: unknown[]) => void;
  program((name: string): unknown => jest.requireActual(name), shown);
  return shown[constant] as T;
}

test.each(FLAWLESS.flatMap(snippetsOf))('%s has no findings', (_, text) => {
  expect(checkRules(run<App>(text, 'app'))).toEqual([]);
});

describe('what the pages on values and templates show', () => {
  test.each(RUN.map((page) => [page, ...snippetsOf(page).map(([, text]) => text)] as const))(
    '%s runs, and gives the YAML it shows',
    (page, text) => {
      const chart = run<HelmChart>(text, 'chart');
      const written = [...chart.files().values()].join('\n');
      const [, yaml = ''] = /^```yaml\n([^]*?)^```$/m.exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
      for (const line of yaml.trimEnd().split('\n')) expect(written).toContain(`${line}\n`);
    },
  );
});
