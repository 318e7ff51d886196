import { randomBytes } from 'node:crypto';
import { publish } from '../../src/publish';
import { chartArtifact } from '../../src/publish/oci/manifest';
import { ManifestError, readManifest } from '../../src/publish/oci/read-manifest';
import { type Http, HttpFailure } from '../../src/publish/io/http';
import { readPackagedChart } from '../../src/publish/chart/packaged-chart';
import { archive, chart, CREATED } from './support/charts';
import { answer, FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

const TARGET = 'oci://registry.example/charts';
const run = (charts: ReturnType<typeof chart>[], http: Http, options = {}, machine = {}) => {
  const files = new MemoryFiles();
  return publish([laid(files, charts)], [TARGET], { ...options, world: world(files, http, machine) });
};
const writes = (registry: FakeRegistry) => registry.log.filter(({ method }) => method !== 'GET' && method !== 'HEAD');

test('the manifest is the one that Helm writes', () => {
  const yaml = [
    'description: Does <things> & more',
    'home: https://home.example',
    'sources: [https://one.example, https://two.example]',
    'maintainers: [{name: A, email: a@b}, {name: B}]',
    'annotations: {zz: last, org.opencontainers.image.title: not this, org.opencontainers.image.url: this, aa: first}',
  ].join('\n');
  const bytes = archive('vnf', '1.0.0+b', {}, yaml);
  const { manifest, blobs } = chartArtifact(
    readPackagedChart({ path: 'vnf-1.0.0+b.tgz', archive: bytes, created: new Date(CREATED) }),
  );
  const text = Buffer.from(manifest.bytes).toString();
  expect(text).toMatch(
    /^\{"schemaVersion":2,"config":\{"mediaType":"application\/vnd.cncf.helm.config.v1\+json","digest":"sha256:/,
  );
  expect((JSON.parse(text) as { annotations: unknown }).annotations).toEqual({
    aa: 'first',
    'org.opencontainers.image.authors': 'A (a@b), B',
    'org.opencontainers.image.created': CREATED,
    'org.opencontainers.image.description': 'Does <things> & more',
    'org.opencontainers.image.source': 'https://one.example',
    'org.opencontainers.image.title': 'vnf',
    'org.opencontainers.image.url': 'this',
    'org.opencontainers.image.version': '1.0.0+b',
    zz: 'last',
  });
  expect(text).toContain('Does \\u003cthings\\u003e \\u0026 more');
  expect(Buffer.from(blobs[0]?.bytes ?? []).toString()).toContain('"apiVersion":"v2","annotations":{"aa":"first",');
});

test('blobs, manifest, tag, in this order; the digest is the one that was planned', async () => {
  const registry = new FakeRegistry();
  const outcomes = await run([chart('vnf', '1.0.0+build.1', { signed: true })], registry);
  expect([...registry.manifests.keys()]).toEqual([`charts/vnf@${outcomes[0]?.digest}`, 'charts/vnf@1.0.0_build.1']);
  expect(
    writes(registry).map(
      ({ method, url }) =>
        `${method} ${url.pathname.replace(/uploads\/.+/, 'uploads/…').replace(/sha256:.*/, 'sha256:…')}`,
    ),
  ).toEqual([
    ...['config', 'archive', 'provenance'].flatMap(() => [
      'POST /v2/charts/vnf/blobs/uploads/',
      'PUT /v2/charts/vnf/blobs/uploads/…',
    ]),
    'PUT /v2/charts/vnf/manifests/sha256:…',
    'PUT /v2/charts/vnf/manifests/1.0.0_build.1',
  ]);
  const layers = readManifest(registry.manifests.get('charts/vnf@1.0.0_build.1') ?? new Uint8Array()).layers;
  expect(layers.map(({ digest }) => digest)).toEqual(layers.map(({ digest }) => digest).sort());
});

test('what is there is not pushed again, other bytes are refused, with force they are replaced', async () => {
  const registry = new FakeRegistry();
  await run([chart('vnf', '1.0.0')], registry);
  registry.log.length = 0;
  expect(await run([chart('vnf', '1.0.0')], registry)).toMatchObject([{ action: 'keep' }]);
  await expect(run([chart('vnf', '1.0.0', { text: 'other' })], registry)).rejects.toThrow(
    'published already, with other bytes',
  );
  expect(writes(registry)).toEqual([]);
  expect(await run([chart('vnf', '1.0.0', { signed: true })], registry)).toMatchObject([{ action: 'complete' }]);
  expect(await run([chart('vnf', '1.0.0', { text: 'other' })], registry, { force: true })).toMatchObject([
    { action: 'replace' },
  ]);
});

test('an archive pushed with another time stamp is the same version', async () => {
  const registry = new FakeRegistry();
  await run([chart('vnf', '1.0.0')], registry, {}, { environment: { SOURCE_DATE_EPOCH: '1' } });
  expect(await run([chart('vnf', '1.0.0')], registry)).toMatchObject([{ action: 'keep' }]);
});

test('a large archive goes in pieces, and goes on where the registry stands', async () => {
  const registry = new FakeRegistry();
  let patches = 0;
  const flaky: Http = {
    send: async (request) => {
      const response = await registry.send(request);
      // The second piece arrives, its answer does not.
      if (request.method === 'PATCH' && ++patches === 2) throw new HttpFailure('reset');
      return response;
    },
  };
  const noise = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`noise-${index}`, randomBytes(1_500_000).toString('latin1')]),
  );
  const bytes = archive('vnf', '1.0.0', noise);
  const files = new MemoryFiles();
  files.content.set('/vnf-1.0.0.tgz', bytes);
  const seen: number[] = [];
  await publish(['/vnf-1.0.0.tgz'], [TARGET], {
    world: world(files, flaky),
    onEvent: (event) => event.event === 'sent' && seen.push(event.bytes),
  });
  const ranges = registry.log.flatMap(({ method, headers }) =>
    method === 'PATCH' ? [headers?.['content-range']] : [],
  );
  expect(ranges.slice(0, 2)).toEqual(['0-4194303', '4194304-8388607']);
  expect(new Set(ranges).size).toBe(ranges.length);
});

test('a token is asked for with the login of the registry alone, and goes to no other host', async () => {
  const registry = new FakeRegistry({
    auth: { realm: 'https://auth.example/token', basic: 'me:s3cret', token: 't0ken' },
  });
  const config = JSON.stringify({
    auths: { 'registry.example': { auth: Buffer.from('me:s3cret').toString('base64') } },
  });
  const readText = (path: string) => Promise.resolve(path === '/home/nobody/.docker/config.json' ? config : undefined);
  await run([chart('vnf', '1.0.0')], registry, {}, { readText });
  const asked = registry.log.filter(({ url }) => url.host === 'auth.example');
  expect(asked[0]?.url.search).toBe('?service=fake&scope=repository%3Ax%3Apull%2Cpush');
  const sentBasic = registry.log.filter(({ headers }) => headers?.authorization?.startsWith('Basic'));
  expect(new Set(sentBasic.map(({ url }) => url.host))).toEqual(new Set(['auth.example']));
});

test('an upload that moves to another host goes there without the login', async () => {
  const registry = new FakeRegistry();
  const hosts: [string, string | undefined][] = [];
  const moved: Http = {
    send: async (request) => {
      hosts.push([request.url.host, request.headers?.authorization]);
      if (request.url.host === 'registry.example' && request.headers?.authorization === undefined)
        return answer(401, { 'www-authenticate': 'Basic realm="x"' });
      const response = await registry.send(request);
      const { location } = response.headers;
      return location
        ? { ...response, headers: { ...response.headers, location: `https://store.example${location}` } }
        : response;
    },
  };
  const environment = {
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_USERNAME: 'me',
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_PASSWORD: 's3cret',
  };
  await run([chart('vnf', '1.0.0')], moved, {}, { environment });
  expect(hosts).toContainEqual(['store.example', undefined]);
  expect(hosts.filter(([host, login]) => host === 'store.example' && login !== undefined)).toEqual([]);
});

test.each([
  [
    'a realm without TLS',
    answer(401, { 'www-authenticate': 'Bearer realm="http://evil.example/"' }),
    'not reached over TLS',
  ],
  ['no login', answer(401, { 'www-authenticate': 'Basic realm="x"' }), 'status 401'],
  ['no right', answer(403, {}, '{"errors":[{"code":"DENIED","message":"no"}]}'), 'status 403 (DENIED: no)'],
  [
    'a redirect to plain text',
    answer(307, { location: 'http://evil.example/' }),
    'redirected to plain http://evil.example/',
  ],
  ['redirects without an end', answer(307, { location: '/v2/' }), 'redirected without an end'],
  ['a server that is broken', answer(500), 'status 500'],
])('%s is told', async (_, response, message) => {
  await expect(run([chart('vnf', '1.0.0')], { send: () => Promise.resolve(response) })).rejects.toThrow(message);
});

test('a registry that stores something else is caught', async () => {
  const registry = new FakeRegistry();
  const lying: Http = {
    send: async (request) => {
      const response = await registry.send(request);
      const isManifest = request.method === 'PUT' && request.url.pathname.includes('/manifests/');
      return isManifest ? { ...response, headers: { 'docker-content-digest': 'sha256:0' } } : response;
    },
  };
  await expect(run([chart('vnf', '1.0.0')], lying)).rejects.toThrow('the registry calls the manifest sha256:0');
});

test('artifacthub-repo.yml goes under the tag that Artifact Hub reads', async () => {
  const registry = new FakeRegistry();
  const files = new MemoryFiles();
  files.content.set('/hub.yml', Buffer.from('owners:\n  - name: A\n    email: a@example.org\n'));
  const charts = [laid(files, [chart('vnf', '1.0.0')])];
  const options = { artifactHubRepo: '/hub.yml', world: world(files, registry) };
  await publish(charts, [TARGET], options);
  expect(JSON.parse(Buffer.from(registry.manifests.get('charts/vnf@artifacthub.io') ?? []).toString())).toMatchObject({
    config: { mediaType: 'application/vnd.cncf.artifacthub.config.v1+yaml' },
    layers: [{ mediaType: 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml' }],
  });
  expect(await publish(charts, [TARGET], options)).toMatchObject([{ action: 'keep' }, { action: 'keep' }]);
});

const D = `sha256:${'a'.repeat(64)}`;
const config = { mediaType: 'c', digest: D, size: 1 };
test.each([
  ['no JSON', '{', 'it is no JSON'],
  ['deep JSON', '['.repeat(100_000), 'it is no JSON'],
  ['a list', '[]', 'no object'],
  ['null', 'null', 'no object'],
  ['schema 1', '{"schemaVersion":1}', 'schemaVersion is not 2'],
  ['an index', '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json"}', 'no OCI image manifest'],
  ['no layers', '{"schemaVersion":2}', 'layers is no list'],
  ['a null layer', JSON.stringify({ schemaVersion: 2, config, layers: [null] }), 'layers[0] is no object'],
  ['no config', '{"schemaVersion":2,"layers":[]}', 'config is no object'],
  [
    'a digest that leads out',
    JSON.stringify({ schemaVersion: 2, config: { ...config, digest: 'sha256:../../x' }, layers: [] }),
    'config.digest is no digest',
  ],
  [
    'a negative size',
    JSON.stringify({ schemaVersion: 2, config: { ...config, size: -1 }, layers: [] }),
    'no number of bytes',
  ],
  [
    'two charts',
    JSON.stringify({
      schemaVersion: 2,
      config,
      layers: [1, 2].map(() => ({ ...config, mediaType: 'application/tar+gzip' })),
    }),
    '2 layers of type',
  ],
  [
    'very many layers',
    JSON.stringify({ schemaVersion: 2, config, layers: Array(2000).fill(config) }),
    'more than 1000 layers',
  ],
])('a manifest with %s is refused', (_, text, message) => {
  expect(() => readManifest(Buffer.from(text))).toThrow(ManifestError);
  expect(() => readManifest(Buffer.from(text))).toThrow(message);
});
