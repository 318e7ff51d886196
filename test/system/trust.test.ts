import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProvenanceSigner, verifyProvenance } from '../../src/publish/trust';
import { archive, CHART_YAML } from '../publish/trust/samples';
import { ALL_HELM_VERSIONS, helm } from '../support/helm';

const PASSPHRASE = 'a passphrase that nobody prints';
const KEEPER = 'Chart Keeper <charts@vnf.example>';

let work: string;
let gnupg: string;

function gpg(args: readonly string[], input = ''): string {
  return execFileSync('gpg', ['--homedir', gnupg, '--batch', '--no-tty', '--pinentry-mode', 'loopback', ...args], {
    input,
    encoding: 'latin1',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function newKey(name: string, algorithm: string, passphrase: string): void {
  gpg(['--passphrase', passphrase, '--quick-generate-key', name, algorithm, 'sign', 'never']);
}

function exportSecret(name: string, passphrase: string, armor: boolean): string {
  const form = armor ? ['--armor'] : [];
  return gpg([...form, '--passphrase-fd', '0', '--export-secret-keys', name], passphrase);
}

beforeAll(() => {
  if (spawnSync('gpg', ['--version']).error) execFileSync('apt-get', ['install', '-y', 'gnupg'], { stdio: 'ignore' });
  work = mkdtempSync(join(tmpdir(), 'trust-'));
  gnupg = join(work, 'gnupg');
  mkdirSync(gnupg, { mode: 0o700 });
  newKey(KEEPER, 'rsa3072', PASSPHRASE);
  newKey('Open Key <open@vnf.example>', 'rsa2048', '');
  newKey('Curve Key <curve@vnf.example>', 'ed25519', '');
  writeFileSync(join(work, 'public.gpg'), gpg(['--export', KEEPER]), 'latin1');
  writeFileSync(join(work, 'stranger.gpg'), gpg(['--export', 'open@vnf.example']), 'latin1');
});

afterAll(() => {
  spawnSync('gpgconf', ['--homedir', gnupg, '--kill', 'gpg-agent']);
  rmSync(work, { recursive: true, force: true });
});

/** Our archive and provenance, signed with a locked key of gpg's making. */
async function signed(): Promise<{ archivePath: string; provenance: string }> {
  const armored = exportSecret(KEEPER, PASSPHRASE, true);
  const signer = await ProvenanceSigner.load({ armored, passphrase: () => PASSPHRASE });
  const provenance = await signer.sign(archive);
  const archivePath = join(work, archive.fileName);
  writeFileSync(archivePath, archive.bytes);
  writeFileSync(`${archivePath}.prov`, provenance);
  return { archivePath, provenance };
}

test('gpg accepts our provenance, and not a changed one', async () => {
  const { archivePath, provenance } = await signed();
  const check = (path: string) =>
    spawnSync('gpg', ['--homedir', gnupg, '--verify', path], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
  const good = check(`${archivePath}.prov`);
  expect({ status: good.status, said: good.stderr }).toEqual({
    status: 0,
    said: expect.stringContaining(`Good signature from "${KEEPER}"`),
  });
  const changed = join(work, 'changed.prov');
  writeFileSync(changed, provenance.replace('name: firewall', 'name: firewell'));
  expect(check(changed)).toMatchObject({ status: 1, stderr: expect.stringContaining('BAD signature') });
});

test.each(ALL_HELM_VERSIONS)('Helm %s verifies our provenance, not with another key or archive', async (version) => {
  const { archivePath } = await signed();
  const verify = (keyring: string) => helm(version, ['verify', archivePath, '--keyring', join(work, keyring)]);
  const said = verify('public.gpg');
  expect(said).toContain(`Signed by: ${KEEPER}`);
  expect(said).toContain('Chart Hash Verified: sha256:');
  expect(() => verify('stranger.gpg')).toThrow();
  writeFileSync(archivePath, Buffer.concat([archive.bytes, Buffer.from([0])]));
  expect(() => verify('public.gpg')).toThrow(/sha256 sum does not match/);
});

test.each(ALL_HELM_VERSIONS)('we verify what Helm %s signs, and lay it out the same', async (version) => {
  const folder = join(work, version, 'firewall');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), CHART_YAML);
  const keyring = join(work, version, 'secret.gpg');
  writeFileSync(keyring, exportSecret('open@vnf.example', '', false), 'latin1');
  const sign = ['--sign', '--key', 'open@vnf.example', '--keyring', keyring];
  helm(version, ['package', folder, '--destination', join(work, version), ...sign]);
  const path = join(work, version, archive.fileName);
  const theirs = { fileName: archive.fileName, bytes: readFileSync(path) };
  const provenance = readFileSync(`${path}.prov`, 'utf8');
  const publicKey = gpg(['--armor', '--export', 'open@vnf.example']);
  expect(await verifyProvenance({ provenance, archive: theirs, publicKey })).toEqual({
    problems: [],
    signedBy: expect.stringMatching(/^[0-9A-F]{40}$/),
  });
  const signer = await ProvenanceSigner.load({ armored: exportSecret('open@vnf.example', '', true) });
  const ours = await signer.sign(theirs);
  expect(textOf(provenance)).toBe(textOf(ours));
});

/**
 * What stands before the signature. Helm writes items of a list at the column of their key, which clear-signing then
 * has to escape, and Helm 4 leaves an empty line at the end.
 */
function textOf(provenance: string): string {
  const text = provenance.slice(0, provenance.indexOf('-----BEGIN PGP SIGNATURE'));
  return text.replaceAll('- - ', '  - ').trimEnd();
}

test('a key of gpg that Helm 3.8 cannot read is refused, and no secret is printed', () => {
  const curve = exportSecret('curve@vnf.example', '', true);
  const locked = exportSecret(KEEPER, PASSPHRASE, true);
  const script = `
    const { ProvenanceSigner } = require(${JSON.stringify(join(__dirname, '..', '..', 'src', 'publish', 'trust'))});
    const load = (armored, passphrase) => ProvenanceSigner.load({ armored, passphrase }).then(console.log, console.error);
    void load(process.env.CURVE).then(() => load(process.env.LOCKED, 'wrong')).then(() => load(process.env.LOCKED, process.env.PASS));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], {
    encoding: 'utf8',
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, CURVE: curve, LOCKED: locked, PASS: PASSPHRASE },
  });
  expect(stderr).toContain('cannot read keys of another type than RSA');
  expect(stderr).toContain('the passphrase does not open it');
  expect(stdout).toContain('ProvenanceSigner');
  const secrets = [curve, locked].flatMap((key) => key.split('\n').filter((line) => /^[\w+/=]{30,}$/.test(line)));
  expect(secrets.length).toBeGreaterThan(10);
  for (const secret of [...secrets, PASSPHRASE, 'wrong']) expect(stdout + stderr).not.toContain(secret);
});
