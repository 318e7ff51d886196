import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, FAULTS } from './faults';

/**
 * `tsx test/law/mutants.ts [seed]`: plants one fault at a time in a copy of the engine and lets the render law look for
 * it. A fault that the law does not find within 300 cases means that the law is blind there.
 */
const ROOT = join(__dirname, '..', '..');
/** Below node_modules, so that the copy finds the packages. */
const COPY = join(ROOT, 'node_modules', '.cache', 'cdk8s-vnf', 'mutants');
const CASES = 300;

const DRIVER = `
import { tryLaw } from './law';
const failure = tryLaw({ seed: Number(process.argv[2]), cases: ${CASES}, versions: ['4.1.4'], isShrunk: false });
console.log(failure?.number ?? 'none');
`;

function copyEngine(): void {
  rmSync(COPY, { recursive: true, force: true });
  for (const folder of ['src/helm', 'src/findings', 'test/law', 'test/support'])
    cpSync(join(ROOT, folder), join(COPY, folder), { recursive: true });
  writeFileSync(join(COPY, 'test', 'law', 'driver.ts'), DRIVER);
  // The helper of the tests looks for the binaries below its own root.
  mkdirSync(join(COPY, 'node_modules', '.cache'), { recursive: true });
  cpSync(join(ROOT, 'node_modules', '.cache', 'cdk8s-vnf', 'helm-of-helm-4.1.4'), cached('helm-of-helm-4.1.4'));
}

function cached(name: string): string {
  return join(COPY, 'node_modules', '.cache', 'cdk8s-vnf', name);
}

/** Number of the first case that finds a fault; `none` where no case does. */
function firstCase(seed: number): string {
  const args = ['--import', 'tsx', join(COPY, 'test', 'law', 'driver.ts'), String(seed)];
  return execFileSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function isFound({ fault, file, from, to }: Fault, seed: number): boolean {
  const path = join(COPY, 'src', 'helm', file);
  const sound = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    sound.replace(from, () => to),
  );
  const found = firstCase(seed);
  writeFileSync(path, sound);
  console.log(`${fault.padEnd(50)} ${found === 'none' ? 'NOT FOUND' : `case ${found}`}`);
  return found !== 'none';
}

const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`${CASES} cases, seed ${seed}`);
copyEngine();
const isSound = firstCase(seed) === 'none';
console.log(`${'no fault'.padEnd(50)} ${isSound ? 'none, as it should be' : 'FAILS'}`);
const missed = FAULTS.filter((fault) => !isFound(fault, seed));
rmSync(COPY, { recursive: true, force: true });
if (!isSound || missed.length > 0) process.exitCode = 1;
