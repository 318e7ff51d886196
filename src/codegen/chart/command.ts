import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { MAX_ARCHIVE_BYTES } from '../../helm/archive';
import { CodegenError } from '../codegen-error';
import { withReason, writeFiles } from '../files';
import { isJsonObject } from '../json';
import { packChartFolder } from './chart-folder';
import { type ChartSource, importChart, type ImportChartOptions } from './import-chart';

export interface ImportChartArguments extends Omit<ImportChartOptions, 'isEsModule'> {
  /** The folder to write into; made where it is missing. */
  readonly output: string;
}

/** Writes the handle of a chart and its archive beside each other. Nothing is written after an error. */
export async function runImportChart(source: ChartSource, argv: ImportChartArguments): Promise<void> {
  const { files } = importChart(source, { ...argv, isEsModule: await isEsModule(argv.output) });
  await writeFiles(argv.output, files);
}

/** A chart on this machine: its folder, or the archive that it is packaged in. */
export async function chartAt(path: string): Promise<ChartSource> {
  const facts = await withReason(path, 'cannot be read', () => stat(path));
  const name = basename(resolve(path));
  if (facts.isDirectory()) return { name, archive: await packChartFolder(path) };
  if (facts.size > MAX_ARCHIVE_BYTES) {
    const why = `Helm reads archives of at most ${MAX_ARCHIVE_BYTES} bytes`;
    throw new CodegenError({ where: path, what: `${facts.size} bytes`, why, remedy: 'give a packaged chart' });
  }
  return { name, archive: await withReason(path, 'cannot be read', () => readFile(path)) };
}

/** Whether Node takes a file in this folder for an ES module, as the nearest package.json says. */
async function isEsModule(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return typeIn(text) === 'module';
    if (dirname(at) === at) return false;
  }
}

function typeIn(text: string): unknown {
  try {
    const manifest: unknown = JSON.parse(text);
    return isJsonObject(manifest) ? manifest['type'] : undefined;
  } catch {
    return undefined;
  }
}
