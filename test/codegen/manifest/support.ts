import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type App, JsonPatch } from 'cdk8s';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

import type { Source } from '../../../src/codegen/documents';
import { HelmChart, type KubernetesObject, VnfApp } from '../../../src';

export { JsonPatch };

const CORPUS = join(__dirname, 'corpus');

/** The manifests of the corpus, by their names. */
export const corpus: readonly Source[] = readdirSync(CORPUS)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(CORPUS, name), 'utf8') }));

/** Runs a program in place of `cdk8s synth`, and gives what its charts make. */
export function objectsOf(program: string): readonly KubernetesObject[] {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  let app: App | undefined;
  const synth = jest.spyOn(VnfApp.prototype, 'synth').mockImplementation(function (this: VnfApp) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    app = this;
  });
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function('require', 'exports', outputText) as (load: NodeJS.Require, exports: object) => void;
    run(require, {});
  } finally {
    synth.mockRestore();
  }
  return (app?.charts ?? []).flatMap((chart) => (HelmChart.isHelmChart(chart) ? chart.render() : []));
}

/** What a reader of 1.1 that is not Go's would see differs in nothing that the corpus holds but octal numbers. */
export function documentsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  return parseAllDocuments(text).flatMap((document) => {
    const data = document.toJS() as {
      readonly kind?: string;
      readonly items?: readonly Record<string, unknown>[];
    } | null;
    if (data === null) return [];
    return data.kind === 'List' ? (data.items ?? []) : [data];
  });
}
