import { publish } from '../../src/publish';
import { fetchChart } from '../../src/publish/fetch-chart';
import type { Http } from '../../src/publish/io/http';
import { archive, chart } from './support/charts';
import { FakeRegistry, type FakeRegistryOptions } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

const REPOSITORY = 'oci://registry.example/charts/vnf';
const LOGIN = {
  CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_USERNAME: 'me',
  CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_PASSWORD: 's3cret-pass',
};

const machine = (environment: Record<string, string> = {}) => ({ environment });
const fetched = (reference: string, http: Http, environment = {}) =>
  fetchChart(reference, { world: world(new MemoryFiles(), http, machine(environment)) });

/** A registry that two versions were published to. */
async function registry(options: FakeRegistryOptions = {}) {
  const http = new FakeRegistry(options);
  const files = new MemoryFiles();
  const charts = [chart('vnf', '1.0.0'), chart('vnf', '1.1.0+build.7')];
  const outcomes = await publish([laid(files, charts)], ['oci://registry.example/charts'], {
    force: true,
    world: world(files, http, machine(options.auth ? LOGIN : {})),
  });
  http.log.length = 0;
  return { http, digests: outcomes.map(({ digest }) => digest) };
}

test('a chart comes by its version, and by the digest of its manifest whatever its tag says', async () => {
  const { http, digests } = await registry();
  const bytes = Buffer.from(archive('vnf', '1.1.0+build.7', { 'README.md': '' }));
  for (const version of [':1.1.0+build.7', ':1.1.0_build.7', `@${digests[1]}`, `:1.0.0@${digests[1]}`]) {
    const { digest, archive: found } = await fetched(REPOSITORY + version, http);
    expect(digest).toBe(digests[1]);
    expect(bytes.equals(found)).toBe(true);
  }
  expect(new Set(http.log.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('logins are those of publishing, and nobody reads them', async () => {
  const auth = { realm: 'https://auth.example/token', basic: 'me:s3cret-pass', token: 'tok3n-of-it' };
  const { http } = await registry({ auth });
  expect((await fetched(`${REPOSITORY}:1.0.0`, http, LOGIN)).archive.length).toBeGreaterThan(0);
  const refused = await fetched(`${REPOSITORY}:1.0.0`, http).catch((error: unknown) => error as Error);
  expect(refused).toBeInstanceOf(Error);
  expect(String(refused)).not.toMatch(/s3cret|tok3n/);
});

test.each([
  ['without a version', REPOSITORY, /no version is named: the newest one is 1\.1\.0\+build\.7; write oci:/],
  ['of no name there is', 'oci://registry.example/charts/other', /no version is named: the registry has none/],
  ['of no version there is', `${REPOSITORY}:2.0.0`, /no such chart/],
  ['with a digest that is none', `${REPOSITORY}@sha256:abc`, /@sha256:<64 hexadecimal digits>/],
  ['with a login', `oci://me:s3cret@registry.example/charts/vnf:1.0.0`, /^(?!.*s3cret).*no place in a registry/],
  ['of no repository', 'oci://registry.example/Charts:1.0.0', /no place in a registry/],
])('a reference %s is refused', async (_, reference, message) => {
  const { http } = await registry();
  await expect(fetched(reference, http)).rejects.toThrow(message);
});

describe('a registry that lies', () => {
  const lying = (manifest: unknown): Http => ({
    send: ({ url }) =>
      Promise.resolve({
        status: url.pathname.includes('/manifests/') ? 200 : 404,
        headers: {},
        body: Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest)),
      }),
  });
  const digest = `sha256:${'0'.repeat(64)}`;
  const layer = (mediaType: string) => ({ mediaType, digest, size: 3 });
  const config = layer('application/vnd.cncf.helm.config.v1+json');

  test.each([
    ['another manifest', `@${digest}`, '{}', /what it gives out has the digest sha256:44136f/],
    ['no manifest', ':1.0.0', 'nothing', /no chart: /],
    [
      'an image',
      ':1.0.0',
      { schemaVersion: 2, config, layers: [layer('application/vnd.oci.image.layer.v1.tar')] },
      /something else than a chart/,
    ],
    [
      'a chart without an archive',
      ':1.0.0',
      { schemaVersion: 2, config, layers: [layer('application/vnd.cncf.helm.chart.content.v1.tar+gzip')] },
      /has nothing with the digest sha256:0000/,
    ],
  ])('and sends %s is not believed', async (_, version, manifest, message) => {
    await expect(fetched(REPOSITORY + version, lying(manifest))).rejects.toThrow(message);
  });
});
