import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVerify } from '../../../src/cli/verify-command';
import { published } from './samples';

let folder: string;
let keys: string[];
let whole: Awaited<ReturnType<typeof published>>;

const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  whole = await published();
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const { artifacts } = whole;
  const { fileName } = artifacts.archive;
  writeFileSync(at(fileName), artifacts.archive.bytes);
  writeFileSync(at(`${fileName}.prov`), artifacts.provenance);
  writeFileSync(at(`${fileName}.manifest.json`), artifacts.manifest);
  writeFileSync(at(`${fileName}.intoto.json`), artifacts.statement);
  artifacts.bundles.forEach((bundle, index) => writeFileSync(at(`${fileName}.${index}.sigstore.json`), bundle));
  const item = artifacts.indexEntry.trimEnd().replaceAll('\n', '\n    ');
  writeFileSync(at('index.yaml'), `apiVersion: v1\nentries:\n  firewall:\n  - ${item}\n`);
  keys = [at('charts.asc'), at('charts.pem')];
  writeFileSync(at('charts.asc'), artifacts.keys.openPgp);
  writeFileSync(at('charts.pem'), artifacts.keys.sigstore);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  paths: readonly string[],
  options: { publicKey?: readonly string[]; json?: boolean } = {},
): Promise<{ printed: string; error?: string }> {
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) };
  try {
    await runVerify({ paths, publicKey: keys, ...options, stdout });
    return { printed };
  } catch (error) {
    return { printed, error: (error as Error).message };
  }
}

test('a folder is verified with everything in it', async () => {
  const { printed, error } = await run([folder]);
  expect(error).toBeUndefined();
  expect(printed).toMatch(
    /^ok .*firewall-1\.2\.3\.tgz: archive, provenance, index entry, manifest, bundle, statement, signed by [0-9A-F]{40}\n$/,
  );
});

test('JSON says the same', async () => {
  const { printed } = await run([at('firewall-1.2.3.tgz'), folder], { json: true });
  expect(JSON.parse(printed)).toEqual({
    version: 1,
    charts: [
      {
        archive: at('firewall-1.2.3.tgz'),
        problems: [],
        checked: ['archive', 'provenance', 'index entry', 'manifest', 'bundle', 'statement'],
        signedBy: expect.stringMatching(/^[0-9A-F]{40}$/),
      },
    ],
  });
});

test('what does not fit is printed in full, then thrown', async () => {
  writeFileSync(at('firewall-1.2.3.tgz.prov'), whole.artifacts.provenance.replace('name: firewall', 'name: firewell'));
  const { printed, error } = await run([folder]);
  expect(printed).toContain('  provenance, name\n    expected: firewall\n    found:    firewell\n');
  expect(printed).toContain('  provenance, signature\n');
  expect(error).toContain('1 of 1 charts cannot be trusted');
});

test('an index that lists what is not there, an empty folder, a key that is none', async () => {
  rmSync(at('firewall-1.2.3.tgz'));
  expect((await run([at('firewall-1.2.3.tgz')])).printed).toContain(
    '  archive\n    expected: a file\n    found:    nothing\n',
  );
  rmSync(at('index.yaml'));
  expect((await run([folder])).error).toContain('there is nothing to verify');
  writeFileSync(at('secret.pem'), whole.secrets.pem);
  const { printed, error } = await run([folder], { publicKey: [at('secret.pem')] });
  expect(error).toContain('no public key can be read');
  expect(`${printed}${error}`).not.toContain(whole.secrets.pem.split('\n')[1]);
});
