import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHARTS, packaged } from '../codegen/chart/charts';
import { ran } from '../publish/support/ran';
import { dockerRegistry, installed, type Running, testAuthority } from '../publish/support/servers';
import { binary } from '../support/helm';

const ROOT = join(__dirname, '..', '..');
/** `me` with the password `s3cret-pass`. */
const HTPASSWD = 'me:$2b$05$F44ltynp8FhTYP.HhxO9p.EWq89IdAjSuVtXYzdHYTOYmmJIaL9Hy\n';
/** The version has a `+`, which a tag cannot hold. */
const NAME = 'coredns-edge';
const VERSION = '1.29.0+edge.3';

let work: string;
let authority: ReturnType<typeof testAuthority>;
let plain: Running;
let locked: Running;

beforeAll(async () => {
  installed('docker-registry', 'openssl');
  work = mkdtempSync(join(tmpdir(), 'import-'));
  authority = testAuthority(join(work, 'tls'));
  plain = await dockerRegistry(join(work, 'plain'));
  locked = await dockerRegistry(join(work, 'locked'), { tls: authority, htpasswd: HTPASSWD });
  writeFileSync(join(work, `${NAME}-${VERSION}.tgz`), packaged(NAME, CHARTS[NAME] ?? {}));
});

afterAll(async () => {
  await plain.stop();
  await locked.stop();
  rmSync(work, { recursive: true, force: true });
});

const cli = (args: readonly string[], environment: Record<string, string> = {}) =>
  ran(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), ...args], { HOME: work, ...environment });
const login = (port: number) => ({
  [`CDK8S_VNF_AUTH_127_0_0_1_${port}_USERNAME`]: 'me',
  [`CDK8S_VNF_AUTH_127_0_0_1_${port}_PASSWORD`]: 's3cret-pass',
});

test('a chart that Helm pushed is imported by its version and by its digest, byte for byte', async () => {
  const archive = join(work, `${NAME}-${VERSION}.tgz`);
  const target = `oci://127.0.0.1:${plain.port}/charts`;
  const { stdout, stderr } = await ran(binary('4.1.4', 'helm'), ['push', archive, target, '--plain-http'], {
    HOME: work,
  });
  const digest = /Digest: (\S+)/.exec(stdout + stderr)?.[1] ?? '';
  for (const version of [`:${VERSION}`, `@${digest}`]) {
    const output = mkdtempSync(join(work, 'imports-'));
    const args = ['import', 'chart', `${target}/${NAME}${version}`, '--plain-http', '--output', output];
    expect(await cli(args)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(output).sort()).toEqual([`${NAME}-${VERSION}.tgz`, `${NAME}.ts`]);
    expect(readFileSync(join(output, `${NAME}-${VERSION}.tgz`)).equals(readFileSync(archive))).toBe(true);
  }
});

test('from a registry behind TLS and a login, which stays a secret', async () => {
  const target = `oci://127.0.0.1:${locked.port}/charts`;
  const environment = login(locked.port);
  const flags = ['--ca-file', authority.ca];
  const publish = ['publish', join(work, `${NAME}-${VERSION}.tgz`), '--to', target, ...flags];
  expect(await cli(publish, environment)).toMatchObject({ code: 0 });
  const args = ['import', 'chart', `${target}/${NAME}:${VERSION}`, '--output', join(work, 'made'), ...flags];
  expect(await cli(args, environment)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(work, 'made', `${NAME}.ts`), 'utf8')).not.toMatch(/s3cret|127\.0\.0\.1/);
  const refused = await cli(args);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^cdk8s-vnf: [^\n]*401[^\n]*log in[^\n]*\n$/);
});

test('a registry without the chart, and without the version, says so', async () => {
  const other = await cli(['import', 'chart', `oci://127.0.0.1:${plain.port}/charts/other:1.0.0`, '--plain-http']);
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('no such chart') as string });
  const versions = await cli(['import', 'chart', `oci://127.0.0.1:${plain.port}/charts/${NAME}`, '--plain-http']);
  expect(versions).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`the newest one is ${VERSION}`) as string,
  });
});
