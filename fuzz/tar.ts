import { gzipSync } from 'fflate';

const BLOCK = 512;

export interface TarEntry {
  readonly path: string;
  readonly content?: string;
  /** The type flag: `0` a file, `1` a hard link, `2` a symbolic link, `5` a folder, `x` and `g` extended headers. */
  readonly type?: string;
  readonly link?: string;
  /** What the header says, where that is not the truth. */
  readonly size?: string;
}

/** A tar archive of whatever is asked for, harmful or not. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ path, content = '', type = '0', link = '', size }) => {
    const header = Buffer.alloc(BLOCK);
    header.write(path, 0, 100, 'utf8');
    header.write('0000644\0', 100);
    header.write(size ?? content.length.toString(8).padStart(11, '0'), 124);
    header.write('00000000000\0', 136);
    header.write(type, 156);
    header.write(link, 157, 100, 'utf8');
    header.write('ustar\x0000', 257);
    const bytes = Buffer.from(content, 'utf8');
    return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  return summed(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

/** Mends the checksum of everything that looks like a header, so that what is mutated is read and not just refused. */
export function summed(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  for (let at = 0; at + BLOCK <= copy.length;) {
    const header = copy.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
    at += BLOCK + Math.ceil(Math.max(0, Math.min(size, copy.length)) / BLOCK) * BLOCK;
  }
  return copy;
}

export function gzip(bytes: Uint8Array): Buffer {
  return Buffer.from(gzipSync(bytes, { level: 1, mtime: 0 }));
}
