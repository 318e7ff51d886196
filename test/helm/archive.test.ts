import { gzipSync } from 'node:zlib';
import { ArchiveError, readTgz } from '../../src/helm';
import { packTgz, sourceDateEpoch } from '../../src/helm/archive';

const BLOCK = 512;

interface EntryOptions {
  readonly type?: string;
  readonly size?: number;
  readonly content?: string;
}

/** An entry of a tar file as an attacker would write it. */
function entry(path: string, { type = '0', content = 'x', size = content.length }: EntryOptions = {}): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write(size.toString(8).padStart(11, '0'), 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

function tgz(...entries: Buffer[]): Uint8Array {
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]));
}

const FILES = new Map([
  ['a/values.yaml', 'a: 1\n'],
  ['a/Chart.yaml', 'name: a\n'],
  [`a/${'deep/'.repeat(30)}file.txt`, 'ü😀'],
]);

test('what is packed is read back', () => {
  const read = readTgz(packTgz(FILES, { first: ['a/Chart.yaml'] }));
  expect([...read].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ['a/Chart.yaml', 'name: a\n'],
    [`a/${'deep/'.repeat(30)}file.txt`, 'ü😀'],
    ['a/values.yaml', 'a: 1\n'],
  ]);
});

test('the bytes depend on the files alone', () => {
  const reversed = new Map([...FILES].reverse());
  expect(packTgz(reversed)).toEqual(packTgz(FILES));
});

test.each([
  ['../a'],
  ['a/../../b'],
  ['/etc/passwd'],
  ['\\\\server\\a'],
  ['a\\..\\..\\b'],
  ['C:/a'],
  ['c:a'],
  ['.'],
  ['..'],
  ['./a'],
  [''],
  ['/'],
])('a file called %j is refused', (path) => {
  expect(() => readTgz(tgz(entry(path)))).toThrow(ArchiveError);
});

test.each([
  ['a hard link', [entry('a', { type: '1' })], /neither a file nor a folder/],
  ['a symbolic link', [entry('a', { type: '2' })], /neither a file nor a folder/],
  ['a device', [entry('a', { type: '3' })], /neither a file nor a folder/],
  ['one name twice', [entry('a'), entry('a')], /twice/],
  ['one name in two spellings', [entry('a/b'), entry('a//b')], /twice/],
  ['a file that is cut off', [entry('a', { size: 100_000 })], /ends inside/],
  ['a large file', [entry('a', { content: 'x'.repeat(5 * 1024 * 1024 + 1) })], /at most 5242880/],
])('%s is refused', (_, entries, message) => {
  expect(() => readTgz(tgz(...entries))).toThrow(message);
});

test('a bomb is refused before it is unpacked', () => {
  const bomb = Buffer.from(gzipSync(Buffer.alloc(110 * 1024 * 1024)));
  expect(() => readTgz(bomb)).toThrow(/unpacks to more/);
  bomb.writeUInt32LE(10, bomb.length - 4);
  expect(() => readTgz(bomb)).toThrow(ArchiveError);
});

test.each([
  ['nothing', new Uint8Array()],
  ['one byte', new Uint8Array([0x1f])],
  ['two bytes', new Uint8Array([0x1f, 0x8b])],
  ['text', new TextEncoder().encode('hello, this is no archive')],
  ['a gzip file that is cut off', packTgz(FILES).slice(0, 100)],
])('%s is no archive', (_, bytes) => {
  expect(() => readTgz(bytes)).toThrow(ArchiveError);
});

test('a flipped bit is noticed', () => {
  const archive = packTgz(FILES);
  for (let at = 10; at < archive.length; at += 7) {
    const damaged = archive.slice();
    damaged[at] = (damaged[at] as number) ^ 1;
    expect(() => readTgz(damaged)).toThrow(ArchiveError);
  }
});

test('a header that does not match its sum is refused', () => {
  const broken = entry('a');
  broken[0] = 98;
  expect(() => readTgz(tgz(broken))).toThrow(/checksum/);
});

test('SOURCE_DATE_EPOCH is digits', () => {
  expect(sourceDateEpoch({})).toBe(315532800);
  expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: '1700000000' })).toBe(1700000000);
  expect(() => sourceDateEpoch({ SOURCE_DATE_EPOCH: 'now' })).toThrow(/digits/);
});
