import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Files to be written, by path with `/` between folders. */
export type OutputFiles = ReadonlyMap<string, string | Uint8Array>;

const LEDGER = '.cdk8s-vnf.json';

/** A folder that holds something we did not write where our output should go. */
export class ForeignFileError extends Error {}

/**
 * Puts a set of files into a folder that others use too. What an earlier run wrote and this one does not is removed;
 * what we never wrote is not touched, and in the folders that are ours alone it stops everything before the first write.
 */
export class OutputFolder {
  constructor(
    private readonly root: string,
    /** Names of folders below the root that hold nothing but our output. */
    private readonly owned: readonly string[],
  ) {}

  /** @throws ForeignFileError where an owned folder holds a file that no earlier run wrote */
  assertOwned(): void {
    const known = new Set(this.ledger());
    for (const name of this.owned) {
      const foreign = filesBelow(join(this.root, name))
        .map((path) => `${name}/${path}`)
        .find((path) => !known.has(path));
      if (foreign === undefined) continue;
      throw new ForeignFileError(
        `${join(this.root, foreign)} was not written by cdk8s-vnf, and ${name}/ is a folder that it replaces: move the file away, or give VnfApp another distDir`,
      );
    }
  }

  /** Replaces what an earlier run wrote by these files: all of them, or none where writing fails. */
  replace(files: OutputFiles): void {
    mkdirSync(this.root, { recursive: true });
    const staging = mkdtempSync(join(this.root, '.cdk8s-vnf-'));
    try {
      for (const [path, content] of files) writeInto(staging, path, content);
      const stale = this.ledger().filter((path) => !files.has(path));
      writeInto(staging, LEDGER, `${JSON.stringify({ version: 1, files: [...files.keys()].sort() }, undefined, 2)}\n`);
      for (const path of stale) this.remove(path);
      for (const path of [...files.keys(), LEDGER]) {
        mkdirSync(dirname(join(this.root, path)), { recursive: true });
        renameSync(join(staging, path), join(this.root, path));
      }
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }

  private remove(path: string): void {
    rmSync(join(this.root, path), { force: true });
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const full = join(this.root, folder);
      if (!existsSync(full) || readdirSync(full).length > 0) return;
      rmdirSync(full);
    }
  }

  /** Paths that earlier runs wrote. A damaged ledger counts as none, so that nothing foreign is ever removed. */
  private ledger(): string[] {
    try {
      const { files } = JSON.parse(readFileSync(join(this.root, LEDGER), 'utf8')) as { files?: unknown };
      return Array.isArray(files)
        ? files.filter((path): path is string => typeof path === 'string' && isInside(path))
        : [];
    } catch {
      return [];
    }
  }
}

function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

function writeInto(root: string, path: string, content: string | Uint8Array): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return existsSync(folder) ? [''] : [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
}
