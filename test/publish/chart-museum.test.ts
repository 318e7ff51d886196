import { publish } from '../../src/publish';
import type { Http } from '../../src/publish/io/http';
import { chart } from './support/charts';
import { FakeChartMuseum } from './support/fake-chart-museum';
import { answer } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

const run = (
  charts: ReturnType<typeof chart>[],
  http: Http,
  target = 'chartmuseum+https://museum.example',
  options = {},
  machine = {},
) => {
  const files = new MemoryFiles();
  return publish([laid(files, charts)], [target], { ...options, world: world(files, http, machine) });
};
const posts = (museum: FakeChartMuseum) =>
  museum.log.filter(({ method }) => method === 'POST').map(({ url }) => url.pathname + url.search);

test('archive and provenance go in one request', async () => {
  const museum = new FakeChartMuseum();
  await run([chart('vnf', '1.0.0', { signed: true }), chart('plain', '1.0.0+b')], museum);
  expect([...museum.storage.keys()]).toEqual(['plain-1.0.0+b.tgz', 'vnf-1.0.0.tgz', 'vnf-1.0.0.tgz.prov']);
  expect(posts(museum)).toEqual(['/api/charts', '/api/charts']);
  const { archive, provenance } = chart('vnf', '1.0.0', { signed: true });
  expect(Buffer.from(museum.storage.get('vnf-1.0.0.tgz') ?? []).equals(archive)).toBe(true);
  expect(museum.storage.get('vnf-1.0.0.tgz.prov')).toEqual(provenance);
});

test.each([
  ['chartmuseum+https://museum.example/org/repo', undefined, '', 2, 'org/repo/'],
  ['chartmuseum+https://museum.example/helm/org', '/helm', '/helm', 1, 'org/'],
])('tenant and context path of %s', async (target, contextPath, served, depth, prefix) => {
  const museum = new FakeChartMuseum({ depth, contextPath: served });
  await run([chart('vnf', '1.0.0')], museum, target, { contextPath });
  expect([...museum.storage.keys()]).toEqual([`${prefix}vnf-1.0.0.tgz`]);
  await expect(run([chart('vnf', '1.0.0')], museum, target, { contextPath: '/none' })).rejects.toThrow(
    'the context path is no part of the URL',
  );
});

test('the same is kept, other bytes are refused, missing provenance is added', async () => {
  const museum = new FakeChartMuseum();
  await run([chart('vnf', '1.0.0')], museum);
  expect(await run([chart('vnf', '1.0.0')], museum)).toMatchObject([{ action: 'keep' }]);
  await expect(run([chart('vnf', '1.0.0', { text: 'x' })], museum)).rejects.toThrow(
    'published already, with other bytes',
  );
  expect(await run([chart('vnf', '1.0.0', { signed: true })], museum)).toMatchObject([{ action: 'complete' }]);
  expect([...museum.storage.keys()]).toEqual(['vnf-1.0.0.tgz', 'vnf-1.0.0.tgz.prov']);
});

test('force replaces where the server lets it, and says what to do where it does not', async () => {
  const museum = new FakeChartMuseum();
  await run([chart('vnf', '1.0.0')], museum);
  expect(await run([chart('vnf', '1.0.0', { text: 'x' })], museum, undefined, { force: true })).toMatchObject([
    { action: 'replace' },
  ]);
  expect(posts(museum).at(-1)).toBe('/api/charts?force');
  const strict = new FakeChartMuseum({ allowForce: false });
  await run([chart('vnf', '1.0.0')], strict);
  await expect(run([chart('vnf', '1.0.0', { text: 'x' })], strict, undefined, { force: true })).rejects.toThrow(
    /409 \(file already exists\).*--allow-overwrite/,
  );
});

test('a version of other build metadata is another version, though not a later one', async () => {
  const museum = new FakeChartMuseum();
  await run([chart('vnf', '1.0.0')], museum);
  await expect(run([chart('vnf', '1.0.0+b')], museum)).rejects.toThrow('VNF802');
  expect(await run([chart('vnf', '1.0.0+b')], museum, undefined, { force: true })).toMatchObject([{ action: 'add' }]);
});

test('provenance that a killed run left does not stand in the way', async () => {
  const museum = new FakeChartMuseum();
  museum.storage.set('vnf-1.0.0.tgz.prov', Buffer.from('old'));
  await run([chart('vnf', '1.0.0', { signed: true })], museum);
  expect(museum.storage.get('vnf-1.0.0.tgz.prov')?.length).toBeGreaterThan(10);
});

test('basic login from repositories.yaml, for that repository only', async () => {
  const museum = new FakeChartMuseum({
    depth: 1,
    authorization: `Basic ${Buffer.from('me:s3cret').toString('base64')}`,
  });
  const repositories =
    'apiVersion: ""\nrepositories:\n- name: m\n  url: https://museum.example/org/\n  username: me\n  password: s3cret\n';
  const readText = (path: string) =>
    Promise.resolve(path.endsWith('/.config/helm/repositories.yaml') ? repositories : undefined);
  await run([chart('vnf', '1.0.0')], museum, 'chartmuseum+https://museum.example/org', {}, { readText });
  expect(museum.storage.size).toBe(1);
  await expect(
    run([chart('vnf', '1.0.0')], museum, 'chartmuseum+https://museum.example/other', {}, { readText }),
  ).rejects.toThrow('status 401 (unauthorized)');
});

test('bearer token from the environment', async () => {
  const museum = new FakeChartMuseum({ authorization: 'Bearer t0ken' });
  const bearer: Http = {
    send: async (request) => {
      const response = await museum.send(request);
      return response.status === 401
        ? { ...response, headers: { 'www-authenticate': 'Bearer realm="https://auth.example",service="m"' } }
        : response;
    },
  };
  await run(
    [chart('vnf', '1.0.0')],
    bearer,
    undefined,
    {},
    { environment: { CDK8S_VNF_AUTH_MUSEUM_EXAMPLE_TOKEN: 't0ken' } },
  );
  expect(museum.storage.size).toBe(1);
});

test('a login in the URL, a metadata file, and a broken server are told', async () => {
  const broken: Http = { send: () => Promise.resolve(answer(507, {}, '{"error":"repo has reached storage limit"}')) };
  await expect(run([chart('vnf', '1.0.0')], broken)).rejects.toThrow('507 (repo has reached storage limit)');
  const withLogin = run([chart('vnf', '1.0.0')], broken, 'chartmuseum+https://me:s3cret@museum.example/');
  await expect(withLogin).rejects.toThrow(/^(?!.*s3cret).*a login in a URL is seen/);
});
