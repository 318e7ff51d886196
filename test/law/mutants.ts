import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `tsx test/law/mutants.ts [seed]`: plants one fault at a time in a copy of the engine and lets the render law look for
 * it. A fault that the law does not find within 300 cases means that the law is blind there.
 */
const ROOT = join(__dirname, '..', '..');
/** Below node_modules, so that the copy finds the packages. */
const COPY = join(ROOT, 'node_modules', '.cache', 'cdk8s-vnf', 'mutants');
const CASES = 300;

interface Mutant {
  readonly fault: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const MUTANTS: readonly Mutant[] = [
  {
    fault: 'a string loses its quotes',
    file: 'yaml-writer.ts',
    from: '`{{ ${text} | quote }}`',
    to: '`{{ ${text} }}`',
  },
  {
    fault: 'labels are indented one column too far',
    file: 'yaml-writer.ts',
    from: 'nindent ${indent.length} }}',
    to: 'nindent ${indent.length + 1} }}',
  },
  {
    fault: 'an integer is printed as a float',
    file: 'yaml-writer.ts',
    from: '{{ ${text} | int64 }}',
    to: '{{ ${text} }}',
  },
  { fault: 'literal braces are not escaped', file: 'yaml-writer.ts', from: ".replaceAll('{{', '{{`{{`}}')", to: '' },
  {
    fault: 'the else of a condition is dropped',
    file: 'yaml-writer.ts',
    from: 'if (part.otherwise.length > 0) {',
    to: 'if (part.otherwise.length > 9) {',
  },
  {
    fault: 'an inner loop takes the variable of the outer one',
    file: 'yaml-writer.ts',
    from: 'taken.has(name); n++',
    to: 'taken.has(name) && n < 2; n++',
  },
  {
    fault: 'the root is not named inside a loop',
    file: 'expression.ts',
    from: "return position.variables.size > 0 ? '$' : '';",
    to: "return '';",
  },
  {
    fault: 'an optional value is written without its guard',
    file: 'tree.ts',
    from: 'if (!expression.type.optional) return',
    to: 'if (place.isSorted || !expression.type.optional) return',
  },
  {
    fault: 'a block keeps the wrong line break at its end',
    file: 'yaml-writer.ts',
    from: "endsInBreak ? '|' : '|-'",
    to: "endsInBreak ? '|-' : '|'",
  },
  {
    fault: 'a comma is missing in a JSON document',
    file: 'yaml-writer.ts',
    from: "index > certain ? ',' : ''",
    to: "index > certain + 1 ? ',' : ''",
  },
  {
    fault: 'lines of a value are not indented in a block',
    file: 'yaml-writer.ts',
    from: 'goQuote(`\\n${indent}`)',
    to: 'goQuote(`\\n`)',
  },
  {
    fault: 'an empty collection is left out',
    file: 'yaml-writer.ts',
    from: '`${indent}{{- if not ${condition} }}`',
    to: '`${indent}{{- if ${condition} }}`',
  },
  {
    fault: 'an optional value in an expression has no zero',
    file: 'expression.ts',
    from: "if (optional && (kind === 'string' || kind === 'boolean'))",
    to: "if (optional && kind === 'boolean')",
  },
];

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

function tryMutant({ fault, file, from, to }: Mutant, seed: number): boolean {
  const path = join(COPY, 'src', 'helm', file);
  const sound = readFileSync(path, 'utf8');
  if (!sound.includes(from)) throw new Error(`${file} holds no ${from}: the planted fault needs mending`);
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
const missed = MUTANTS.filter((mutant) => !tryMutant(mutant, seed));
rmSync(COPY, { recursive: true, force: true });
if (!isSound || missed.length > 0) process.exitCode = 1;
