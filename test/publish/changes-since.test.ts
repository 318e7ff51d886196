import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Changelog, HelmChart, Values } from '../../src';
import { runChanges } from '../../src/cli/changes-command';
import { changesSince, publish, updatedChangelog } from '../../src/publish';
import { metadataOf } from '../../src/publish/chart/packaged-chart';
import { archive, sha256 } from './support/charts';

const MEMORY = 'Value `memory` (integer, default 4)';

let work: string;
beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'changes-since-'))));
afterEach(() => rmSync(work, { recursive: true, force: true }));

const at = (...names: string[]) => join(work, ...names);

/** A chart as synth leaves it: `dist/<name>-<version>.tgz`. */
function synth(version: string, memory: boolean, changelog = at('changelog', 'firewall.yaml')): void {
  rmSync(at('dist'), { recursive: true, force: true });
  mkdirSync(at('dist'));
  const cores = Values.integer({ default: 2, description: 'vCPUs' });
  const values = memory
    ? Values.object({ cores, memory: Values.integer({ default: 4, description: 'GiB' }) })
    : Values.object({ cores });
  const chart = new HelmChart(new App(), 'firewall', { version, values, changelog: Changelog.fromFile(changelog) });
  writeFileSync(at('dist', `firewall-${version}.tgz`), chart.archive());
}

async function changes(json = false): Promise<string> {
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) };
  await runChanges({ charts: [at('dist')], since: at('site'), write: at('changelog'), json, stdout });
  return printed;
}

const file = () => readFileSync(at('changelog', 'firewall.yaml'), 'utf8');
const digest = () => sha256(readFileSync(at('dist', readdirSync(at('dist'))[0] ?? '')));

test('synth, changes, synth, publish: the version carries its changelog, and a second run makes the same bytes', async () => {
  synth('1.0.0', false);
  expect(await changes()).toBe('# firewall 1.0.0, the first version\n');
  await publish([at('dist')], [at('site')]);
  synth('1.1.0', true);
  expect(await changes()).toBe(`# firewall 1.1.0, since 1.0.0\n- kind: added\n  description: "${MEMORY}"\n`);
  expect(file()).toBe(`1.1.0:\n  - kind: added\n    description: "${MEMORY}"\n`);
  synth('1.1.0', true);
  const before = digest();
  const { fields } = metadataOf(readFileSync(at('dist', 'firewall-1.1.0.tgz')));
  expect(fields.annotations).toEqual({ 'artifacthub.io/changes': `- kind: added\n  description: "${MEMORY}"\n` });
  await publish([at('dist')], [at('site')]);

  // A runner that knows nothing of the first run, after a later release and a fix for an older line.
  writeFileSync(at('dist', 'firewall-1.0.1.tgz'), archive('firewall', '1.0.1', { 'values.yaml': 'cores: 3\n' }));
  await publish([at('dist', 'firewall-1.0.1.tgz')], [at('site')], { force: true });
  rmSync(at('changelog'), { recursive: true });
  synth('1.1.0', true);
  await changes();
  synth('1.1.0', true);
  expect(digest()).toBe(before);
  expect(await publish([at('dist')], [at('site')])).toMatchObject([{ action: 'keep' }]);
});

test('JSON says the same, and a folder that is written to holds whole files only', async () => {
  synth('1.0.0', false);
  await publish([at('dist')], [at('site')]);
  synth('1.1.0', true);
  expect(JSON.parse(await changes(true))).toEqual({
    version: 1,
    charts: [
      {
        chart: 'firewall',
        version: '1.1.0',
        since: '1.0.0',
        entries: [{ kind: 'added', description: MEMORY }],
      },
    ],
  });
  expect(readdirSync(at('changelog'))).toEqual(['firewall.yaml']);
});

test('what somebody wrote by hand stays, what was compared is compared anew', () => {
  const links = [{ name: 'issue', url: 'https://git.example/7' }];
  const written = [
    { kind: 'fixed', description: 'The door' },
    { kind: 'added', description: 'A window', links },
  ] as const;
  const changelog = Changelog.of({
    '1.1.0': [{ kind: 'changed', description: 'gone by now' }, ...written],
    '1.0.0': [{ kind: 'added', description: 'A house' }],
  });
  const entries = [
    { kind: 'added', description: 'Value `memory`' },
    { kind: 'added', description: 'A window' },
  ] as const;
  const updated = updatedChangelog(changelog, { chart: 'firewall', version: '1.1.0', entries });
  expect(updated.entriesOf('1.1.0')).toEqual([...written, entries[0]]);
  expect(updated.entriesOf('1.0.0')).toEqual(changelog.entriesOf('1.0.0'));
  const none = { chart: 'firewall', version: '2.0.0', entries: [] };
  expect(updatedChangelog(changelog, none).toText()).toBe(changelog.toText());
});

test('an older line is compared with itself, a missing archive is told', async () => {
  for (const version of ['1.0.0', '2.0.0']) {
    synth(version, version !== '1.0.0');
    await publish([at('dist')], [at('site')]);
  }
  synth('1.0.1', false);
  expect(await changesSince([at('dist')], at('site'))).toMatchObject([{ since: '1.0.0', entries: [] }]);
  rmSync(at('site', 'firewall-1.0.0.tgz'));
  await expect(changesSince([at('dist')], at('site'))).rejects.toThrow('firewall 1.0.1 cannot be compared with 1.0.0');
});
