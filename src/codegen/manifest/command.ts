import { basename, dirname, extname, resolve } from 'node:path';

import { isBlocking, printFindings } from '../../findings';
import { readSources, writeFiles } from '../files';
import { asLabel } from './ids';
import { importManifests, type ImportManifestsOptions } from './import-manifests';

export interface ImportManifestArguments extends Omit<ImportManifestsOptions, 'name'> {
  /** A file, a folder (its `*.yaml`, `*.yml` and `*.json`, not below), or `-` for standard input. */
  readonly path: string;
  /** Name of the chart. @default - that of the file or folder; `vnf` for standard input */
  readonly name?: string;
  /** File to write. @default - the program goes to standard output */
  readonly output?: string;
  /** @default process.stdin */
  readonly stdin?: AsyncIterable<Buffer | string>;
}

/** What an import has to say to a terminal. */
export interface ManifestImportReport {
  /** The program, where no file takes it. */
  readonly text?: string;
  /** Findings for people. */
  readonly findings: string;
  /** Whether one of them would stop a synth. */
  readonly isBlocked: boolean;
}

/** Reads manifests and writes the program that makes them. The program is written in spite of findings, which it keeps. */
export async function runImportManifest(argv: ImportManifestArguments): Promise<ManifestImportReport> {
  const { path, output, stdin, ...options } = argv;
  const sources = await readSources([path], stdin);
  const { text, findings } = importManifests(sources, { ...options, name: chartName(argv) });
  if (output !== undefined) {
    const file = resolve(output);
    await writeFiles(dirname(file), new Map([[basename(file), text]]));
  }
  return {
    ...(output === undefined ? { text } : {}),
    findings: findings.length === 0 ? '' : printFindings(findings),
    isBlocked: findings.some(isBlocking),
  };
}

function chartName({ name, path }: ImportManifestArguments): string {
  if (name !== undefined) return name;
  const file = path === '-' ? 'vnf' : basename(resolve(path), extname(path));
  return asLabel(file).slice(0, 40).replace(/-+$/, '') || 'vnf';
}
