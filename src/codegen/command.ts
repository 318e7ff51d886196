import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CodegenError, reasonOf } from './codegen-error';
import { refuseTooLarge, type Source } from './documents';
import { type GeneratedFile, importCrds, type ImportCrdOptions } from './import-crd';
import { byText } from './json';

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
  await writeFiles(argv.output, files);
}

/** Writes all files into a folder, or none. */
export async function writeFiles(folder: string, files: readonly GeneratedFile[]): Promise<void> {
  await withReason(folder, 'cannot be written', () => writeAll(folder, files));
}

/** The texts behind paths, of standard input too. */
export async function readSources(
  paths: readonly string[],
  stdin?: AsyncIterable<Buffer | string>,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of paths) sources.push(...(await sourcesAt(path, stdin)));
  return sources;
}

async function sourcesAt(path: string, stdin?: AsyncIterable<Buffer | string>): Promise<readonly Source[]> {
  if (path === '-') return [{ name: 'standard input', text: await readAll(stdin ?? process.stdin) }];
  const paths = await withReason(path, 'cannot be read', () => filesAt(path));
  if (paths.length === 0) {
    throw new CodegenError({
      where: path,
      what: 'an empty folder',
      why: 'no *.yaml, *.yml or *.json file is in it',
      remedy: 'name the folder that holds the files themselves',
    });
  }
  const sources: Source[] = [];
  for (const file of paths) sources.push({ name: file, text: await readText(file) });
  return sources;
}

async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.(ya?ml|json)$/.test(name)).sort(byText);
  return names.map((name) => join(path, name));
}

async function readText(file: string): Promise<string> {
  const { size } = await withReason(file, 'cannot be read', () => stat(file));
  refuseTooLarge(file, size);
  return withReason(file, 'cannot be read', () => readFile(file, 'utf8'));
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    refuseTooLarge('standard input', bytes);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Every file is complete under a temporary name before the first takes its own. */
export async function writeAll(
  folder: string,
  files: readonly { readonly fileName: string; readonly text: string | Uint8Array }[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const staged = files.map(({ fileName, text }) => ({
    text,
    temporary: join(folder, `.${fileName}.${process.pid}.tmp`),
    path: join(folder, fileName),
  }));
  try {
    for (const { temporary, text } of staged) await writeFile(temporary, text);
    for (const { temporary, path } of staged) await rename(temporary, path);
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

export async function withReason<T>(where: string, what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const remedy = 'check the path and its permissions';
    throw new CodegenError({ where, what, why: reasonOf(error), remedy }, { cause: error });
  }
}
