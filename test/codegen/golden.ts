import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../golden/codegen');

/** The expected text; with UPDATE_GOLDEN set, `actual` becomes it first. */
export function golden(name: string, actual?: string): string {
  const file = join(FOLDER, `${name}.ts.txt`);
  if (process.env['UPDATE_GOLDEN'] && actual !== undefined) writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}
