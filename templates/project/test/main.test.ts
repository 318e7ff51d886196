import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synth-'));
  process.env.CDK8S_OUTDIR = join(folder, 'manifests');
});

afterEach(() => {
  delete process.env.CDK8S_OUTDIR;
  rmSync(folder, { recursive: true });
});

test('the app synthesizes, with nothing that a cluster would refuse', () => {
  jest.requireActual('../charts/main');
  expect(readdirSync(join(folder, 'manifests'))).not.toEqual([]);
});
