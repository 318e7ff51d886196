import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What an image file says of itself. */
export type DiskImage =
  | {
      /** What the file says it is. */
      readonly format: 'qcow2' | 'raw';
      /** Size of the disk that a guest sees, in bytes. */
      readonly virtualSize: number;
    }
  /** Why the size of the disk in it cannot be told. */
  | {
      /** Why it cannot be read. */
      readonly problem: string;
    };

const HEADER_BYTES = 32;
/** `QFI` and 0xfb. */
const QCOW_MAGIC = 0x514649fb;

/** Beginnings of files that are no raw disks. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['1f8b', 'a gzip file'],
  ['fd377a585a00', 'an xz file'],
  ['28b52ffd', 'a zstd file'],
  ['4b444d56', 'a VMDK image'],
  ['636f6e6563746978', 'a VHD image'],
  ['7668647866696c65', 'a VHDX image'],
];

/** Reads the size of the disk in a local image: no more than its first bytes. */
export function readDiskImage(path: string): DiskImage {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const status = fstatSync(file);
    if (!status.isFile()) return { problem: 'it is no file' };
    const header = Buffer.alloc(HEADER_BYTES);
    return imageOf(header.subarray(0, readSync(file, header)), status.size);
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code ?? 'it cannot be read' };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function imageOf(header: Buffer, bytes: number): DiskImage {
  if (bytes === 0) return { problem: 'it is empty' };
  if (header.length === HEADER_BYTES && header.readUInt32BE(0) === QCOW_MAGIC) return qcow2(header);
  const other = OTHER_FORMATS.find(([magic]) => header.toString('hex').startsWith(magic));
  return other
    ? { problem: `it is ${other[1]}, whose disk cannot be measured` }
    : { format: 'raw', virtualSize: bytes };
}

function qcow2(header: Buffer): DiskImage {
  const version = header.readUInt32BE(4);
  if (version < 2 || version > 3) return { problem: `it is qcow of version ${version}` };
  if (header.readBigUInt64BE(8) !== 0n) return { problem: 'it needs a backing file, which CDI does not have' };
  return { format: 'qcow2', virtualSize: Number(header.readBigUInt64BE(24)) };
}
