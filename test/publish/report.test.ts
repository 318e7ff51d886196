import { reporter, type ReporterKind } from '../../src/cli/publish-report';
import { publish } from '../../src/publish';
import { chart } from './support/charts';
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
