import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { corpus } from './support';

const vfw = corpus.filter(({ name }) => name === 'vfw.yaml');
const [source] = vfw;
const { text } = importManifests(vfw, { name: 'vfw' });

/** Lines that copy an object or patch one: what the constructs did not say. */
function rawLines(program: string): number {
  let count = 0;
  let indent: string | undefined;
  for (const line of program.split('\n')) {
    if (indent === undefined && /new ApiObject\(|addJsonPatch\(/.test(line)) indent = /^\s*/.exec(line)?.[0] ?? '';
    if (indent === undefined) continue;
    count += 1;
    if (line.startsWith(`${indent}}`) || line.startsWith(`${indent})`) || line.endsWith(');')) indent = undefined;
  }
  return count;
}

it('at least nine lines in ten are constructs', () => {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//'));
  expect(rawLines(text)).toBeGreaterThan(0);
  expect(rawLines(text) / lines.length).toBeLessThanOrEqual(0.1);
});

it('a copied object would be counted', () => {
  const raw = importManifests(vfw, { name: 'vfw', exact: true }).text;
  expect(rawLines(raw)).toBeGreaterThan(40);
});

const MACS = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g;
const ADDRESSES = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;

it.each([
  ['MAC', MACS, 5],
  ['address', ADDRESSES, 13],
])('each %s stands once', (_, pattern, least) => {
  const inManifests = new Set(source?.text.match(pattern) ?? []);
  const inProgram = text.match(pattern) ?? [];
  expect(inManifests.size).toBeGreaterThanOrEqual(least);
  expect([...inProgram].sort()).toEqual([...new Set(inProgram)].sort());
  for (const fact of inProgram) expect(inManifests).toContain(fact);
});

it('nothing is lost: what does not stand in the program is derived', () => {
  // Gateways that are the first host of their subnet are.
  const missing = [...new Set(source?.text.match(ADDRESSES) ?? [])].filter((address) => !text.includes(address));
  expect(missing.sort()).toEqual(['10.10.20.1', '192.168.10.1']);
});
