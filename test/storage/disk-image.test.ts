import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDiskImage } from '../../src/storage';

const folder = mkdtempSync(join(tmpdir(), 'image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: Buffer | string, bytes?: number): string {
  const path = join(folder, 'image');
  writeFileSync(path, content);
  if (bytes !== undefined) truncateSync(path, bytes);
  return path;
}

function qcow(size: bigint, { version = 3, backing = 0n } = {}): Buffer {
  const header = Buffer.alloc(112);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(version, 4);
  header.writeBigUInt64BE(backing, 8);
  header.writeBigUInt64BE(size, 24);
  return header;
}

test.each([2, 3])('qcow of version %d says its virtual size', (version) => {
  expect(readDiskImage(file(qcow(10n * 2n ** 30n, { version })))).toEqual({
    format: 'qcow2',
    virtualSize: 10737418240,
  });
});

test('a raw image is as large as its file, sparse or not', () => {
  expect(readDiskImage(file('', 5 * 2 ** 30))).toEqual({ format: 'raw', virtualSize: 5368709120 });
});

test.each([
  ['backing file', qcow(1n, { backing: 104n }), 'backing file'],
  ['an unknown version', qcow(1n, { version: 1 }), 'version 1'],
  ['gzip', Buffer.from('1f8b0800', 'hex'), 'gzip'],
  ['xz', Buffer.from('fd377a585a000004', 'hex'), 'xz'],
  ['nothing', '', 'empty'],
])('%s has no size that can be told', (_, content, problem) => {
  expect(readDiskImage(file(content))).toEqual({ problem: expect.stringContaining(problem) as string });
});

test.each([
  ['missing', 'ENOENT'],
  ['.', 'no file'],
])('%s has no size either', (path, problem) => {
  expect(readDiskImage(join(folder, path))).toEqual({ problem: expect.stringContaining(problem) as string });
});
