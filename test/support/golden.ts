import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Compares text with a committed file; `UPDATE_GOLDEN=1` writes the file anew. */
export function expectGolden(name: string, text: string): void {
  const path = join(__dirname, '..', 'golden', name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `${name} is missing: run with UPDATE_GOLDEN=1`).toBe(text);
}

/** Files as one text, each under its path. */
export function filesAsText(files: ReadonlyMap<string, string | Uint8Array>): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => `=== ${path}\n${typeof content === 'string' ? content : `(${content.length} bytes)\n`}`)
    .join('');
}
