import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { artifactsInRegistry, publish, SigstoreSigner, verify } from '../../src/publish';
import { nodeHttp } from '../../src/publish/io/node-http';
import { chart, sha256 } from '../publish/support/charts';
import { type Fault, faultsOf, FaultyWorld, told } from '../publish/support/faults';
import { MemoryFiles } from '../publish/support/memory-files';
import { ran } from '../publish/support/ran';
import { dockerRegistry, installed, type Running, staticServer } from '../publish/support/servers';
import { laid, world } from '../publish/support/world';
import { BUILD, pemKeys } from '../publish/trust/samples';
import { binary, type HelmVersion } from '../support/helm';

/** EMCO's age and the newest; each looks at every other broken repository. */
const HELMS = ['3.8.1', '4.2.3'] as const satisfies readonly HelmVersion[];
const OLD = [chart('vnf', '0.9.0', { signed: true }), chart('other', '1.0.0')];
const NEW = [chart('vnf', '1.0.0', { signed: true })];
const FORCED = [chart('vnf', '0.9.0', { text: 'again' })];

let work: string;
const running: Running[] = [];

beforeAll(() => {
  installed('docker-registry');
  work = mkdtempSync(join(tmpdir(), 'publish-faults-'));
});

afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(work, { recursive: true, force: true });
});

function helm(version: HelmVersion, ...args: readonly string[]) {
  const home = join(work, 'home', version);
  mkdirSync(home, { recursive: true });
  return ran(binary(version, 'helm'), args, { HOME: home });
}

/** @returns the digest of what Helm pulled; undefined where it found nothing */
async function pulled(version: HelmVersion, args: readonly string[]): Promise<string | undefined> {
  const destination = mkdtempSync(join(work, 'pulled-'));
  const { code, stderr } = await helm(version, 'pull', ...args, '--destination', destination);
  const [file] = readdirSync(destination);
  if (code === 0) return sha256(readFileSync(join(destination, file ?? '')));
  if (/not found/.test(stderr)) return undefined;
  throw new Error(`helm ${version} pull ${args.join(' ')}: ${stderr}`);
}

test('a registry is readable by stock Helm after every fault, and a second run goes on', async () => {
  const server = await dockerRegistry(join(work, 'registry'));
  running.push(server);
  const http = nodeHttp();
  const { privateKey, publicKey } = pemKeys('P-256');
  const signer = await SigstoreSigner.load({ pem: privateKey });
  const run = async (namespace: string, fault?: Fault): Promise<FaultyWorld> => {
    const files = new MemoryFiles();
    const faulty = new FaultyWorld(world(files, http), fault);
    const target = `oci://127.0.0.1:${server.port}/${namespace}`;
    const options = { plainHttp: true, signing: { sigstore: { signer, build: BUILD } }, world: faulty.world };
    await publish([laid(files, NEW)], [target], options).catch(() => undefined);
    return faulty;
  };
  const look = (namespace: string, index: number) => {
    const version = HELMS[index % HELMS.length] ?? HELMS[0];
    const flags = version === '3.8.1' ? [] : ['--plain-http'];
    return pulled(version, [`oci://127.0.0.1:${server.port}/${namespace}/vnf`, '--version', '1.0.0', ...flags]);
  };
  const { calls } = await run('whole');
  const faults = faultsOf(calls).filter(({ call }) => calls[call]?.isHttp);
  const broken: string[] = [];
  for (const [index, fault] of faults.entries()) {
    const namespace = `case-${index}`;
    await run(namespace, fault);
    const seen = await look(namespace, index);
    await run(namespace);
    const after = await look(namespace, index);
    const [whole] = await artifactsInRegistry(`oci://127.0.0.1:${server.port}/${namespace}/vnf`, { plainHttp: true });
    if (!whole) throw new Error(`${namespace} is empty`);
    const { bundles = [], ...artifacts } = whole.artifacts;
    const { problems } = await verify({ ...artifacts, provenance: undefined, bundles, keys: { sigstore: publicKey } });
    const bad = problems.filter(({ what, where }) => what !== 'manifest' || !where.startsWith('layers'));
    if (bundles.length !== 2 || bad.length > 0) broken.push(`${told(fault, calls)}: ${bundles.length} bundles`);
    const isWhole = (seen === undefined || seen === NEW[0]?.digest) && after === NEW[0]?.digest;
    if (!isWhole) broken.push(`${told(fault, calls)}: ${seen}, then ${after}`);
  }
  process.stdout.write(`${faults.length} faults around ${calls.length} calls to a real registry\n`);
  expect(broken).toEqual([]);
  expect(faults.length).toBeGreaterThanOrEqual(100);
});

test('a folder is readable by stock Helm after every fault', async () => {
  const states = new Map<string, { files: MemoryFiles; title: string }>();
  for (const [charts, force] of [
    [NEW, false],
    [FORCED, true],
  ] as const) {
    const withFault = async (fault?: Fault) => {
      const files = new MemoryFiles();
      await publish([laid(files, OLD, '/old')], ['/site'], { world: world(files) });
      const faulty = new FaultyWorld(world(files), fault);
      await publish([laid(files, charts)], ['/site'], { force, world: faulty.world }).catch(() => undefined);
      return { files, calls: faulty.calls };
    };
    const { calls } = await withFault();
    for (const fault of faultsOf(calls)) {
      const { files } = await withFault(fault);
      const seen = [...files.content]
        .filter(([path]) => path.startsWith('/site/'))
        .map(([path, bytes]) => path + sha256(bytes));
      states.set(seen.sort().join(), { files, title: told(fault, calls) });
    }
  }
  const all = [OLD, NEW, FORCED].flat().map(({ digest }) => digest);
  let index = 0;
  for (const { files, title } of states.values()) {
    const site = join(work, `site-${index}`);
    for (const [path, content] of files.content) {
      const target = join(site, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const server = await staticServer(join(site, 'site'));
    running.push(server);
    const url = `http://127.0.0.1:${server.port}`;
    for (const version of HELMS) {
      const name = `r${index}`;
      const added = await helm(version, 'repo', 'add', name, url);
      expect([title, added.code, added.stderr]).toEqual([title, 0, '']);
      const search = await helm(version, 'search', 'repo', `${name}/`, '--versions', '-o', 'json');
      const listed = JSON.parse(search.stdout) as { name: string; version: string }[];
      expect(listed).toContainEqual(expect.objectContaining({ name: `${name}/other`, version: '1.0.0' }));
      for (const one of listed) {
        const digest = await pulled(version, [one.name, '--version', one.version]);
        expect([title, all.includes(digest ?? '')]).toEqual([title, true]);
      }
      await helm(version, 'repo', 'remove', name);
    }
    index++;
  }
  process.stdout.write(`${states.size} different folders after all faults\n`);
  expect(states.size).toBeGreaterThan(5);
});
