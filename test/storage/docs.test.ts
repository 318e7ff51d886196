import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import ts from 'typescript';
import { checkRules } from '../../src/rules';

const snippets = ['storage.md', 'cloud-init.md'].flatMap((page) =>
  [...readFileSync(join(__dirname, '../../docs', page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(
    (match, index) => [`${page}, program ${index + 1}`, match[1] ?? ''] as const,
  ),
);

test.each(snippets)('%s has no findings', (_, text) => {
  const { outputText } = ts.transpileModule(`${text}\nexport { app };`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const shown = {} as { app: App };
  // Of this realm, where plain objects have the prototype that the library knows.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('require', 'exports', outputText) as (...args: unknown[]) => void;
  run((name: string): unknown => jest.requireActual(name), shown);
  expect(checkRules(shown.app)).toEqual([]);
});
