/** `npm run fuzz [executions] [seed]`: hostile input for every reader of what others publish. */
import { coverageOf } from './coverage';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { mutated } from './mutate';
import { Random } from './random';
import { type FuzzTarget, TARGETS } from './targets';

const EXECUTIONS = Number(process.argv[2] ?? 100_000);
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** What a reader promises, whatever it is given; time is the processor's, since others run on the machine too. */
const MAX_MILLISECONDS = 1000;
const MAX_MEGABYTES = 512;
const MAX_CORPUS = 2000;
const FOUND = join(__dirname, '..', '.cache', 'fuzz');

const write = (text: string): void => void process.stdout.write(text);

interface Execution {
  readonly outcome: string;
  readonly milliseconds: number;
}

function execute(target: FuzzTarget, input: Buffer): Execution {
  const start = process.cpuUsage();
  let outcome: string;
  try {
    outcome = kindOf(target.read(input) ?? 'read');
  } catch (error) {
    if (!target.mayThrow.some((one) => error instanceof one)) throw error;
    outcome = kindOf((error as Error).message);
  }
  return { outcome, milliseconds: process.cpuUsage(start).user / 1000 };
}

/** A message without what it quotes: two inputs of one kind took the same way. */
function kindOf(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"|\d+|\[\d+\]/g, '#').slice(0, 120);
}

function keep(target: FuzzTarget, input: Buffer, reason: unknown): never {
  mkdirSync(FOUND, { recursive: true });
  const path = join(FOUND, createHash('sha256').update(input).digest('hex').slice(0, 16));
  writeFileSync(path, input);
  write(
    `${target.name}: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\ninput: ${path}, seed: ${SEED}\n`,
  );
  process.exit(1);
}

async function fuzz(target: FuzzTarget, executions: number, random: Random): Promise<void> {
  const corpus = target.seeds.filter(({ once }) => !once).map(({ input }) => input);
  const kinds = new Set<string>();
  let slowest = 0;
  const run = (input: Buffer): boolean => {
    let execution: Execution;
    try {
      execution = execute(target, input);
    } catch (error) {
      return keep(target, input, error);
    }
    slowest = Math.max(slowest, execution.milliseconds);
    if (execution.milliseconds > MAX_MILLISECONDS) keep(target, input, `took ${execution.milliseconds} ms`);
    const isNew = !kinds.has(execution.outcome);
    kinds.add(execution.outcome);
    return isNew;
  };
  for (const { input } of target.seeds) run(input);
  for (let count = target.seeds.length; count < executions; count++) {
    const input = mutated(random.of(corpus), random, target.words, random.of(corpus));
    // What takes a new way is worth going on from.
    if (run(input) && corpus.length < MAX_CORPUS) corpus.push(input);
    // Node frees what its zlib held only between turns of its loop.
    if (count % 500 === 0) await turn();
  }
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  if (megabytes > MAX_MEGABYTES) keep(target, Buffer.alloc(0), `the process has grown to ${megabytes.toFixed(0)} MB`);
  write(
    `${target.name}: ${executions} executions, ${kinds.size} outcomes, ${corpus.length} inputs kept, slowest ${slowest.toFixed(0)} ms, ${megabytes.toFixed(0)} MB\n`,
  );
}

async function main(): Promise<void> {
  write(`seed ${SEED}\nseeds:\n`);
  for (const { name, seeds } of TARGETS) write(`  ${name}: ${seeds.map((seed) => seed.class).join('; ')}\n`);
  const start = Date.now();
  for (const [index, target] of TARGETS.entries())
    await fuzz(target, Math.ceil(EXECUTIONS / TARGETS.length), new Random(SEED + index));
  const sources = [...new Set(TARGETS.flatMap((target) => target.sources))];
  for (const [source, { share, idle }] of coverageOf(sources))
    write(
      `src/${source}: ${(share * 100).toFixed(1)} % ran${idle.length === 0 ? '' : `; never: ${idle.join(', ')}`}\n`,
    );
  write(`${EXECUTIONS} executions in ${((Date.now() - start) / 1000).toFixed(0)} s, nothing found\n`);
}

void main();
