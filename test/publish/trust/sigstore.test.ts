import { createPublicKey, generateKeyPairSync, verify as verifySignature } from 'node:crypto';
import { inspect } from 'node:util';
import {
  BUNDLE_TYPE,
  buildStatement,
  legacySignature,
  signManifest,
  SigstoreSigner,
  SigstoreVerifier,
  verify,
  verifyBundle,
} from '../../../src/publish/trust';
import { PublishError } from '../../../src/publish/publish-error';
import { archive, pemKeys, published } from './samples';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

interface Bundle {
  mediaType: string;
  verificationMaterial: { publicKey: { hint: string } };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
}

describe.each(['P-256', 'ed25519'] as const)('with a key of type %s', (type) => {
  const keys = pemKeys(type);
  const hash = type === 'ed25519' ? null : 'sha256';

  test('a bundle has the documented shape and a signature that Node accepts', async () => {
    const signer = await SigstoreSigner.load({ pem: keys.privateKey });
    const bundle = JSON.parse(signManifest(DIGEST, signer)) as Bundle;
    expect(bundle).toEqual({
      mediaType: BUNDLE_TYPE,
      verificationMaterial: { publicKey: { hint: signer.hint } },
      dsseEnvelope: {
        payload: expect.any(String),
        payloadType: 'application/vnd.in-toto+json',
        signatures: [{ sig: expect.any(String), keyid: signer.hint }],
      },
    });
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString();
    expect(JSON.parse(payload)).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: 'ab'.repeat(32) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    });
    const signed = Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} ${payload}`);
    const signature = Buffer.from(bundle.dsseEnvelope.signatures[0]?.sig ?? '', 'base64');
    expect(verifySignature(hash, signed, createPublicKey(keys.publicKey), signature)).toBe(true);
  });

  test('a legacy signature has its tag, its payload and a signature that Node accepts', async () => {
    const signer = await SigstoreSigner.load({ pem: keys.privateKey });
    const { tag, payload, layer } = legacySignature(DIGEST, 'registry.example/charts/firewall', signer);
    expect(tag).toBe(`sha256-${'ab'.repeat(32)}.sig`);
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
      critical: {
        identity: { 'docker-reference': 'registry.example/charts/firewall' },
        image: { 'docker-manifest-digest': DIGEST },
        type: 'cosign container image signature',
      },
      optional: null,
    });
    const signature = Buffer.from(layer.annotations['dev.cosignproject.cosign/signature'] ?? '', 'base64');
    expect(verifySignature(hash, payload, createPublicKey(keys.publicKey), signature)).toBe(true);
  });

  test('a bundle of another key, or with anything added, does not verify', async () => {
    const bundle = signManifest(DIGEST, await SigstoreSigner.load({ pem: keys.privateKey }));
    const verifier = SigstoreVerifier.fromPem(keys.publicKey);
    expect(verifyBundle(bundle, verifier).problems).toEqual([]);
    expect(verifyBundle(bundle, SigstoreVerifier.fromPem(pemKeys(type).publicKey)).problems).toHaveLength(3);
    const twice = JSON.parse(bundle) as Bundle;
    twice.dsseEnvelope.signatures.push(...twice.dsseEnvelope.signatures);
    const v1 = bundle.replace('v0.3', 'v0.1');
    for (const damaged of ['', '{}', '[]', bundle.slice(1), JSON.stringify(twice), v1, bundle.replace('eyJ', 'eyK')])
      expect(verifyBundle(damaged, verifier)).toEqual({ problems: expect.arrayContaining([expect.anything()]) });
  });

  test('a whole version verifies, and not without what was promised', async () => {
    const { artifacts } = await published(type);
    expect((await verify(artifacts)).problems).toEqual([]);
    const problemsOf = async (change: object) =>
      (await verify({ ...artifacts, ...change })).problems.map(({ what, where, expected, found }) =>
        [what, where, expected, found].join(' | '),
      );
    expect(await problemsOf({ bundles: [] })).toEqual([
      'bundle |  | a Sigstore bundle | nothing',
      expect.stringContaining('manifest | digest | one that a bundle signs'),
    ]);
    expect(await problemsOf({ bundles: artifacts.bundles.slice(0, 1) })).toEqual([
      'statement |  | the statement that a bundle signs | another',
    ]);
    expect(await problemsOf({ keys: {} })).toEqual([
      'provenance | key | an armoured OpenPGP public key | none',
      'bundle | key | a public key in PEM | none',
    ]);
    expect(await problemsOf({ provenance: undefined })).toEqual([
      'provenance |  | firewall-1.2.3.tgz.prov | nothing',
      expect.stringContaining('manifest | layers[1] | no layer of provenance'),
    ]);
    expect(await problemsOf({ manifestDigest: DIGEST })).toEqual([
      expect.stringContaining(`manifest | digest | ${DIGEST}`),
    ]);
    expect(await problemsOf({ config: '{"name":"firewall"}' })).toContainEqual('config | version | "1.2.3" | nothing');
  });
});

test('Ed25519 gives the same bundle each time', async () => {
  const signer = await SigstoreSigner.load({ pem: pemKeys('ed25519').privateKey });
  expect(signManifest(DIGEST, signer)).toBe(signManifest(DIGEST, signer));
});

test('a statement says what was built from what', () => {
  const build = {
    builder: 'https://ci.example/pipelines/7',
    invocation: 'https://ci.example/pipelines/7/runs/9',
    source: { uri: 'git+https://git.example/vnf.git', commit: 'c0ffee' },
    parameters: { chart: 'firewall' },
  };
  expect(JSON.parse(buildStatement({ archive }, build))).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'firewall-1.2.3.tgz', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:cdk8s-vnf:chart-build:v1',
        externalParameters: { chart: 'firewall' },
        resolvedDependencies: [{ uri: 'git+https://git.example/vnf.git', digest: { gitCommit: 'c0ffee' } }],
      },
      runDetails: {
        builder: { id: 'https://ci.example/pipelines/7' },
        metadata: { invocationId: 'https://ci.example/pipelines/7/runs/9' },
      },
    },
  });
});

test('a tag is not signed', async () => {
  const signer = await SigstoreSigner.load({ pem: pemKeys('ed25519').privateKey });
  for (const tag of ['1.2.3', 'registry.example/charts/firewall:1.2.3', `${DIGEST}0`])
    expect(() => signManifest(tag, signer)).toThrow(/a tag can be moved/);
});

test('a key that cannot be used is refused with the reason, without a word of it', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const locked = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' },
  }).privateKey;
  const failure = async (pem: string, passphrase?: string): Promise<string> => {
    const error: unknown = await SigstoreSigner.load({ pem, passphrase, origin: 'SIGNING_KEY' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PublishError);
    return inspect(error);
  };
  const messages = [
    await failure(rsa.toString()),
    await failure(locked),
    await failure(locked, 'open barley'),
    await failure('nothing'),
  ];
  expect(messages[0]).toContain('the key is of type rsa');
  for (const message of messages.slice(1)) expect(message).toContain('no private key can be read');
  const secrets = [rsa.toString(), locked].flatMap((pem) => pem.split('\n').filter((line) => line.length > 30));
  for (const message of messages)
    for (const secret of [...secrets, 'open sesame', 'open barley']) expect(message).not.toContain(secret);
  const signer = await SigstoreSigner.load({ pem: locked, passphrase: () => Promise.resolve('open sesame') });
  expect(JSON.stringify(signer)).not.toContain('PRIVATE');
  expect(() => SigstoreVerifier.fromPem(rsa.toString())).toThrow(/no public key can be read/);
});
