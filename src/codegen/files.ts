import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CodegenError, reasonOf } from './codegen-error';
import { refuseTooLarge, type Source } from './documents';
import { byText } from './json';

/** The texts behind files, folders (their `*.yaml`, `*.yml` and `*.json`, not below) and `-`, which is standard input. */
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

/**
 * Writes files by name into a folder, which is made where it is missing: all of them, or none. Every file is complete
 * under a temporary name before the first takes its own.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const staged = [...files].map(([name, content]) => ({
    content,
    path: join(folder, name),
    temporary: join(folder, `.${name}.${process.pid}.tmp`),
  }));
  await withReason(folder, 'cannot be written', async () => {
    await mkdir(folder, { recursive: true });
    try {
      for (const { temporary, content } of staged) await writeFile(temporary, content);
      for (const { temporary, path } of staged) await rename(temporary, path);
    } finally {
      for (const { temporary } of staged) await rm(temporary, { force: true });
    }
  });
}

/** Does something with a file, and says where it failed. */
export async function withReason<T>(where: string, what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const remedy = 'check the path and its permissions';
    throw new CodegenError({ where, what, why: reasonOf(error), remedy }, { cause: error });
  }
}
