const BEGIN_MESSAGE = '-----BEGIN PGP SIGNED MESSAGE-----';
const BEGIN_SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const END_SIGNATURE = '-----END PGP SIGNATURE-----';

/** A provenance file holds a few hundred bytes and Chart.yaml. */
const MAX_BYTES = 1024 * 1024;

/** The two halves of a clear-signed text (RFC 4880, chapter 7). */
export interface ClearSigned {
  /** The whole of it. */
  readonly content: string;
  /** What is signed. */
  readonly text: string;
  /** The signature as packets. */
  readonly signature: Uint8Array;
}

/** Why a text is not clear-signed in the one form that leaves no byte unaccounted for. */
export class ClearSignedError extends Error {
  constructor(
    readonly where: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${where}: ${expected} expected, ${found} found`);
  }
}

/**
 * Takes a clear-signed text apart. OpenPGP readers pass over much that no signature covers (text around it, armour
 * headers, blanks at line ends, the check sum); none of it is let through here, so that a changed byte cannot hide.
 *
 * @throws ClearSignedError
 */
export function parseClearSigned(given: Uint8Array | string): ClearSigned {
  if (given.length > MAX_BYTES) throw new ClearSignedError('text', `at most ${MAX_BYTES} bytes`, `${given.length}`);
  const content = decode(given);
  // Go's writer, and so Helm's, ends without a line break; gpg's ends with one.
  const lines = content.replace(/\n$/, '').split('\n');
  const line = (index: number): string => lines.at(index) ?? '';
  const expectLine = (index: number, expected: string): void => {
    if (line(index) !== expected)
      throw new ClearSignedError(place(lines, index), JSON.stringify(expected), JSON.stringify(line(index)));
  };
  expectLine(0, BEGIN_MESSAGE);
  expectLine(1, 'Hash: SHA512');
  expectLine(2, '');
  expectLine(-1, END_SIGNATURE);
  const signature = lines.indexOf(BEGIN_SIGNATURE);
  if (signature < 0) throw new ClearSignedError('signature', BEGIN_SIGNATURE, 'nothing');
  expectLine(signature + 1, '');
  return {
    content,
    text: lines
      .slice(3, signature)
      .map((text, index) => undash(text, `line ${index + 4}`))
      .join('\n'),
    signature: dearmor(lines.slice(signature + 2, -1)),
  };
}

function place(lines: readonly string[], index: number): string {
  return `line ${index < 0 ? lines.length + index + 1 : index + 1}`;
}

function decode(content: Uint8Array | string): string {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new ClearSignedError('text', 'UTF-8', 'other bytes');
  }
}

function undash(line: string, where: string): string {
  if (/[ \t\r]$/.test(line)) throw new ClearSignedError(where, 'no blank at the end', JSON.stringify(line));
  if (!line.startsWith('-')) return line;
  if (!line.startsWith('- ')) throw new ClearSignedError(where, '"- " before a dash', JSON.stringify(line));
  return line.slice(2);
}

function dearmor(lines: readonly string[]): Uint8Array {
  const hasSum = lines.at(-1)?.startsWith('=') === true;
  const bytes = base64((hasSum ? lines.slice(0, -1) : lines).join(''), 'signature');
  if (!hasSum) return bytes;
  const [found, expected] = [lines.at(-1) ?? '', `=${Buffer.from(crc24(bytes)).toString('base64')}`];
  if (found !== expected) throw new ClearSignedError('check sum of the signature', expected, found);
  return bytes;
}

/** Bits that no byte needs are zero, and nothing but base64 stands in between. */
function base64(text: string, where: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new ClearSignedError(where, 'base64', 'other characters');
  return new Uint8Array(bytes);
}

/** RFC 4880, chapter 6.1. */
function crc24(bytes: Uint8Array): number[] {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
    crc &= 0xffffff;
  }
  return [crc >> 16, (crc >> 8) & 0xff, crc & 0xff];
}
