import {
  artifactsInRegistry,
  ProvenanceSigner,
  publish,
  type Signing,
  SigstoreSigner,
  verify,
} from '../../src/publish';
import { runVerify } from '../../src/cli/verify-command';
import { readManifest } from '../../src/publish/oci/read-manifest';
import { chart } from './support/charts';
import { FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';
import { BUILD, openPgpKeys, pemKeys } from './trust/samples';

const CHARTS = [chart('vnf', '1.0.0'), chart('vnf', '1.1.0+build.7')];
const NAME = 'oci://registry.example/charts/vnf';
const pem = pemKeys('ed25519');

let signing: Signing;
let keys: { openPgp: string; sigstore: string };
let registry: FakeRegistry;

beforeAll(async () => {
  const openPgp = await openPgpKeys();
  signing = {
    provenance: await ProvenanceSigner.load({ armored: openPgp.privateKey }),
    sigstore: { signer: await SigstoreSigner.load({ pem: pem.privateKey }), build: BUILD },
  };
  keys = { openPgp: openPgp.publicKey, sigstore: pem.publicKey };
});

const published = async (options: object = { signing }) => {
  const files = new MemoryFiles();
  const target = 'oci://registry.example/charts';
  return publish([laid(files, CHARTS)], [target], { ...options, world: world(files, registry) });
};

beforeEach(async () => {
  registry = new FakeRegistry();
  await published();
});

const problemsOf = async (name: string, given = keys) => {
  const found = await artifactsInRegistry(name, { world: world(undefined, registry) });
  const verified = await Promise.all(found.map(({ artifacts }) => verify({ ...artifacts, keys: given })));
  return verified.flatMap(({ problems }) => problems.map(({ what, where }) => `${what}, ${where}`));
};

test('every version, one, or one by its digest is read back and verified', async () => {
  const all = await artifactsInRegistry(NAME, { world: world(undefined, registry) });
  expect(all.map(({ reference }) => reference)).toEqual([`${NAME}:1.0.0`, `${NAME}:1.1.0_build.7`]);
  const [first] = all;
  const { problems, checked, signedBy } = await verify({ ...first!.artifacts, keys });
  expect(problems).toEqual([]);
  expect(checked).toEqual(['archive', 'provenance', 'manifest', 'config', 'bundle']);
  expect(signedBy).toMatch(/^[0-9A-F]{40}$/);
  expect(await problemsOf(NAME)).toEqual([]);
  expect(await problemsOf(`${NAME}:1.1.0+build.7`)).toEqual([]);
  const digest = [...registry.manifests.keys()].find((key) => key.includes('vnf@sha256:'))?.split('@')[1];
  expect(await problemsOf(`${NAME}@${digest}`)).toEqual([]);
});

test('what was not signed, or by another key, does not verify', async () => {
  expect(await problemsOf(`${NAME}:1.0.0`, { ...keys, sigstore: pemKeys('ed25519').publicKey })).toEqual([
    'bundle, ',
    'manifest, digest',
  ]);
  registry = new FakeRegistry();
  await published({});
  expect(await problemsOf(`${NAME}:1.0.0`)).toEqual(['provenance, ', 'bundle, ', 'manifest, digest']);
});

test('bundles of others beside ours do not matter, and either key of two will do', async () => {
  const other = pemKeys('P-256');
  const { provenance } = signing;
  const signer = await SigstoreSigner.load({ pem: other.privateKey });
  await published({ signing: { provenance, sigstore: { signer, build: BUILD } } });
  expect(await problemsOf(NAME)).toEqual([]);
  expect(await problemsOf(NAME, { ...keys, sigstore: other.publicKey })).toEqual([]);
  expect(await problemsOf(NAME, { ...keys, sigstore: `${pem.publicKey}${other.publicKey}` })).toEqual([]);
});

/** As a registry would give it out that somebody broke into: other content for the same name. */
test('a changed byte anywhere in archive, provenance, config, manifest or signature is caught', async () => {
  const manifest = registry.manifests.get('charts/vnf@1.0.0') ?? new Uint8Array();
  const { config, layers } = readManifest(manifest);
  const caught = async (): Promise<boolean> =>
    problemsOf(`${NAME}:1.0.0`).then(
      (problems) => problems.length > 0,
      (error: unknown) => error instanceof Error && error.name === 'PublishError',
    );
  const missed: string[] = [];
  const tamper = async (name: string, content: Uint8Array, put: (bytes: Uint8Array) => void, step = 1) => {
    for (let position = 0; position < content.length; position += step) {
      const changed = Uint8Array.from(content);
      changed[position] = (changed[position] ?? 0) ^ (1 << (position % 8));
      put(changed);
      if (!(await caught())) missed.push(`${name} ${position}`);
    }
    put(content);
  };
  await tamper('manifest', manifest, (bytes) => registry.manifests.set('charts/vnf@1.0.0', bytes));
  for (const { digest, mediaType } of [config, ...layers])
    await tamper(mediaType, registry.blobs.get(digest)!, (bytes) => registry.blobs.set(digest, bytes), 7);
  expect(missed).toEqual([]);
  expect(await problemsOf(`${NAME}:1.0.0`)).toEqual([]);
});

test('a tag that somebody moved to another version is caught', async () => {
  registry.manifests.set('charts/vnf@1.0.0', registry.manifests.get('charts/vnf@1.1.0_build.7')!);
  expect(await problemsOf(`${NAME}:1.0.0`)).toContain('archive, file name');
});

test.each([
  ['nothing there', `${NAME}:9.9.9`, 'nothing is there under 9.9.9'],
  ['no such chart', 'oci://registry.example/charts/other', 'there is no version of a chart'],
  ['no repository', 'oci://registry.example', 'no chart in a registry'],
  ['a tag that is none', `${NAME}:a b`, 'no chart in a registry'],
  [
    'a login, without repeating it',
    'oci://me:secret@registry.example/charts/vnf',
    /^oci:\/\/registry.example\/charts\/vnf: no/,
  ],
])('%s is told', async (_, name, message) => {
  await expect(problemsOf(name)).rejects.toThrow(message);
});

test('an archive that the registry lost is told', async () => {
  const { chart: layer } = readManifest(registry.manifests.get('charts/vnf@1.0.0') ?? new Uint8Array());
  registry.blobs.delete(layer?.digest ?? '');
  await expect(problemsOf(`${NAME}:1.0.0`)).rejects.toThrow('the archive of 1.0.0 is missing or damaged');
  await expect(runVerify({ paths: ['oci://registry.example'] })).rejects.toThrow('no chart in a registry');
});
