import { reporter, type ReporterKind } from '../../src/cli/publish-report';
import { publish } from '../../src/publish';
import { readPackagedChart } from '../../src/publish/chart/packaged-chart';
import { archive, chart, CREATED } from './support/charts';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

async function shown(
  kind: ReporterKind,
  files: MemoryFiles,
  charts: ReturnType<typeof chart>[],
  options: { dryRun?: boolean; force?: boolean } = {},
) {
  const lines: string[] = [];
  const report = reporter(kind, { dryRun: options.dryRun === true, write: (text) => lines.push(text) });
  const run = publish([laid(files, charts)], ['/site'], { ...options, onEvent: report.onEvent, world: world(files) });
  await report.until(run);
  return lines.join('').replace(/[0-9a-f]{64}/g, '…');
}

test('plain lines say what was done, and force is said loudly', async () => {
  const files = new MemoryFiles();
  expect(await shown('lines', files, [chart('vnf', '1.0.0')])).toBe('published vnf 1.0.0 at /site: sha256:…\n');
  expect(await shown('lines', files, [chart('vnf', '1.0.0')])).toBe('unchanged vnf 1.0.0 at /site: sha256:…\n');
  const other = [chart('vnf', '1.0.0', { text: 'x' })];
  expect(await shown('lines', files, other, { dryRun: true })).toBe(
    'would refuse vnf 1.0.0 at /site: sha256:…, was sha256:…\n',
  );
  expect(await shown('lines', files, other, { dryRun: true, force: true })).toBe(
    'would REPLACE vnf 1.0.0 at /site: sha256:…, was sha256:…\n',
  );
  expect(await shown('lines', files, other, { force: true })).toBe(
    'REPLACED vnf 1.0.0 at /site: sha256:…, was sha256:…\n',
  );
});

test('JSON lines hold every event', async () => {
  const text = await shown('json', new MemoryFiles(), [chart('vnf', '1.0.0', { signed: true })]);
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; bytes?: number; of?: number });
  expect(events.map(({ event }) => event)).toEqual(['planned', 'sent', 'sent', 'published']);
  expect(events[2]?.bytes).toBe(events[2]?.of);
});

test('a terminal that has nothing to show says what is there', async () => {
  const files = new MemoryFiles();
  await shown('lines', files, [chart('vnf', '1.0.0')]);
  expect(await shown('terminal', files, [chart('vnf', '1.0.0')])).toBe('unchanged vnf 1.0.0 at /site: sha256:…\n');
  await expect(shown('terminal', files, [chart('vnf', '1.0.0', { text: 'x' })])).rejects.toThrow('published already');
});

test('annotations that Artifact Hub would not read are told, and nothing is refused for them', async () => {
  const wrong = () => {
    const yaml = 'annotations: {artifacthub.io/prerelease: "no", other.example/a: "["}\n';
    const bytes = archive('vnf', '1.0.0', {}, yaml);
    return [readPackagedChart({ path: 'vnf-1.0.0.tgz', archive: bytes, created: new Date(CREATED) })];
  };
  const told = 'warning vnf 1.0.0: VNF803: annotations["artifacthub.io/prerelease"]: it is not "true" or "false"';
  for (const kind of ['lines', 'terminal'] as const) {
    const text = await shown(kind, new MemoryFiles(), wrong());
    expect(text).toContain(`${told}, and Artifact Hub cannot read it; write "true" or "false"\n`);
    expect(text.match(/warning/g)).toHaveLength(1);
  }
  const [first] = (await shown('json', new MemoryFiles(), wrong())).split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({ event: 'found', subject: 'vnf 1.0.0', finding: { id: 'VNF803' } });
});
