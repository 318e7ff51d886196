import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** All that publishing does with files. Every call either happens or does not; a crash may fall between two of them. */
export interface Files {
  /** @returns undefined where nothing is there */
  read(path: string): Promise<Uint8Array | undefined>;
  /** @returns undefined where nothing is there */
  stat(path: string): Promise<FileFacts | undefined>;
  /** The names in a folder, in the order of their bytes; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<void>;
  /** Writes a file to the disk itself; a crash may leave a part of it. */
  write(path: string, content: Uint8Array): Promise<void>;
  /** Replaces at once, and lasts when it returns. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file where there is one. */
  remove(path: string): Promise<void>;
}

export interface FileFacts {
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly modified: Date;
}

/** The files of this machine. */
export const realFiles: Files = {
  read: (path) => readFile(path).catch(absent),
  async stat(path) {
    const facts = await stat(path).catch(absent);
    return facts && { isFolder: facts.isDirectory(), bytes: facts.size, modified: facts.mtime };
  },
  list: async (folder) => ((await readdir(folder).catch(absent)) ?? []).sort(),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  async write(path, content) {
    const file = await open(path, 'w', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async rename(from, to) {
    await rename(from, to);
    await syncFolder(dirname(to));
  },
  remove: (path) => rm(path, { force: true }),
};

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
}

/** A renamed file outlives a power cut only once its folder is on the disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
