import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { VirtualMachine } from '../../src/vm';
import { needDebianPackages, PYTHON, readByPyYaml } from '../support/debian';
import { galleryCharts } from '../charts/gallery';
import { cloudInitExamples } from '../vm/cloud-init-examples';

/** Output kinds of `net-convert`, and a distribution that has each. */
const RENDERERS = [
  ['eni', 'debian'],
  ['netplan', 'ubuntu'],
  ['networkd', 'debian'],
  ['sysconfig', 'rhel'],
  ['network-manager', 'fedora'],
] as const;

interface Guest {
  readonly userData: string;
  readonly networkData?: string;
}

const vms = [
  ...galleryCharts().flatMap((chart) => chart.node.findAll().filter((one) => one instanceof VirtualMachine)),
  ...Object.values(cloudInitExamples()),
];
const guests = vms.flatMap((vm): [string, Guest][] => {
  const { userData, networkData } = vm.cloudInitTexts ?? {};
  return userData === undefined ? [] : [[vm.node.path, { userData, ...(networkData && { networkData }) }]];
});
const networks = guests.flatMap(([name, { networkData }]) =>
  networkData === undefined ? [] : [[name, networkData] as const],
);
const isYaml = (text: string): boolean => !text.startsWith('{');
const isVersion2 = (text: string): boolean => text.startsWith('version: 2');

let folder: string;

beforeAll(() => {
  needDebianPackages('cloud-init', 'netplan.io', 'python3-yaml');
  folder = mkdtempSync(join(tmpdir(), 'cloud-init-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { encoding: 'utf8', cwd: folder });
}

function write(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text, { mode: 0o600 });
  return full;
}

/** The parts as cloud-init's own reader takes user data apart. */
function partsOf(userData: string): { readonly type: string; readonly text: string }[] {
  const script = `
import json, sys
from cloudinit import user_data
message = user_data.UserDataProcessor({}).process(open(sys.argv[1], 'rb').read())
parts = []
for part in message.walk():
    if not part.is_multipart():
        parts.append({'type': part.get_content_type(), 'text': part.get_payload(decode=True).decode('utf-8')})
print(json.dumps(parts))
`;
  const { stdout, stderr } = run(PYTHON, '-c', script, write('parts', userData));
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { type: string; text: string }[];
}

function pyYaml(text: string): unknown {
  return readByPyYaml([text])[0]?.[0] ?? null;
}

describe.each(guests)('user data of %s', (_, { userData }) => {
  test('falls into parts of known types, text unharmed', () => {
    const parts = partsOf(userData);
    expect(parts.length).toBeGreaterThan(0);
    for (const { type, text } of parts) {
      expect(type).toMatch(/^text\/(cloud-config|cloud-boothook|x-shellscript(-per-\w+)?)$/);
      expect(text).not.toMatch(/Ã|\\u/);
    }
  });

  test('passes the schema of cloud-config', () => {
    for (const { type, text } of partsOf(userData)) {
      if (type !== 'text/cloud-config' || text.trim() === '#cloud-config') continue;
      const { stdout, stderr, status } = run('cloud-init', 'schema', '-c', write('user-data', text));
      expect([status, stderr, stdout]).toEqual([0, '', expect.stringContaining('Valid cloud-config')]);
      expect(stdout + stderr).not.toMatch(/deprecat/i);
    }
  });

  test('says to YAML 1.1 what it says to YAML 1.2', () => {
    for (const { type, text } of partsOf(userData)) {
      if (type === 'text/cloud-config') expect(pyYaml(text)).toEqual(parse(text));
    }
  });
});

describe.each(networks.filter(([, text]) => isYaml(text)))('network data of %s', (_, text) => {
  test('says to YAML 1.1 what it says to YAML 1.2', () => {
    expect(pyYaml(text)).toEqual(parse(text));
  });
});

describe.each(networks.filter(([, text]) => isVersion2(text)))('netplan', (name, text) => {
  test(`takes the network data of ${name} without a word`, () => {
    const root = `root-${name.replaceAll('/', '-')}`;
    write(`${root}/etc/netplan/50-cloud-init.yaml`, `network:\n${text.replace(/^/gm, '  ')}`);
    const { stdout, stderr, status } = run('netplan', 'generate', '--root-dir', join(folder, root));
    expect([status, stderr, stdout]).toEqual([0, '', '']);
    const macs = text.match(/macaddress: .*/g) ?? [];
    const links = readdirSync(join(folder, root, 'run/systemd/network')).filter((path) => path.endsWith('.network'));
    expect(links.length).toBeGreaterThanOrEqual(macs.length);
  });
});

const conversions = networks.flatMap(([name, text]) =>
  RENDERERS.map(([kind, distribution]) => [name, kind, distribution, text] as const),
);

test.each(conversions)('the network data of %s comes out as %s', (name, kind, distribution, text) => {
  const out = join(folder, `out-${kind}-${name.replaceAll('/', '-')}`);
  const format = isYaml(text) ? 'yaml' : 'network_data.json';
  const macs = isYaml(text) ? [] : [...text.matchAll(/"name":"(\w+)",[^}]*_address":"([^"]+)"/g)];
  const known = macs.flatMap(([, id = '', mac = '']) => ['-m', `${id},${mac}`]);
  const file = write(`network-data-${kind}`, text);
  const { stderr, status } = run(
    'cloud-init',
    ...['devel', 'net-convert', '-p', file, '-k', format, '-d', out, '-D', distribution, '-O', kind],
    ...known,
  );
  const said = stderr.split('\n').filter((line) => line !== '' && !/^(Read input|Wrote output) format/.test(line));
  expect([status, said]).toEqual([0, []]);
});
