import { publish } from '../../src/publish';
import { chart } from './support/charts';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

const SITE = '/site';
let files: MemoryFiles;
beforeEach(() => (files = new MemoryFiles()));

const run = (charts: ReturnType<typeof chart>[], options = {}) => {
  for (const path of [...files.content.keys()]) if (path.startsWith('/dist/')) files.content.delete(path);
  return publish([laid(files, charts)], [SITE], { ...options, world: world(files) });
};
const site = () => Object.fromEntries([...files.content].filter(([path]) => path.startsWith(SITE)).sort());
const text = (path: string) => Buffer.from(files.content.get(path) ?? []).toString();

test('archives, provenance and index', async () => {
  const outcomes = await run([chart('vnf', '1.0.0', { signed: true }), chart('other', '0.1.0')]);
  expect(outcomes.map(({ subject, action }) => [subject, action])).toEqual([
    ['other 0.1.0', 'add'],
    ['vnf 1.0.0', 'add'],
  ]);
  expect(Object.keys(site())).toEqual(
    ['index.yaml', 'other-0.1.0.tgz', 'vnf-1.0.0.tgz', 'vnf-1.0.0.tgz.prov'].map((name) => `${SITE}/${name}`),
  );
});

test('publishing the same again writes nothing', async () => {
  await run([chart('vnf', '1.0.0', { signed: true })]);
  const before = site();
  files.writes.length = 0;
  const outcomes = await run([chart('vnf', '1.0.0', { signed: true })]);
  expect(outcomes).toMatchObject([{ action: 'keep' }]);
  expect(files.writes).toEqual([]);
  expect(site()).toEqual(before);
});

test('other bytes for a published version are refused, for all targets before the first write', async () => {
  await run([chart('vnf', '1.0.0')]);
  const before = site();
  const other = run([chart('vnf', '1.0.0', { text: 'other' }), chart('vnf', '1.1.0')]);
  await expect(other).rejects.toThrow(
    /^\/site: vnf 1.0.0 is published already, with other bytes: sha256:.* or replace it with --force$/,
  );
  expect(site()).toEqual(before);
});

test('with force they are replaced, and provenance of the old bytes goes', async () => {
  await run([chart('vnf', '1.0.0', { signed: true }), chart('vnf', '0.9.0')]);
  const outcomes = await run([chart('vnf', '1.0.0', { text: 'other' })], { force: true });
  expect(outcomes).toMatchObject([{ action: 'replace', published: expect.stringMatching(/^sha256:/) }]);
  expect(Object.keys(site())).not.toContain(`${SITE}/vnf-1.0.0.tgz.prov`);
  expect(text(`${SITE}/index.yaml`)).toContain(chart('vnf', '1.0.0', { text: 'other' }).digest);
});

test('a missing archive and a missing provenance file are put back', async () => {
  const signed = chart('vnf', '1.0.0', { signed: true });
  await run([chart('vnf', '1.0.0')]);
  expect(await run([signed])).toMatchObject([{ action: 'complete', reason: 'the provenance file is missing' }]);
  expect(files.content.has(`${SITE}/vnf-1.0.0.tgz.prov`)).toBe(true);
  files.content.delete(`${SITE}/vnf-1.0.0.tgz`);
  expect(await run([signed])).toMatchObject([{ action: 'complete', reason: 'the archive is missing or damaged' }]);
  expect(await run([signed])).toMatchObject([{ action: 'keep' }]);
});

test('a dry run writes nothing and tells what would change, refusals included', async () => {
  await run([chart('vnf', '1.0.0')]);
  files.writes.length = 0;
  const outcomes = await run([chart('vnf', '1.0.0', { text: 'other' }), chart('vnf', '1.1.0')], { dryRun: true });
  expect(outcomes.map(({ action }) => action)).toEqual(['refuse', 'add']);
  expect(files.writes).toEqual([]);
});

test('an index that somebody else changes meanwhile loses nothing', async () => {
  const read = files.read;
  let reads = 0;
  files.read = async (path) => {
    // Between reading the index and writing it.
    if (path === `${SITE}/index.yaml` && ++reads === 3) {
      reads = Infinity;
      await publish([laid(files, [chart('theirs', '1.0.0')], '/theirs')], [SITE], { world: world(files) });
    }
    return read(path);
  };
  await run([chart('ours', '1.0.0')]);
  expect(text(`${SITE}/index.yaml`)).toMatch(/ours:[^]*theirs:/);
});

test('the index names archives below a URL', async () => {
  await run([chart('vnf', '1.0.0')], { url: 'https://charts.registry.example/x/' });
  expect(text(`${SITE}/index.yaml`)).toContain('- https://charts.registry.example/x/vnf-1.0.0.tgz\n');
});

test('artifacthub-repo.yml goes beside the index, checked', async () => {
  files.content.set(
    '/hub.yml',
    Buffer.from('repositoryID: 6ebb3fe4-6a4a-4b5f-9d2b-9f3c2c3d4e5f\nowners:\n  - name: A\n    email: a@example.org\n'),
  );
  expect(await run([chart('vnf', '1.0.0')], { artifactHubRepo: '/hub.yml' })).toMatchObject([
    {},
    { subject: 'artifacthub-repo.yml', action: 'add' },
  ]);
  expect(await run([chart('vnf', '1.0.0')], { artifactHubRepo: '/hub.yml' })).toMatchObject([{}, { action: 'keep' }]);
  files.content.set('/hub.yml', Buffer.from('repositoryId: x\n'));
  await expect(run([chart('vnf', '1.0.0')], { artifactHubRepo: '/hub.yml' })).rejects.toThrow(
    'the key "repositoryId" is unknown',
  );
});
