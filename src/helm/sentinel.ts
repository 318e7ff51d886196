import type { HelmValue } from './helm-value';

/**
 * Marks that carry holes through strings and numbers of code that knows nothing of holes: template literals, JSON
 * patches, props of other libraries. The marks are private-use characters around a number, or a double of a magnitude
 * that no manifest holds.
 */
const OPEN = '\uE0F0';
const CLOSE = '\uE0F1';
const MARK = /\uE0F0(\d+)t?\uE0F1/g;
const TEXT_MARK = /^\uE0F0\d+t\uE0F1$/;
const BROKEN_MARK = /[\uE0F0\uE0F1]|-?1\.9411342\d*e\+289/;

/** What every printed form of a double that stands for a hole begins with. */
const NUMBER_DIGITS = '1.9411342';

/** High 32 bits of the doubles that stand for holes, about -1.941e+289; the low 32 bits are the hole's number. */
const NUMBER_PREFIX = 0xfbffdead;

const holes: HelmValue<unknown>[] = [];
const numbers = new WeakMap<HelmValue<unknown>, number>();

function numberOf(hole: HelmValue<unknown>): number {
  let number = numbers.get(hole);
  if (number === undefined) {
    number = holes.push(hole) - 1;
    numbers.set(hole, number);
  }
  return number;
}

function holeAt(number: number): HelmValue<unknown> {
  const hole = holes[number];
  if (!hole) throw new Error(`text holds a mark of a chart value that does not exist (${number})`);
  return hole;
}

/** The mark of a hole that stands for itself, whatever its type. */
export function sentinelOf(hole: HelmValue<unknown>): string {
  return `${OPEN}${numberOf(hole)}${CLOSE}`;
}

/** The mark of a hole in a template literal, which makes text of it even where nothing else stands in the literal. */
export function textSentinelOf(hole: HelmValue<unknown>): string {
  return `${OPEN}${numberOf(hole)}t${CLOSE}`;
}

/** Whether a string is nothing but the mark of a hole out of a template literal. */
export function isTextSentinel(text: string): boolean {
  return TEXT_MARK.test(text);
}

/** Carries a numeric hole into a property of type `number` of a library that knows no holes. */
export function asNumber(hole: HelmValue<number>): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, NUMBER_PREFIX);
  view.setUint32(4, numberOf(hole));
  return view.getFloat64(0);
}

/** Carries a textual hole into a property of type `string` of a library that knows no holes. */
export function asString(hole: HelmValue<string>): string {
  return sentinelOf(hole);
}

/** The hole that a number stands for, if it does. */
export function holeOfNumber(value: number): HelmValue<unknown> | undefined {
  if (value > -1.94e289 || value < -1.95e289) return undefined;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getUint32(0) === NUMBER_PREFIX ? holeAt(view.getUint32(4)) : undefined;
}

/** Whether a number is so large that only a computation with a hole's mark explains it. */
export function isBrokenNumber(value: number): boolean {
  return Math.abs(value) > 1e280;
}

/** Whether a string holds a mark, whole or damaged. */
export function hasSentinel(text: string): boolean {
  return text.includes(OPEN) || text.includes(CLOSE) || (text.includes(NUMBER_DIGITS) && BROKEN_MARK.test(text));
}

/** Text for people: marks say what they stand for. */
export function withoutSentinels(text: string): string {
  return text.replaceAll(MARK, '<chart value>').replaceAll(/[\uE0F0\uE0F1]/g, '');
}

/**
 * Splits a string into its literal parts and its holes.
 * @throws Error for a damaged mark: something computed with the string of a hole
 */
export function splitSentinels(text: string): (string | HelmValue<unknown>)[] {
  const parts: (string | HelmValue<unknown>)[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(holeAt(Number(match[1])));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  for (const part of parts) {
    if (typeof part === 'string' && BROKEN_MARK.test(part)) {
      throw new Error(
        `the mark of a chart value was damaged in ${JSON.stringify(part)}: text with a chart value in it cannot be cut, ` +
          'changed in case or measured; compute with Fn instead',
      );
    }
  }
  return parts;
}

/** Where plain data hold the mark of a chart value, such as `spec.names[1]`; undefined where they hold none. */
export function placeOfHole(data: unknown, place = '', depth = 0): string | undefined {
  if (typeof data === 'string') return hasSentinel(data) ? place : undefined;
  if (typeof data === 'number') return holeOfNumber(data) ? place : undefined;
  if (typeof data !== 'object' || data === null || depth > MAX_DEPTH) return undefined;
  const isList = Array.isArray(data);
  for (const [key, item] of Object.entries(data)) {
    const found = placeOfHole(item, isList ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Deeper than any data that a file would hold. */
const MAX_DEPTH = 100;
