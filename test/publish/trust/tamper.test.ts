import { verify } from '../../../src/publish/trust';
import { published } from './samples';

type Published = Awaited<ReturnType<typeof published>>['artifacts'];

let whole: Published;

beforeAll(async () => {
  whole = (await published()).artifacts;
});

/** Every way to change one byte, thinned out to a number that can be tried: each position at least once. */
function* changed(content: Uint8Array | string): Generator<{ position: number; bytes: Buffer }> {
  const original = Buffer.from(content);
  for (let position = 0; position < original.length; position++) {
    for (const flip of [1 << (position % 8), 0x20, 0x03]) {
      const bytes = Buffer.from(original);
      bytes[position] = (bytes[position] ?? 0) ^ flip;
      yield { position, bytes };
    }
  }
}

const text = (bytes: Buffer): string => bytes.toString('latin1');

const tampered: Record<string, { of: () => Uint8Array | string; put: (bytes: Buffer) => Published }> = {
  archive: {
    of: () => whole.archive.bytes,
    put: (bytes) => ({ ...whole, archive: { ...whole.archive, bytes } }),
  },
  provenance: {
    of: () => whole.provenance,
    put: (bytes) => ({ ...whole, provenance: bytes as unknown as string }),
  },
  manifest: {
    of: () => whole.manifest,
    put: (bytes) => ({ ...whole, manifest: bytes as unknown as string }),
  },
  'index entry': {
    of: () => whole.indexEntry,
    put: (bytes) => ({ ...whole, indexEntry: text(bytes) }),
  },
};

test('what is published verifies', async () => {
  const { problems, checked, signedBy } = await verify(whole);
  expect(problems).toEqual([]);
  expect(checked).toEqual(['archive', 'provenance', 'index entry', 'manifest', 'bundle', 'statement']);
  expect(signedBy).toMatch(/^[0-9A-F]{40}$/);
});

test('a changed byte anywhere in archive, provenance, manifest or index entry is caught', async () => {
  const tried: Record<string, number> = {};
  const missed: string[] = [];
  for (const [name, { of, put }] of Object.entries(tampered)) {
    for (const { position, bytes } of changed(of())) {
      const { problems } = await verify(put(bytes));
      if (!problems.some(({ what }) => what !== 'bundle')) missed.push(`${name} ${position}`);
      tried[name] = (tried[name] ?? 0) + 1;
    }
  }
  expect(missed).toEqual([]);
  expect(Object.values(tried).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2000);
});

test('archive and provenance need no other witness', async () => {
  const { archive, provenance, keys } = whole;
  const alone = { archive, provenance, keys: { openPgp: keys.openPgp } };
  expect((await verify(alone)).problems).toEqual([]);
  const missed: string[] = [];
  for (const { position, bytes } of changed(provenance))
    if ((await verify({ ...alone, provenance: bytes })).problems.length === 0) missed.push(`provenance ${position}`);
  for (const { position, bytes } of changed(archive.bytes))
    if ((await verify({ ...alone, archive: { ...archive, bytes } })).problems.length === 0)
      missed.push(`archive ${position}`);
  expect(missed).toEqual([]);
});
