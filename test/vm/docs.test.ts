import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import ts from 'typescript';
import { checkRules } from '../../src/rules';
import { compileAll } from '../types/compile';

const page = readFileSync(join(__dirname, '../../docs/virtual-machines.md'), 'utf8');
const snippets = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(
  (match, index) => [`program ${index + 1}`, match[1] ?? ''] as const,
);
const problems = compileAll(new Map(snippets));

test.each(snippets)('%s compiles and has no findings', (name, text) => {
  expect(problems.get(name)).toEqual([]);
  const { outputText } = ts.transpileModule(`${text}\nexport { app };`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const shown = {} as { app: App };
  // Of this realm, where plain objects have the prototype that the library knows.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('require', 'exports', outputText) as (...args: unknown[]) => void;
  run((module: string): unknown => jest.requireActual(module), shown);
  expect(checkRules(shown.app)).toEqual([]);
});
