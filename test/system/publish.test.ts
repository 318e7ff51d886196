import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProvenanceSigner, publish, type PublishOptions, SigstoreSigner } from '../../src/publish';
import { type Http, HttpFailure } from '../../src/publish/io/http';
import { nodeHttp } from '../../src/publish/io/node-http';
import { loadOpenPgp } from '../../src/publish/trust/openpgp';
import { archive, sha256 } from '../publish/support/charts';
import { FakeChartMuseum } from '../publish/support/fake-chart-museum';
import { ran } from '../publish/support/ran';
import { binary, type HelmVersion } from '../support/helm';
import { BUILD, openPgpKeys, pemKeys } from '../publish/trust/samples';
import {
  dockerRegistry,
  installed,
  type Running,
  served,
  staticServer,
  testAuthority,
  tunnelTo,
} from '../publish/support/servers';

/** EMCO's age, the last of 3, and those that are current. */
const HELMS = ['3.8.1', '3.17.3', '4.1.4', '4.2.3'] as const satisfies readonly HelmVersion[];

const ROOT = join(__dirname, '..', '..');
const PASSWORD = 's3cret-pass';
/** `me` with the password above. */
const HTPASSWD = 'me:$2b$05$F44ltynp8FhTYP.HhxO9p.EWq89IdAjSuVtXYzdHYTOYmmJIaL9Hy\n';
const MORE = [
  'description: A <firewall> & its values',
  'home: https://home.example',
  'icon: https://home.example/icon.svg',
  'keywords: [vnf, net]',
  'sources: [https://source.example]',
  'maintainers: [{name: A, email: a@example.org}, {name: B}]',
  'appVersion: "1.10"',
  'kubeVersion: ">=1.20.0-0"',
  'annotations: {artifacthub.io/category: networking, a: "1"}',
  '',
].join('\n');
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-{{ .Chart.Name }}\n';

let work: string;
let charts: string;
let authority: ReturnType<typeof testAuthority>;
const running: Running[] = [];
let plain: string;
let tls: string;
let locked: string;
let proxy: string;

function write(folder: string, name: string, version: string, readme = ''): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${version}.tgz`);
  writeFileSync(path, archive(name, version, { 'templates/map.yaml': CONFIG_MAP, 'README.md': readme }, MORE));
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

beforeAll(async () => {
  installed('docker-registry', 'skopeo', 'openssl');
  HELMS.forEach((version) => binary(version, 'helm'));
  work = mkdtempSync(join(tmpdir(), 'publish-'));
  charts = join(work, 'charts');
  write(charts, 'vnf', '1.0.0');
  write(charts, 'vnf', '1.1.0+build.7');
  write(charts, 'other', '0.1.0-rc.1');
  authority = testAuthority(join(work, 'tls'));
  const start = async (name: string, options = {}) => {
    const server = await dockerRegistry(join(work, name), options);
    running.push(server);
    return `oci://127.0.0.1:${server.port}`;
  };
  plain = await start('plain');
  tls = await start('tls', { tls: authority });
  const tunnel = await tunnelTo(Number(tls.split(':').at(-1)));
  running.push(tunnel);
  proxy = `http://127.0.0.1:${tunnel.port}`;
  locked = await start('locked', { htpasswd: HTPASSWD });
});

afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(work, { recursive: true, force: true });
});

/** Helm in a home of its own. */
async function helm(version: HelmVersion, ...args: readonly string[]): Promise<string> {
  const home = join(work, `home-${version}`);
  mkdirSync(home, { recursive: true });
  const { code, stdout, stderr } = await ran(binary(version, 'helm'), args, {
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    SSL_CERT_FILE: authority.ca,
    HTTPS_PROXY: proxy,
  });
  if (code !== 0) throw new Error(`helm ${version} ${args.join(' ')}: ${stderr}`);
  return stdout + stderr;
}

async function pulled(version: HelmVersion, ...args: readonly string[]): Promise<string[]> {
  const destination = mkdtempSync(join(work, 'pulled-'));
  await helm(version, 'pull', ...args, '--destination', destination);
  return readdirSync(destination).map((name) => `${name} ${sha256(readFileSync(join(destination, name)))}`);
}

const original = (name: string) => `${name} ${sha256(readFileSync(join(charts, name)))}`;
const push = (target: string, options: PublishOptions = {}) => publish([charts], [target], options);
/** Helm 3.8.1 speaks plain HTTP to the loopback unasked; it has no switch for it. */
const plainHttp = (version: HelmVersion) => (version === '3.8.1' ? [] : ['--plain-http']);

describe.each(HELMS)('Helm %s', (version) => {
  test('reads what we pushed to a registry over plain HTTP', async () => {
    await push(`${plain}/charts`, { plainHttp: true });
    const flags = plainHttp(version);
    const vnf = `${plain}/charts/vnf`;
    expect(await pulled(version, vnf, '--version', '1.0.0', ...flags)).toEqual([original('vnf-1.0.0.tgz')]);
    expect((await pulled(version, vnf, '--version', '1.1.0+build.7', ...flags))[0]).toContain(
      sha256(readFileSync(join(charts, 'vnf-1.1.0+build.7.tgz'))),
    );
    expect(await helm(version, 'template', 'r', vnf, '--version', '1.0.0', ...flags)).toContain('name: r-vnf');
    const shown = await helm(version, 'show', 'chart', `${plain}/charts/other`, '--version', '0.1.0-rc.1', ...flags);
    expect(shown).toContain('description: A <firewall> & its values');
  });

  test('reads what we pushed to a registry over TLS', async () => {
    await push(`${tls}/charts`, { caFile: authority.ca });
    // Helm 3 speaks plain HTTP to the loopback whatever it is told, so the registry needs a name.
    const vnf = 'oci://registry.example/charts/vnf';
    expect(await pulled(version, vnf, '--version', '1.0.0')).toEqual([original('vnf-1.0.0.tgz')]);
    expect(await helm(version, 'template', 'r', vnf, '--version', '1.0.0')).toContain('name: r-vnf');
  });

  test('reads a static site', async () => {
    const site = join(work, `site-${version}`);
    await push(site);
    const server = await staticServer(site);
    running.push(server);
    await readsRepository(version, `http://127.0.0.1:${server.port}`, 'site');
  });

  test('reads a ChartMuseum', async () => {
    const museum = new FakeChartMuseum({ depth: 2 });
    const server = await served(museum);
    running.push(server);
    const url = `http://127.0.0.1:${server.port}/org/repo`;
    await push(`chartmuseum+${url}`);
    await readsRepository(version, url, 'museum');
  });
});

async function readsRepository(version: HelmVersion, url: string, name: string): Promise<void> {
  await helm(version, 'repo', 'add', name, url);
  await helm(version, 'repo', 'update');
  const found = JSON.parse(
    await helm(version, 'search', 'repo', `${name}/`, '--versions', '--devel', '-o', 'json'),
  ) as object[];
  expect(found).toMatchObject([
    { name: `${name}/other`, version: '0.1.0-rc.1' },
    { name: `${name}/vnf`, version: '1.1.0+build.7' },
    { name: `${name}/vnf`, version: '1.0.0' },
  ]);
  expect(await pulled(version, `${name}/vnf`, '--version', '1.0.0')).toEqual([original('vnf-1.0.0.tgz')]);
  expect(await pulled(version, `${name}/vnf`)).toEqual([original('vnf-1.1.0+build.7.tgz')]);
  expect(await helm(version, 'show', 'chart', `${name}/vnf`)).toContain('version: 1.1.0+build.7');
  expect(await helm(version, 'template', 'r', `${name}/vnf`)).toContain('name: r-vnf');
}

test.each(['3.17.3', '4.1.4', '4.2.3'] as const)('Helm %s pushes the same manifest as we do', async (version) => {
  const planned = await push(`${plain}/ours-${version}`, { plainHttp: true, dryRun: true });
  const said: string[] = [];
  for (const file of ['other-0.1.0-rc.1.tgz', 'vnf-1.0.0.tgz', 'vnf-1.1.0+build.7.tgz'])
    said.push(await helm(version, 'push', join(charts, file), `${plain}/theirs-${version}`, '--plain-http'));
  const theirs = said.map((text) => /Digest: (\S+)/.exec(text)?.[1]);
  expect(planned.map(({ digest }) => digest)).toEqual(theirs);
  // So that publishing over what Helm pushed has nothing to do.
  const after = await push(`${plain}/theirs-${version}`, { plainHttp: true });
  expect(after.map(({ action, digest }) => [action, digest])).toEqual(theirs.map((digest) => ['keep', digest]));
});

test('skopeo finds the digest that we predicted', async () => {
  const outcomes = await push(`${plain}/seen`, { plainHttp: true });
  const image = `docker://${plain.slice('oci://'.length)}/seen/vnf:1.1.0_build.7`;
  const { stdout, stderr } = await ran('skopeo', ['inspect', '--tls-verify=false', '--raw', image], { HOME: work });
  expect(stderr).toBe('');
  expect(`sha256:${sha256(Buffer.from(stdout))}`).toBe(
    outcomes.find(({ subject }) => subject === 'vnf 1.1.0+build.7')?.digest,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 2,
    annotations: {
      'org.opencontainers.image.created': '2023-11-14T22:13:20Z',
      'org.opencontainers.image.authors': 'A (a@example.org), B',
    },
  });
});

test('several targets at once, with the command, and nothing secret in what it prints', async () => {
  const docker = join(work, 'docker');
  mkdirSync(docker, { recursive: true });
  const host = locked.slice('oci://'.length);
  writeFileSync(join(docker, 'config.json'), JSON.stringify({ credHelpers: { [host]: 'test' } }));
  const helper = join(work, 'bin', 'docker-credential-test');
  mkdirSync(join(work, 'bin'), { recursive: true });
  writeFileSync(
    helper,
    `#!/bin/sh\nread -r host\ncat "$0.args" 2>/dev/null; echo "$@" > "$0.seen"\necho '{"ServerURL":"'$host'","Username":"me","Secret":"${PASSWORD}"}'\n`,
    { mode: 0o755 },
  );
  const site = join(work, 'several');
  const command = (...args: readonly string[]) =>
    ran(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'publish', charts, ...args], {
      HOME: work,
      DOCKER_CONFIG: docker,
      PATH: `${join(work, 'bin')}:${process.env.PATH}`,
    });
  const targets = ['--to', `${locked}/x`, '--to', site, '--plain-http'];
  const dry = await command(...targets, '--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout.match(/^would publish /gm)).toHaveLength(6);
  expect(readdirSync(work)).not.toContain('several');
  const first = await command(...targets, '--json');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const events = first.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
  expect(events.filter(({ event }) => event === 'published')).toHaveLength(6);
  const again = await command(...targets);
  expect(again.stdout.match(/^unchanged /gm)).toHaveLength(6);
  write(join(work, 'other'), 'vnf', '1.0.0', 'other');
  const refused = await ran(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'publish', join(work, 'other'), ...targets],
    {
      HOME: work,
      DOCKER_CONFIG: docker,
      PATH: `${join(work, 'bin')}:${process.env.PATH}`,
    },
  );
  expect(refused.code).toBe(1);
  expect(refused.stderr.match(/published already, with other bytes/g)).toHaveLength(2);
  const wrong = await ran(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'publish', charts, ...targets],
    { HOME: work },
  );
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('status 401') });
  const printed = JSON.stringify([dry, first, again, refused, wrong]);
  for (const secret of [PASSWORD, Buffer.from(`me:${PASSWORD}`).toString('base64')])
    expect(printed).not.toContain(secret);
  expect(readFileSync(`${helper}.seen`, 'utf8')).toBe('get\n');
});

test.each(HELMS)('Helm %s verifies the .prov that publishing made', async (version) => {
  const { privateKey, publicKey } = await openPgpKeys();
  const { readKey } = await loadOpenPgp();
  const keyring = join(work, `keyring-${version}.gpg`);
  writeFileSync(keyring, (await readKey({ armoredKey: publicKey })).write());
  const site = join(work, `signed-${version}`);
  const signing = { provenance: await ProvenanceSigner.load({ armored: privateKey }) };
  await publish([charts], [site, `${plain}/signed-${version}`], { plainHttp: true, signing });
  expect(await helm(version, 'verify', join(site, 'vnf-1.1.0+build.7.tgz'), '--keyring', keyring)).toContain(
    'Chart Hash Verified',
  );
  const reference = [`${plain}/signed-${version}/vnf`, '--version', '1.0.0', ...plainHttp(version)];
  expect(await pulled(version, ...reference, '--verify', '--keyring', keyring)).toContain(original('vnf-1.0.0.tgz'));
});

test('a real registry takes signature and statement under the tag of what refers to a manifest', async () => {
  const { privateKey, publicKey } = pemKeys('P-256');
  const signer = await SigstoreSigner.load({ pem: privateKey });
  const options = { plainHttp: true, signing: { sigstore: { signer, build: BUILD } } };
  const outcomes = await push(`${plain}/bundles`, options);
  expect(outcomes.map(({ bundles }) => bundles)).toEqual(Array(3).fill(['signature', 'statement']));
  const { digest } = outcomes.find(({ subject }) => subject === 'vnf 1.0.0')!;
  const image = `docker://${plain.slice('oci://'.length)}/bundles/vnf`;
  const inspected = async (reference: string) => {
    const { stdout } = await ran('skopeo', ['inspect', '--tls-verify=false', '--raw', image + reference], {
      HOME: work,
    });
    return JSON.parse(stdout) as { manifests?: { digest: string }[]; subject?: { digest: string } };
  };
  const { manifests = [] } = await inspected(`:${digest.replace(':', '-')}`);
  expect(manifests).toHaveLength(2);
  for (const one of manifests) expect((await inspected(`@${one.digest}`)).subject).toMatchObject({ digest });
  // ECDSA signs with other bytes each time, and yet nothing is doubled.
  expect((await push(`${plain}/bundles`, options)).map(({ action }) => action)).toEqual(['keep', 'keep', 'keep']);
  const key = join(work, 'bundles.pem');
  writeFileSync(key, publicKey);
  const command = ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'verify', `${plain}/bundles/vnf`];
  const verified = await ran(process.execPath, [...command, '--plain-http', '--public-key', key]);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(verified.stdout.match(/^ok oci:.*: archive, manifest, config, bundle$/gm)).toHaveLength(2);
  for (const version of HELMS)
    expect(await pulled(version, `${plain}/bundles/vnf`, '--version', '>0', ...plainHttp(version))).toHaveLength(1);
});

test('a real registry gives back the version before, to tell what changed', async () => {
  const target = `${plain}/reviewed`;
  await push(target, { plainHttp: true });
  const next = mkdtempSync(join(work, 'next-'));
  write(next, 'vnf', '1.0.1');
  write(next, 'vnf', '1.1.0');
  write(next, 'other', '0.1.0');
  const planned = await publish([next], [target], { plainHttp: true, dryRun: true });
  expect(planned).toMatchObject([
    { subject: 'other 0.1.0', action: 'add', review: { since: '0.1.0-rc.1', changes: [], findings: [] } },
    { subject: 'vnf 1.0.1', action: 'add', review: { since: '1.0.0', changes: [], findings: [] } },
    { subject: 'vnf 1.1.0', action: 'refuse', review: { since: '1.1.0+build.7', findings: [{ id: 'VNF802' }] } },
  ]);
});

test('publishing again changes no byte and no time of a file', async () => {
  const site = join(work, 'again');
  await push(site);
  const look = () =>
    readdirSync(site).map((name) => [name, sha256(readFileSync(join(site, name))), statSync(join(site, name)).mtimeMs]);
  const before = look();
  expect(before).toHaveLength(4);
  await push(site);
  expect(look()).toEqual(before);
});

test('an artifacthub-repo.yml is taken by a real registry', async () => {
  const file = join(work, 'artifacthub-repo.yml');
  writeFileSync(file, 'owners:\n  - name: A\n    email: a@example.org\n');
  const options = { plainHttp: true, artifactHubRepo: file };
  expect(await push(`${plain}/hub`, options)).toContainEqual(
    expect.objectContaining({ subject: 'vnf artifacthub-repo.yml', action: 'add' }),
  );
  expect((await push(`${plain}/hub`, options)).map(({ action }) => action)).toEqual([
    'keep',
    'keep',
    'keep',
    'keep',
    'keep',
  ]);
});

/** distribution 2.8 forgets an upload of which more arrived than it said so: then the blob goes again from its beginning. */
test.each([
  ['before', ['0-4194303', '4194304-8388607', '4194304-8388607']],
  ['after', ['0-4194303', '4194304-8388607', '0-4194303', '4194304-8388607']],
])('a large archive goes on after the connection is lost %s a piece arrived', async (when, expected) => {
  const noise = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`noise-${index}`, randomBytes(1_500_000).toString('latin1')]),
  );
  const folder = mkdtempSync(join(work, 'large-'));
  writeFileSync(join(folder, 'large-1.0.0.tgz'), archive('large', '1.0.0', noise));
  const ranges: (string | undefined)[] = [];
  const real = nodeHttp();
  const http: Http = {
    send: async (request) => {
      if (request.method !== 'PATCH') return real.send(request);
      ranges.push(request.headers?.['content-range']);
      const isLost = ranges.length === 2;
      if (isLost && when === 'before') throw new HttpFailure('reset');
      const answer = await real.send(request);
      if (isLost) throw new HttpFailure('reset');
      return answer;
    },
  };
  await publish([folder], [`${plain}/${when}`], { plainHttp: true, world: { http } });
  expect(ranges).toEqual(expected);
  const digest = sha256(readFileSync(join(folder, 'large-1.0.0.tgz')));
  expect(await pulled('4.2.3', `${plain}/${when}/large`, '--version', '1.0.0', '--plain-http')).toEqual([
    `large-1.0.0.tgz ${digest}`,
  ]);
});
