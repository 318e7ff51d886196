import type { Random } from './random';

const MAX_BYTES = 8192;
const NUMBERS = [
  '0',
  '-1',
  '1',
  '65536',
  '4294967295',
  '9007199254740993',
  '1e309',
  '0x7f',
  '0755',
  '77777777777',
  '1.10',
];

/** Words that each format treats in a way of its own. */
export type Words = readonly string[];

type Mutation = (input: Buffer, random: Random, words: Words, other: Buffer) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  (input, random) => {
    const copy = Buffer.from(input);
    if (copy.length > 0) copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  (input, random) => {
    const copy = Buffer.from(input);
    const at = random.below(copy.length + 1) - 1;
    if (at >= 0) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  (input, random) => without(input, random.below(input.length + 1), 1 + random.below(16)),
  (input, random) => input.subarray(0, random.below(input.length + 1)),
  (input, random, words) => inserted(input, random, Buffer.from(random.of(words))),
  (input, random) => inserted(input, random, Buffer.from(random.of(NUMBERS))),
  (input, random) =>
    inserted(input, random, Buffer.from(random.of(['\n', ' ', '  ', '\0', '\t', '\r\n', '\xff', '\u2028']), 'utf8')),
  (input, random) => {
    const from = random.below(input.length + 1);
    return inserted(input, random, input.subarray(from, from + 1 + random.below(256)));
  },
  (input, random, _, other) =>
    Buffer.concat([input.subarray(0, random.below(input.length + 1)), other.subarray(random.below(other.length + 1))]),
  (input, random) => {
    const lines = input.toString('latin1').split('\n');
    lines.splice(random.below(lines.length), 0, random.of(lines));
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  (input, random) => {
    const lines = input.toString('latin1').split('\n');
    const at = random.below(lines.length);
    lines[at] = (random.below(2) ? ' ' : '') + (lines[at] ?? '').slice(random.below(2));
    return Buffer.from(lines.join('\n'), 'latin1');
  },
];

/** A few mutations, one after the other. */
export function mutated(input: Buffer, random: Random, words: Words, other: Buffer): Buffer {
  let result = input;
  for (let count = 1 + random.below(4); count > 0; count--) result = random.of(MUTATIONS)(result, random, words, other);
  return result.subarray(0, MAX_BYTES);
}

function without(input: Buffer, at: number, length: number): Buffer {
  return Buffer.concat([input.subarray(0, at), input.subarray(at + length)]);
}

function inserted(input: Buffer, random: Random, piece: Buffer): Buffer {
  const at = random.below(input.length + 1);
  return Buffer.concat([input.subarray(0, at), piece, input.subarray(at)]);
}
