import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProvenanceSigner, publish, verifyProvenance } from '../../src/publish';
import { readManifest } from '../../src/publish/oci/read-manifest';
import { chart, sha256 } from './support/charts';
import { FakeChartMuseum } from './support/fake-chart-museum';
import { FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { ran } from './support/ran';
import { laid, world } from './support/world';
import { BUILD, openPgpKeys } from './trust/samples';

const ROOT = join(__dirname, '..', '..');
const PASSPHRASE = 'a passphrase that nobody prints';
const PLAIN = chart('plain', '1.0.0');
const GIVEN = chart('given', '1.0.0', { signed: true });

let keys: Awaited<ReturnType<typeof openPgpKeys>>;
let signing: { provenance: ProvenanceSigner };
beforeAll(async () => {
  keys = await openPgpKeys();
  signing = { provenance: await ProvenanceSigner.load({ armored: keys.privateKey }) };
});

const verified = (provenance: Uint8Array | undefined) =>
  verifyProvenance({
    provenance: Buffer.from(provenance ?? []).toString(),
    archive: { fileName: PLAIN.fileName, bytes: PLAIN.archive },
    publicKey: keys.publicKey,
  });

test('a chart without a .prov gets one in a folder, and one that is given stays', async () => {
  const files = new MemoryFiles();
  const run = () => publish([laid(files, [PLAIN, GIVEN])], ['/site'], { signing, world: world(files) });
  await run();
  expect(await verified(files.content.get('/site/plain-1.0.0.tgz.prov'))).toMatchObject({ problems: [] });
  expect(files.content.get('/site/given-1.0.0.tgz.prov')).toEqual(GIVEN.provenance);
  expect([...files.content.keys()]).not.toContain('/dist/charts/plain-1.0.0.tgz.prov');
  files.writes.length = 0;
  expect(await run()).toMatchObject([{ action: 'keep' }, { action: 'keep' }]);
  expect(files.writes).toEqual([]);
});

test('a ChartMuseum gets it too, also after the archive', async () => {
  const museum = new FakeChartMuseum();
  const files = new MemoryFiles();
  const charts = [laid(files, [PLAIN])];
  const targets = ['chartmuseum+https://museum.example'];
  await publish(charts, targets, { world: world(files, museum) });
  expect(await publish(charts, targets, { signing, world: world(files, museum) })).toMatchObject([
    { action: 'complete' },
  ]);
  expect(await verified(museum.storage.get('plain-1.0.0.tgz.prov'))).toMatchObject({ problems: [] });
});

test('in a registry it is a layer, and the digest is known before', async () => {
  const registry = new FakeRegistry();
  const files = new MemoryFiles();
  const run = (dryRun: boolean) =>
    publish([laid(files, [PLAIN])], ['oci://registry.example/charts'], {
      signing,
      dryRun,
      world: world(files, registry),
    });
  const planned = await run(true);
  expect(await run(false)).toEqual(planned);
  const manifest = registry.manifests.get('charts/plain@1.0.0') ?? new Uint8Array();
  expect(planned[0]?.digest).toBe(`sha256:${sha256(manifest)}`);
  const layer = readManifest(manifest).provenance?.digest ?? '';
  expect(await verified(registry.blobs.get(layer))).toMatchObject({ problems: [] });
});

describe('the command', () => {
  let work: string;
  let locked: Awaited<ReturnType<typeof openPgpKeys>>;
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'signing-'));
    locked = await openPgpKeys({ passphrase: PASSPHRASE });
    writeFileSync(join(work, 'key.asc'), locked.privateKey);
    writeFileSync(join(work, PLAIN.fileName), PLAIN.archive);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const command = (site: string, args: readonly string[], environment: Record<string, string>) =>
    ran(
      process.execPath,
      [
        ...['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'publish', join(work, PLAIN.fileName)],
        ...['--to', join(work, site), ...args],
      ],
      environment,
    );

  test('reads the key from a file or the environment, and prints neither key nor passphrase', async () => {
    const file = ['--sign-key', join(work, 'key.asc')];
    const text = { CDK8S_VNF_SIGN_KEY: locked.privateKey };
    const runs = await Promise.all([
      command('by-file', file, { CDK8S_VNF_SIGN_PASSPHRASE: PASSPHRASE }),
      command('by-text', [], { ...text, CDK8S_VNF_SIGN_PASSPHRASE: PASSPHRASE }),
      command('wrong', file, { CDK8S_VNF_SIGN_PASSPHRASE: 'wrong-one' }),
      command('none', [], text),
      command('missing', ['--sign-key', join(work, 'missing.asc')], {}),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 1, 1, 1]);
    expect(runs[2]?.stderr).toContain('key.asc: the key is locked: the passphrase does not open it');
    expect(runs[3]?.stderr).toContain('CDK8S_VNF_SIGN_KEY: the key is locked: CDK8S_VNF_SIGN_PASSPHRASE is not set');
    expect(runs[4]?.stderr).toContain('missing.asc: no key can be read');
    for (const site of ['by-file', 'by-text']) {
      const provenance = readFileSync(join(work, site, `${PLAIN.fileName}.prov`), 'utf8');
      const archive = { fileName: PLAIN.fileName, bytes: PLAIN.archive };
      expect(await verifyProvenance({ provenance, archive, publicKey: locked.publicKey })).toMatchObject({
        problems: [],
      });
    }
    const printed = JSON.stringify(runs);
    const lines = locked.privateKey.split('\n').filter((line) => /^[\w+/=]{30,}$/.test(line));
    for (const secret of [...lines, PASSPHRASE, 'wrong-one']) expect(printed).not.toContain(secret);
  });

  test('signs with a Sigstore key in the same way, and states the build', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE },
    });
    writeFileSync(join(work, 'key.pem'), privateKey);
    writeFileSync(join(work, 'public.pem'), publicKey);
    const file = ['--sigstore-key', join(work, 'key.pem')];
    const build = ['--source', BUILD.source.uri, '--commit', BUILD.source.commit, '--builder', BUILD.builder];
    const passphrase = { CDK8S_VNF_SIGSTORE_PASSPHRASE: PASSPHRASE };
    const runs = await Promise.all([
      command('signed-by-file', [...file, ...build], passphrase),
      command('signed-by-text', build, { ...passphrase, CDK8S_VNF_SIGSTORE_KEY: privateKey }),
      command('unsigned-1', [...file, ...build], { CDK8S_VNF_SIGSTORE_PASSPHRASE: 'wrong-one' }),
      command('unsigned-2', [...file, ...build], {}),
      command('unsigned-3', file, passphrase),
      command('unsigned-4', [...file, ...build, '--commit', 'main'], passphrase),
      command('unsigned-5', build, passphrase),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 1, 1, 1, 1, 1]);
    expect(runs[0]?.stdout).toContain(', with statement\n');
    expect(runs[2]?.stderr).toContain('key.pem: no private key can be read');
    expect(runs[3]?.stderr).toContain('key.pem: the key is locked: CDK8S_VNF_SIGSTORE_PASSPHRASE is not set');
    expect(runs[4]?.stderr).toContain('--source, --commit, --builder: it cannot be stated');
    expect(runs[5]?.stderr).toContain('--commit: it cannot be stated');
    expect(runs[6]?.stderr).toContain('--source, --commit, --builder: nothing is stated of the build');
    const verify = (site: string) =>
      ran(process.execPath, [
        ...['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'verify', join(work, site)],
        ...['--public-key', join(work, 'public.pem')],
      ]);
    for (const site of ['signed-by-file', 'signed-by-text'])
      expect(await verify(site)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^ok .*: archive, index entry, bundle\n$/),
      });
    const index = join(work, 'signed-by-file', 'index.yaml');
    writeFileSync(index, readFileSync(index, 'utf8').replace(/created: .*/, 'created: "2001-01-01T00:00:00Z"'));
    expect(await verify('signed-by-file')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('statement, subj'),
    });
    const printed = JSON.stringify(runs);
    const secrets = privateKey.split('\n').filter((line) => /^[\w+/=]{30,}$/.test(line));
    for (const secret of [...secrets, PASSPHRASE, 'wrong-one']) expect(printed).not.toContain(secret);
  });
});
