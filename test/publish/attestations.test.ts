import { publish, type Signing, SigstoreSigner } from '../../src/publish';
import type { HttpRequest } from '../../src/publish/io/http';
import { ManifestError } from '../../src/publish/oci/read-manifest';
import { readReferrers } from '../../src/publish/oci/read-referrers';
import { statementIn } from '../../src/publish/trust/verify-bundle';
import { chart, sha256 } from './support/charts';
import { FakeChartMuseum } from './support/fake-chart-museum';
import { answer, FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';
import { BUILD, pemKeys } from './trust/samples';

const TARGET = 'oci://registry.example/charts';
const CHART = chart('vnf', '1.0.0', { signed: true });

async function signingWith(type: 'ed25519' | 'P-256', build = BUILD): Promise<Signing> {
  return { sigstore: { signer: await SigstoreSigner.load({ pem: pemKeys(type).privateKey }), build } };
}

let signing: Signing;
beforeAll(async () => {
  signing = await signingWith('ed25519');
});

const run = (registry: FakeRegistry, options: object = { signing }, charts = [CHART], machine = {}) => {
  const files = new MemoryFiles();
  return publish([laid(files, charts)], [TARGET], { ...options, world: world(files, registry, machine) });
};
interface Content {
  readonly predicateType: string;
  readonly annotations?: object;
  readonly manifests?: readonly object[];
  readonly layers?: readonly { readonly digest: string }[];
  readonly subject?: readonly { readonly name: string }[];
}
const json = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString()) as Content;

/** What every client finds that follows the specification: the endpoint, or the tag. */
async function referrersOf(registry: FakeRegistry, subject: string): Promise<string[]> {
  const url = new URL(`https://registry.example/v2/charts/vnf/referrers/${subject}`);
  const answer = await registry.send({ method: 'GET', url });
  const list = answer.status === 200 ? answer.body : registry.manifests.get(`charts/vnf@${subject.replace(':', '-')}`);
  return list ? readReferrers(list).referrers.map(({ digest }) => digest) : [];
}

async function predicatesOf(registry: FakeRegistry, subject: string): Promise<string[]> {
  const found = (await referrersOf(registry, subject)).map((digest) => {
    const manifest = json(registry.manifests.get(`charts/vnf@${digest}`));
    expect(manifest.subject).toMatchObject({ digest: subject });
    const [layer] = manifest.layers ?? [];
    return json(Buffer.from(statementIn(Buffer.from(registry.blobs.get(layer?.digest ?? '') ?? []).toString()) ?? ''));
  });
  return found.map(({ predicateType }) => predicateType);
}

const BOTH = ['https://sigstore.dev/cosign/sign/v1', 'https://slsa.dev/provenance/v1'];

describe.each([
  ['with lists of its own', true],
  ['that needs lists under tags', false],
])('a registry %s', (_, hasReferrers) => {
  let registry: FakeRegistry;
  beforeEach(() => (registry = new FakeRegistry({ hasReferrers })));

  test.each(['ed25519', 'P-256'] as const)('gets signature and statement once, with a key of type %s', async (type) => {
    const options = { signing: await signingWith(type) };
    const planned = await run(registry, { ...options, dryRun: true });
    expect(planned).toMatchObject([{ action: 'add', bundles: ['signature', 'statement'] }]);
    expect(registry.manifests.size).toBe(0);
    const [outcome] = await run(registry, options);
    expect(outcome).toEqual(planned[0]);
    expect(await predicatesOf(registry, outcome?.digest ?? '')).toEqual(BOTH);
    registry.log.length = 0;
    const [again] = await run(registry, options);
    expect(again).toMatchObject({ action: 'keep' });
    expect(again?.bundles).toBeUndefined();
    expect(registry.log.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('is signed before the tag stands for the version', async () => {
    await run(registry);
    const puts = registry.log.filter(({ method, url }) => method === 'PUT' && url.pathname.includes('/manifests/'));
    const names = puts.map(({ url }) => url.pathname.replace(/.*\/manifests\/(sha256.)?.*?/, '$1'));
    expect(names.at(-1)).toBe('1.0.0');
    expect(names.filter((name) => name === '1.0.0')).toHaveLength(1);
  });

  test('of a version that is there without them is completed, and its tag stays', async () => {
    const [first] = await run(registry, {}, [CHART], { environment: { SOURCE_DATE_EPOCH: '1' } });
    registry.log.length = 0;
    expect(await run(registry)).toMatchObject([
      { action: 'complete', digest: first?.digest, reason: 'it lacks its signature and its statement' },
    ]);
    expect(await predicatesOf(registry, first?.digest ?? '')).toEqual(BOTH);
    expect(registry.log.filter(({ method, url }) => method === 'PUT' && url.pathname.endsWith('/1.0.0'))).toEqual([]);
    expect(await run(registry)).toMatchObject([{ action: 'keep' }]);
  });

  test('keeps what others attached, and another build of the same bytes states nothing new', async () => {
    await run(registry, { signing: await signingWith('ed25519') });
    const [outcome] = await run(registry);
    expect(outcome).toMatchObject({ action: 'complete', bundles: ['signature', 'statement'] });
    expect(await predicatesOf(registry, outcome?.digest ?? '')).toEqual([...BOTH, ...BOTH]);
    const { sigstore } = signing;
    const later = { sigstore: sigstore && { ...sigstore, build: { ...BUILD, invocation: 'https://ci.example/9' } } };
    expect(await run(registry, { signing: later })).toMatchObject([{ action: 'keep' }]);
  });
});

test('a manifest that says something else than the chart is not signed', async () => {
  const registry = new FakeRegistry();
  const [outcome] = await run(registry, {});
  const manifest = json(registry.manifests.get('charts/vnf@1.0.0'));
  const harmed = Buffer.from(JSON.stringify({ ...manifest, annotations: { 'org.opencontainers.image.title': 'x' } }));
  registry.manifests.set('charts/vnf@1.0.0', harmed);
  registry.manifests.set(`charts/vnf@sha256:${sha256(harmed)}`, harmed);
  expect(await run(registry, {})).toMatchObject([{ action: 'keep' }]);
  await expect(run(registry)).rejects.toThrow('says something else than the chart, and would be signed');
  expect(await run(registry, { signing, force: true })).toMatchObject([
    { action: 'replace', digest: outcome?.digest, bundles: ['signature', 'statement'] },
  ]);
});

test('nor is one whose provenance is of another archive', async () => {
  const registry = new FakeRegistry();
  const [outcome] = await run(registry, {});
  const text = Buffer.from(registry.manifests.get('charts/vnf@1.0.0') ?? []).toString();
  const other = Buffer.from('of something else');
  registry.blobs.set(`sha256:${sha256(other)}`, other);
  const harmed = Buffer.from(text.replace(sha256(CHART.provenance ?? other), sha256(other)));
  registry.manifests.set('charts/vnf@1.0.0', harmed);
  await expect(run(registry)).rejects.toThrow('is of another archive, and would be signed');
  expect(await run(registry, { signing, force: true })).toMatchObject([{ action: 'replace', digest: outcome?.digest }]);
  expect(await run(registry)).toMatchObject([{ action: 'keep' }]);
});

test.each([
  ['no list', Buffer.from('{}'), 'schemaVersion is not 2'],
  ['other things', Buffer.from('{"schemaVersion":2,"manifests":[null]}'), 'manifests[0] is no object'],
])('a tag of referrers that holds %s is refused, and left alone', async (_, content, message) => {
  const registry = new FakeRegistry();
  const [{ digest } = { digest: '' }] = await run(registry, {});
  const tag = `charts/vnf@${digest.replace(':', '-')}`;
  registry.manifests.set(tag, content);
  await expect(run(registry)).rejects.toThrow(message);
  expect(registry.manifests.get(tag)).toBe(content);
  expect(() => readReferrers(content)).toThrow(ManifestError);
});

test.each([
  ['404', answer(404)],
  ['405', answer(405)],
  ['501', answer(501)],
  ['a page for people', answer(200, { 'content-type': 'text/html' }, '<html>')],
])('a registry that answers %s where lists would be gets one under the tag', async (_, response) => {
  const registry = new FakeRegistry();
  const http = {
    send: (request: HttpRequest) =>
      request.url.pathname.includes('/referrers/') ? Promise.resolve(response) : registry.send(request),
  };
  const files = new MemoryFiles();
  const push = () => publish([laid(files, [CHART])], [TARGET], { signing, world: world(files, http) });
  const [{ digest } = { digest: '' }] = await push();
  expect(await predicatesOf(registry, digest)).toEqual(BOTH);
  expect(await push()).toMatchObject([{ action: 'keep' }]);
});

test('fields of others in the list under the tag stay', async () => {
  const registry = new FakeRegistry();
  const [{ digest } = { digest: '' }] = await run(registry, {});
  const tag = `charts/vnf@${digest.replace(':', '-')}`;
  const other = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 3, data: 'e30=' };
  const list = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [other] };
  registry.manifests.set(tag, Buffer.from(JSON.stringify({ ...list, annotations: { a: 'b' } })));
  await run(registry);
  const after = json(registry.manifests.get(tag));
  expect(after.annotations).toEqual({ a: 'b' });
  expect(after.manifests?.[0]).toEqual(other);
  expect(after.manifests).toHaveLength(3);
});

test('in a folder the statement lies beside the archive, speaks of the index too, and goes with the version', async () => {
  const files = new MemoryFiles();
  const once = (charts = [CHART], options: object = { signing }) => {
    for (const path of files.content.keys()) if (path.startsWith('/dist/')) files.content.delete(path);
    return publish([laid(files, charts)], ['/site'], { ...options, world: world(files) });
  };
  const bundle = () => files.content.get('/site/vnf-1.0.0.tgz.sigstore.json');
  expect(await once()).toMatchObject([{ action: 'add', bundles: ['statement'] }]);
  const statement = json(Buffer.from(statementIn(Buffer.from(bundle() ?? []).toString()) ?? ''));
  expect(statement.subject?.map(({ name }) => name)).toEqual([
    'vnf-1.0.0.tgz',
    'vnf-1.0.0.tgz.prov',
    'vnf-1.0.0.tgz#index',
  ]);
  files.writes.length = 0;
  expect(await once()).toMatchObject([{ action: 'keep' }]);
  expect(files.writes).toEqual([]);
  const other = [chart('vnf', '1.0.0', { text: 'other' })];
  expect(await once(other, { force: true })).toMatchObject([{ action: 'replace' }]);
  expect(bundle()).toBeUndefined();
  expect(await once(other)).toMatchObject([{ action: 'complete', reason: 'it lacks its statement' }]);
});

test('for a ChartMuseum it is said that bundles have no place there', async () => {
  const files = new MemoryFiles();
  const options = { signing, world: world(files, new FakeChartMuseum()) };
  expect(await publish([laid(files, [CHART])], ['chartmuseum+https://museum.example'], options)).toMatchObject([
    { action: 'add', reason: 'ChartMuseum stores no Sigstore bundles' },
  ]);
});
