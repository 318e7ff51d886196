import { reporter, type ReporterKind } from '../../src/cli/publish-report';
import { type Outcome, publish, type PublishOptions } from '../../src/publish';
import { readPackagedChart } from '../../src/publish/chart/packaged-chart';
import type { Http } from '../../src/publish/io/http';
import { versionBefore } from '../../src/publish/review';
import { archive, CREATED } from './support/charts';
import { FakeChartMuseum } from './support/fake-chart-museum';
import { FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, NO_NETWORK, world } from './support/world';

/** A chart with these values. */
const chart = (version: string, values: string) =>
  readPackagedChart({
    path: `vnf-${version}.tgz`,
    archive: archive('vnf', version, { 'values.yaml': values }),
    created: new Date(CREATED),
  });
type Chart = ReturnType<typeof chart>;

const OLD = chart('1.2.0', 'cores: 2\n');
const MORE = 'cores: 2\nmemory: 4\n';

/** A place that remembers what is published to it. */
class Place {
  readonly files = new MemoryFiles();

  constructor(
    readonly target: string,
    readonly http: Http = NO_NETWORK,
  ) {}

  run(charts: readonly Chart[], options: PublishOptions = {}): Promise<readonly Outcome[]> {
    for (const path of [...this.files.content.keys()]) if (path.startsWith('/dist/')) this.files.content.delete(path);
    const folder = laid(this.files, charts);
    return publish([folder], [this.target], { ...options, world: world(this.files, this.http) });
  }
}

const PLACES = {
  'a folder': () => new Place('/site'),
  'a registry': () => new Place('oci://registry.example/charts', new FakeRegistry()),
  'a ChartMuseum': () => new Place('chartmuseum+https://museum.example', new FakeChartMuseum()),
};

describe.each(Object.entries(PLACES))('%s', (_, makePlace) => {
  let place: Place;
  beforeEach(() => (place = makePlace()));

  test('the first publication is compared with nothing', async () => {
    expect((await place.run([OLD]))[0]?.review).toBeUndefined();
  });

  test('a later version tells what changed since the newest one', async () => {
    await place.run([chart('1.0.0', 'cores: 1\n'), chart('1.1.0+b.1', 'cores: 1\n'), OLD]);
    expect(await place.run([chart('1.3.0', MORE)])).toMatchObject([
      {
        action: 'add',
        review: { since: '1.2.0', changes: [{ kind: 'added', subject: 'value', where: 'memory' }], findings: [] },
      },
    ]);
    const [again] = await place.run([chart('1.3.0', MORE)]);
    expect(again).toMatchObject({ action: 'keep' });
    expect(again?.review).toBeUndefined();
  });

  test.each([
    ['grew too little', chart('1.2.1', MORE), 'VNF801', /a minor change since 1\.2\.0.*version 1\.3\.0/],
    ['is not higher', chart('1.1.0', MORE), 'VNF802', /1\.2\.0 is published already.*version 1\.3\.0/],
  ])('a version that %s is refused, unless forced', async (__, next, id, message) => {
    await place.run([OLD]);
    expect(await place.run([next], { dryRun: true })).toMatchObject([
      { action: 'refuse', review: { findings: [{ id }] } },
    ]);
    await expect(place.run([next])).rejects.toThrow(id);
    await expect(place.run([next])).rejects.toThrow(message);
    expect(await place.run([next], { force: true })).toMatchObject([{ action: 'add', review: { findings: [{ id }] } }]);
    expect(await place.run([next])).toMatchObject([{ action: 'keep' }]);
  });

  test('a fix for an older line needs no force, but its version has to fit there too', async () => {
    await place.run([chart('1.1.0', 'cores: 1\n'), OLD]);
    const [fix] = await place.run([chart('1.1.1', 'cores: 3\n')]);
    expect(fix).toMatchObject({ action: 'add', review: { since: '1.1.0', findings: [] } });
    await expect(place.run([chart('1.1.2', 'cores: 3\nmemory: 4\n')])).rejects.toThrow(/VNF801.*since 1\.1\.1/);
    expect(await place.run([chart('1.3.0', MORE)])).toMatchObject([{ review: { since: '1.2.0' } }]);
  });

  test('a breaking change does not hide behind a pre-release', async () => {
    await place.run([OLD, chart('1.2.1-rc.1', 'cores: 2\n')]);
    await expect(place.run([chart('1.2.1-rc.2', MORE)])).rejects.toThrow(/VNF801.*since 1\.2\.0/);
    await expect(place.run([chart('1.2.1', MORE)])).rejects.toThrow(/VNF801.*since 1\.2\.0/);
  });

  test('versions of one run are compared with each other, in their order', async () => {
    const charts = [chart('1.10.0', MORE), chart('1.9.0', 'cores: 2\n')];
    expect(await place.run(charts)).toMatchObject([
      { subject: 'vnf 1.9.0' },
      { subject: 'vnf 1.10.0', review: { since: '1.9.0', findings: [] } },
    ]);
    await expect(place.run([chart('1.11.0', 'cores: 2\n'), chart('1.11.1', MORE)])).rejects.toThrow(/VNF801/);
  });
});

test.each<[string, (files: MemoryFiles) => void]>([
  ['is missing', (files) => files.content.delete('/site/vnf-1.2.0.tgz')],
  ['has other bytes', (files) => files.content.set('/site/vnf-1.2.0.tgz', Buffer.from('x'))],
])('where the archive before %s, only the versions are compared', async (_, harm) => {
  const place = new Place('/site');
  await place.run([OLD]);
  harm(place.files);
  const [outcome] = await place.run([chart('1.2.1', MORE)], { dryRun: true });
  expect(outcome).toMatchObject({ action: 'add', review: { since: '1.2.0', findings: [] } });
  expect(outcome?.review?.changes).toBeUndefined();
  await expect(place.run([chart('1.1.0', MORE)])).rejects.toThrow('VNF802');
});

test('tags that are no versions, and a registry whose list leads elsewhere, do not matter', async () => {
  const registry = new FakeRegistry();
  const hosts = new Set<string>();
  const astray: Http = {
    send: async (request) => {
      hosts.add(request.url.host);
      const answer = await registry.send(request);
      const link = '<https://evil.example/v2/charts/vnf/tags/list>; rel="next"';
      return request.url.pathname.endsWith('/tags/list') ? { ...answer, headers: { link } } : answer;
    },
  };
  const place = new Place('oci://registry.example/charts', astray);
  await place.run([OLD]);
  const manifest = registry.manifests.get('charts/vnf@1.2.0') ?? new Uint8Array();
  registry.manifests.set('charts/vnf@1.latest', manifest);
  expect(await place.run([chart('1.3.0', MORE)])).toMatchObject([{ review: { since: '1.2.0' } }]);
  expect([...hosts]).toEqual(['registry.example']);
});

test.each([
  ['1.0.0', [], undefined],
  ['1.0.0', ['latest'], undefined],
  ['1.11.0', ['1.10.0', '1.9.0', 'zzz'], '1.10.0'],
  // A fix for an older line.
  ['1.2.5', ['1.3.0', '1.2.4', '1.2.3', '1.1.9'], '1.2.4'],
  ['1.9.0', ['2.1.0', '1.8.3', '1.8.2'], '1.8.3'],
  ['0.4.2', ['0.5.0', '0.4.1'], '0.4.1'],
  ['1.3.1', ['2.0.0-rc.1', '1.3.0'], '1.3.0'],
  // The line is further already, or is none.
  ['1.2.5', ['1.3.0', '1.2.6', '1.2.4'], '1.2.6'],
  ['1.2.0', ['1.3.0', '1.1.0'], '1.3.0'],
  ['0.9.0', ['1.0.0'], '1.0.0'],
  ['1.3.0-rc.1', ['1.3.0', '1.2.0'], '1.3.0'],
  ['1.3.0+b', ['1.3.0+a', '1.2.0'], '1.3.0+a'],
  // Users of a release come from the release before, whatever was tried in between.
  ['1.3.1', ['1.3.1-rc.2', '1.3.1-rc.1', '1.3.0'], '1.3.0'],
  ['1.3.1-rc.2', ['1.3.1-rc.1', '1.3.0'], '1.3.0'],
  ['2.0.0', ['2.0.0-rc.1', '1.3.0'], '1.3.0'],
  ['1.0.0', ['1.0.0-rc.2', '1.0.0-rc.1'], '1.0.0-rc.2'],
])('before %s among %j came %s', (version, published, before) => {
  expect(
    versionBefore(
      version,
      published.map((one) => ({ version: one })),
    )?.version,
  ).toBe(before);
});

async function shown(kind: ReporterKind, place: Place, next: Chart, options: PublishOptions): Promise<string> {
  const lines: string[] = [];
  const report = reporter(kind, { dryRun: options.dryRun === true, write: (text) => lines.push(text) });
  await report.until(place.run([next], { ...options, onEvent: report.onEvent }));
  return lines.join('').replace(/[0-9a-f]{64}/g, '…');
}

test('a dry run lists the changes, and force is said loudly', async () => {
  const place = new Place('/site');
  await place.run([OLD]);
  const next = chart('1.2.1', MORE);
  expect(await shown('lines', place, chart('1.3.0', MORE), { dryRun: true })).toMatch(
    /^would publish vnf 1\.3\.0 at \/site: sha256:…\n {2}added \(minor\): .*memory.*\n$/,
  );
  expect(await shown('lines', place, next, { dryRun: true })).toMatch(
    /^would refuse vnf 1\.2\.1 .*\n {2}added .*\n {2}VNF801: a minor change since 1\.2\.0: .*\n$/,
  );
  expect(await shown('lines', place, next, { force: true })).toMatch(
    /^published vnf 1\.2\.1 .*\n {2}FORCED, vnf 1\.2\.1 in spite of VNF801: a minor change since 1\.2\.0: .*\n$/,
  );
});

test('JSON holds the changes', async () => {
  const place = new Place('/site');
  await place.run([OLD]);
  const [planned] = (await shown('json', place, chart('1.3.0', MORE), { dryRun: true })).split('\n');
  expect(JSON.parse(planned ?? '')).toMatchObject({
    event: 'planned',
    review: { since: '1.2.0', changes: [{ where: 'memory', demands: 'minor' }], findings: [] },
  });
});
