import { readSources, writeFiles } from '../files';
import { importCrds, type ImportCrdOptions } from './import-crd';

export interface ImportCrdArguments extends ImportCrdOptions {
  /** Files, folders (their `*.yaml`, `*.yml` and `*.json`, not below), or `-` for standard input. */
  readonly paths: readonly string[];
  /** The folder to write into; made where it is missing. */
  readonly output: string;
  /** @default process.stdin */
  readonly stdin?: AsyncIterable<Buffer | string>;
}

/** Reads definitions from files and writes one TypeScript file an API group. Nothing is written after an error. */
export async function runImportCrd(argv: ImportCrdArguments): Promise<void> {
  const files = importCrds(await readSources(argv.paths, argv.stdin), argv);
  await writeFiles(argv.output, new Map(files.map(({ fileName, text }) => [fileName, text])));
}
