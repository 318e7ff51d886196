import { gunzipSync } from 'node:zlib';
import { gzipSync } from 'fflate';
import { byBytes } from './go-text';

/** Text files by their path, with `/` between folders. */
export type FileMap = ReadonlyMap<string, string>;

/** Helm's own reader refuses more (`pkg/chart/loader/archive`). */
export const MAX_ARCHIVE_BYTES = 100 * 1024 * 1024;
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

const BLOCK = 512;
/** 1980-01-01, the first moment that every archive format can hold. */
const DEFAULT_EPOCH_SECONDS = 315532800;

/** An archive that is damaged, or that wants to write where it should not. */
export class ArchiveError extends Error {}

/** The time stamp of every file: `SOURCE_DATE_EPOCH`, else a constant. */
export function sourceDateEpoch(environment: NodeJS.ProcessEnv = process.env): number {
  const given = environment.SOURCE_DATE_EPOCH;
  if (given === undefined || given === '') return DEFAULT_EPOCH_SECONDS;
  if (!/^\d{1,11}$/.test(given)) {
    throw new ArchiveError(
      `SOURCE_DATE_EPOCH is ${JSON.stringify(given)}: give seconds since 1970 as digits, or unset it`,
    );
  }
  return Number(given);
}

/**
 * Packs files into a `.tgz` whose bytes depend on the files alone: sorted entries, fixed owner, mode and time, and a
 * deflate of our own choice, since zlib's output changes between builds.
 */
export function packTgz(
  files: ReadonlyMap<string, string | Uint8Array>,
  options: { readonly first?: readonly string[] } = {},
): Uint8Array {
  const mtime = sourceDateEpoch();
  const first = options.first ?? [];
  const rank = (path: string): number => (first.includes(path) ? first.indexOf(path) : first.length);
  const paths = [...files.keys()].sort((a, b) => rank(a) - rank(b) || byBytes(a, b));
  const blocks = paths.flatMap((path) => tarEntry(path, bytesOf(files.get(path) ?? ''), mtime));
  const tar = concat([...blocks, new Uint8Array(2 * BLOCK)]);
  return gzipSync(tar, { level: 9, mtime: 0 });
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function tarEntry(path: string, content: Uint8Array, mtime: number): Uint8Array[] {
  const padding = new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK);
  return [tarHeader(path, content.length, mtime), content, padding];
}

function tarHeader(path: string, size: number, mtime: number): Uint8Array {
  const [prefix, name] = splitPath(path);
  const header = new Uint8Array(BLOCK);
  const put = (text: string, offset: number): void => header.set(new TextEncoder().encode(text), offset);
  const octal = (value: number, width: number): string => value.toString(8).padStart(width - 1, '0');
  put(name, 0);
  put(octal(0o644, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(mtime, 12), 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\0' + '00', 257);
  put(octal(0, 8), 329);
  put(octal(0, 8), 337);
  put(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** ustar holds a path of up to 255 bytes, split at a slash. */
function splitPath(path: string): [prefix: string, name: string] {
  const bytes = (text: string): number => Buffer.byteLength(text);
  if (bytes(path) <= 100) return ['', path];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    if (bytes(prefix) <= 155 && bytes(name) <= 100) return [prefix, name];
  }
  throw new ArchiveError(`${path} is too long for an archive: keep names under 100 bytes and paths under 255`);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/**
 * Reads a `.tgz` without trusting it: only regular files and folders, no absolute paths, no way out of the folder, no
 * name twice, and no more than Helm itself would read.
 * @throws ArchiveError for anything else
 */
export function readTgz(archive: Uint8Array): Map<string, Uint8Array> {
  const tar = gunzip(archive);
  const files = new Map<string, Uint8Array>();
  for (let offset = 0; offset + BLOCK <= tar.length;) {
    const header = tar.subarray(offset, offset + BLOCK);
    offset += BLOCK;
    if (header.every((byte) => byte === 0)) break;
    const { path, size, type } = parseHeader(header);
    if (offset + size > tar.length) throw new ArchiveError(`${path}: the archive ends inside this file`);
    if (type === 'file') {
      if (size > MAX_FILE_BYTES)
        throw new ArchiveError(`${path} has ${size} bytes; Helm reads at most ${MAX_FILE_BYTES}`);
      if (files.has(path)) throw new ArchiveError(`${path} is in the archive twice`);
      files.set(path, tar.slice(offset, offset + size));
    }
    offset += Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function gunzip(archive: Uint8Array): Uint8Array {
  if (archive.length > MAX_ARCHIVE_BYTES)
    throw new ArchiveError(`the archive has ${archive.length} bytes; Helm reads at most ${MAX_ARCHIVE_BYTES}`);
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) throw new ArchiveError('this is no gzip archive');
  try {
    return new Uint8Array(gunzipSync(archive, { maxOutputLength: MAX_ARCHIVE_BYTES }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new ArchiveError(`the archive unpacks to more than ${MAX_ARCHIVE_BYTES} bytes, which Helm does not read`);
    throw new ArchiveError(`the archive is damaged: ${message}`);
  }
}

function parseHeader(header: Uint8Array): { path: string; size: number; type: 'file' | 'folder' } {
  const text = (from: number, length: number): string => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
  };
  const octal = (from: number, length: number): number => Number.parseInt(text(from, length).trim() || '0', 8);
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (octal(148, 8) !== sum) throw new ArchiveError('the archive is damaged: a header does not match its checksum');
  const prefix = text(345, 155);
  const path = safePath(prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`);
  const flag = text(156, 1);
  if (flag !== '' && flag !== '0' && flag !== '5')
    throw new ArchiveError(`${path} is neither a file nor a folder (type ${flag})`);
  const size = octal(124, 12);
  if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveError(`${path}: the size in its header is no number`);
  return { path, size, type: flag === '5' ? 'folder' : 'file' };
}

function safePath(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part, index, all) => part !== '' || (index === 0 && all.length > 1));
  const isUnsafe =
    parts.length === 0 ||
    parts[0] === '' ||
    parts.some((part) => part === '..' || part === '.') ||
    /^[A-Za-z]:/.test(path);
  if (isUnsafe) throw new ArchiveError(`the archive holds ${JSON.stringify(path)}, which leads out of its folder`);
  return parts.join('/');
}
