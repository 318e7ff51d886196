import { inspect } from 'node:util';
import { packTgz } from '../../../src/helm/archive';
import { ProvenanceSigner, verifyProvenance } from '../../../src/publish/trust';
import { PublishError } from '../../../src/publish/publish-error';
import { sha256 } from '../../../src/publish/digest';
import { loadOpenPgp } from '../../../src/publish/trust/openpgp';
import { archive, openPgpKeys } from './samples';

const PASSPHRASE = 'correct horse battery staple';

let keys: { privateKey: string; publicKey: string };
let locked: { privateKey: string; publicKey: string };

beforeAll(async () => {
  keys = await openPgpKeys();
  locked = await openPgpKeys({ passphrase: PASSPHRASE });
});

afterEach(() => {
  delete process.env.SOURCE_DATE_EPOCH;
});

const sign = async (armored = keys.privateKey): Promise<string> =>
  (await ProvenanceSigner.load({ armored })).sign(archive);

const failure = async (armored: string, passphrase?: string): Promise<string> => {
  const error: unknown = await ProvenanceSigner.load({ armored, passphrase, origin: 'CHART_KEY' }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PublishError);
  return inspect(error);
};

test("the text is laid out as Helm's", async () => {
  const signed = await sign();
  expect(signed.slice(0, signed.indexOf('-----BEGIN PGP SIGNATURE'))).toBe(`-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

apiVersion: v2
description: A firewall between two networks
keywords:
  - firewall
  - vnf
name: firewall
version: 1.2.3

...
files:
  firewall-1.2.3.tgz: sha256:${sha256(archive.bytes)}
`);
});

test('the same archive, key and date give the same bytes', async () => {
  const first = await sign();
  expect(await sign()).toBe(first);
  process.env.SOURCE_DATE_EPOCH = '1760000000';
  const dated = await sign();
  expect(dated).not.toBe(first);
  expect(await sign()).toBe(dated);
  const { readCleartextMessage, readKey, verify: verifyMessage } = await loadOpenPgp();
  const { signatures } = await verifyMessage({
    message: await readCleartextMessage({ cleartextMessage: dated }),
    verificationKeys: await readKey({ armoredKey: keys.publicKey }),
  });
  const signature = await signatures[0]?.signature;
  expect(signature?.packets.map(({ created }) => created)).toEqual([new Date(1760000000 * 1000)]);
});

test('a date before the key was made becomes the date of the key', async () => {
  process.env.SOURCE_DATE_EPOCH = '1000000000';
  const provenance = await sign();
  expect((await verifyProvenance({ provenance, archive, publicKey: keys.publicKey })).problems).toEqual([]);
});

test('a locked key opens with its passphrase, given or asked for', async () => {
  const ask = jest.fn(() => Promise.resolve(PASSPHRASE));
  const asked = await ProvenanceSigner.load({ armored: locked.privateKey, passphrase: ask });
  const given = await ProvenanceSigner.load({ armored: locked.privateKey, passphrase: PASSPHRASE });
  expect(await asked.sign(archive)).toBe(await given.sign(archive));
  expect(ask).toHaveBeenCalledTimes(1);
  await ProvenanceSigner.load({ armored: keys.privateKey, passphrase: ask });
  expect(ask).toHaveBeenCalledTimes(1);
});

test('a key that cannot be used is refused with the reason, without a word of it', async () => {
  const { generateKey } = await loadOpenPgp();
  const curve = await generateKey({ type: 'ecc', userIDs: [{ name: 'x' }], format: 'armored' });
  const damaged = keys.privateKey.slice(0, keys.privateKey.length / 2);
  const messages = {
    curve: await failure(curve.privateKey),
    public: await failure(keys.publicKey),
    damaged: await failure(damaged),
    locked: await failure(locked.privateKey),
    wrong: await failure(locked.privateKey, 'another passphrase'),
  };
  expect(messages.curve).toMatch(/CHART_KEY: the key is of type eddsa.*: Helm 3\.8/);
  expect(messages.public).toContain('no private key can be read');
  expect(messages.damaged).toContain('no private key can be read');
  expect(messages.locked).toContain('no passphrase was given');
  expect(messages.wrong).toContain('the passphrase does not open it');
  const secrets = [curve, keys, locked].flatMap(({ privateKey }) =>
    privateKey.split('\n').filter((l) => l.length > 30),
  );
  for (const message of Object.values(messages))
    for (const secret of [...secrets, PASSPHRASE, 'another passphrase']) expect(message).not.toContain(secret);
});

test('a signer shows nothing of its key', async () => {
  const signer = await ProvenanceSigner.load({ armored: keys.privateKey });
  expect(inspect(signer, { depth: 9, showHidden: true })).toBe(
    'ProvenanceSigner { [fingerprint]: [Getter], [publicKey]: [Getter] }',
  );
  expect(JSON.stringify(signer)).toBe('{}');
  expect(signer.publicKey).toContain('BEGIN PGP PUBLIC KEY BLOCK');
});

test('Chart.yaml that starts lines with dashes or ends them with blanks survives', async () => {
  const chart = `apiVersion: v2\nname: firewall\nversion: 1.2.3\nkeywords:\n- "a "\n- b\ndescription: |\n  one\n  ...\n  - two\n`;
  const odd = { ...archive, bytes: packTgz(new Map([['firewall/Chart.yaml', chart]])) };
  const provenance = await (await ProvenanceSigner.load({ armored: keys.privateKey })).sign(odd);
  const { problems, signedBy } = await verifyProvenance({ provenance, archive: odd, publicKey: keys.publicKey });
  expect(problems).toEqual([]);
  expect(signedBy).toMatch(/^[0-9A-F]{40}$/);
});

describe('a provenance file is refused', () => {
  const problemsOf = async (provenance: string, publicKey = keys.publicKey, file = archive) =>
    (await verifyProvenance({ provenance, archive: file, publicKey })).problems.map(
      ({ where, expected, found }) => `${where}: ${expected} <> ${found}`,
    );

  test('of another key', async () => {
    const stranger = await openPgpKeys({ name: 'Stranger' });
    expect(await problemsOf(await sign(stranger.privateKey))).toEqual([
      expect.stringMatching(/^signature: a signature by [0-9A-F]{40} <> .*Could not find signing key/),
    ]);
  });

  test('for an archive of another name or content', async () => {
    const provenance = await sign();
    expect(await problemsOf(provenance, undefined, { ...archive, fileName: 'firewall-1.2.4.tgz' })).toEqual([
      expect.stringContaining('files["firewall-1.2.4.tgz"]'),
    ]);
    expect(await problemsOf(provenance, undefined, { ...archive, bytes: archive.bytes.subarray(1) })).toContainEqual(
      expect.stringContaining('files["firewall-1.2.3.tgz"]'),
    );
  });

  test.each([
    ['text before it', (text: string) => `x\n${text}`],
    ['text after it', (text: string) => `${text}x`],
    ['armour headers', (text: string) => text.replace('SIGNATURE-----\n\n', 'SIGNATURE-----\nComment: x\n\n')],
    ['another hash', (text: string) => text.replace('SHA512', 'SHA256')],
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    ['blanks at the end of a line', (text: string) => text.replace('name: firewall\n', 'name: firewall \n')],
    ['no signature', (text: string) => text.slice(0, text.indexOf('-----BEGIN PGP SIGNATURE'))],
    ['nothing', () => ''],
  ])('with %s', async (_, change) => {
    expect(await problemsOf(change(await sign()))).not.toEqual([]);
  });

  test('without a key that can be read', async () => {
    expect(await problemsOf(await sign(), 'no key')).toEqual([expect.stringContaining('none that can be read')]);
  });
});
