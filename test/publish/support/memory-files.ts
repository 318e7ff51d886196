import type { Files } from '../../../src/publish/io/files';

/** A disk in memory. A name that ends in a slash is a folder. */
export class MemoryFiles implements Files {
  readonly content = new Map<string, Uint8Array>();
  readonly writes: string[] = [];
  constructor(readonly modified = new Date('2026-01-02T03:04:05Z')) {}

  read = (path: string) => Promise.resolve(this.content.get(path));
  stat = (path: string) => {
    const isFolder = [...this.content.keys()].some((name) => name.startsWith(`${path}/`));
    const content = this.content.get(path);
    const known = content !== undefined || isFolder;
    return Promise.resolve(known ? { isFolder, bytes: content?.length ?? 0, modified: this.modified } : undefined);
  };
  list = (folder: string) =>
    Promise.resolve(
      [...this.content.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1))
        .filter((name) => !name.includes('/'))
        .sort(),
    );
  makeFolder = () => Promise.resolve();
  write = (path: string, content: Uint8Array) => {
    this.writes.push(path);
    this.content.set(path, content);
    return Promise.resolve();
  };
  rename = (from: string, to: string) => {
    const content = this.content.get(from);
    if (!content) return Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }));
    this.content.delete(from);
    this.content.set(to, content);
    return Promise.resolve();
  };
  remove = (path: string) => {
    this.content.delete(path);
    return Promise.resolve();
  };
}
