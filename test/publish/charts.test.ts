import { gzipSync } from 'fflate';
import { publish } from '../../src/publish';
import { packTgz } from '../../src/helm/archive';
import { readPackagedChart } from '../../src/publish/chart/packaged-chart';
import { archive, chart } from './support/charts';
import { MemoryFiles } from './support/memory-files';
import { world } from './support/world';

const read = (bytes: Uint8Array, path = 'vnf-1.0.0.tgz') =>
  readPackagedChart({ path, archive: bytes, created: new Date(0) });
const withYaml = (text: string, folder = 'vnf') => packTgz(new Map([[`${folder}/Chart.yaml`, text]]));
const HEAD = 'apiVersion: v2\nname: vnf\nversion: 1.0.0\n';

test('Chart.yaml is understood as Helm does', () => {
  const { metadata } = read(
    withYaml(
      `\ufeff${HEAD}description: "two\\nlines\\u0007"\nannotations:\n  b: x\n  a: "1"\nmaintainers:\n- email: a@b\n  name: A\ndeprecated: false\nkeywords: []\n`,
    ),
  );
  expect(JSON.stringify(metadata.fields)).toBe(
    '{"name":"vnf","version":"1.0.0","description":"two lines","maintainers":[{"name":"A","email":"a@b"}],"apiVersion":"v2","annotations":{"a":"1","b":"x"}}',
  );
});

test.each([
  ['no gzip', Buffer.from('hello'), 'this is no gzip archive'],
  ['an empty archive', packTgz(new Map()), '0 folders at its top'],
  [
    'two folders',
    packTgz(
      new Map([
        ['a/Chart.yaml', ''],
        ['b/x', ''],
      ]),
    ),
    '2 folders at its top',
  ],
  ['no Chart.yaml', packTgz(new Map([['vnf/x', '']])), 'no vnf/Chart.yaml'],
  ['a bomb', bomb(), 'the archive unpacks to'],
  ['a link', link(), 'neither a file nor a folder'],
  ['a way out', packTgz(new Map([['vnf/../../x', '']])), 'leads out of its folder'],
  ['a null Chart.yaml', withYaml(''), 'Chart.yaml is no map'],
  ['the name ..', withYaml('apiVersion: v2\nname: ..\nversion: 1.0.0', 'vnf'), 'Chart.yaml.name is ".."'],
  ['no name', withYaml('apiVersion: v2\nversion: 1.0.0'), 'Chart.yaml.name is ""'],
  ['another folder', withYaml(HEAD, 'other'), "the archive's folder is other"],
  [
    'a version like 1.10',
    withYaml('apiVersion: v2\nname: vnf\nversion: 1.10'),
    'Helm reads 1.10 as a number; put it in quotes',
  ],
  ['a v before the version', withYaml('apiVersion: v2\nname: vnf\nversion: v1.0.0'), 'SemVer 2 versions only'],
  ['yes for an appVersion', withYaml(`${HEAD}appVersion: yes`), 'Helm reads yes as a boolean'],
  ['an unknown key', withYaml(`${HEAD}colour: red`), 'the key "colour" is unknown'],
  ['a null maintainer', withYaml(`${HEAD}maintainers: [~]`), 'maintainers[0] is null'],
  ['an unknown type', withYaml(`${HEAD}type: operator`), 'neither application nor library'],
  ['apiVersion v3', withYaml('apiVersion: v3\nname: vnf\nversion: 1.0.0'), 'neither v1 nor v2'],
  ['a name twice', withYaml(`${HEAD}name: vnf`), 'the key "name" is there twice'],
])('%s is refused', (_, bytes, message) => {
  expect(() => read(bytes)).toThrow(/^vnf-1.0.0.tgz: no chart that every Helm reads: /);
  expect(() => read(bytes)).toThrow(message);
});

test('the name of the file must be the one that Helm looks for', () => {
  expect(() => read(withYaml(HEAD), 'dist/vnf.tgz')).toThrow('dist/vnf.tgz: the file is not called vnf-1.0.0.tgz');
});

test('provenance of another archive is refused', () => {
  const { archive: bytes, provenance } = chart('vnf', '1.0.0', { signed: true });
  expect(() =>
    readPackagedChart({ path: 'vnf-1.0.0.tgz', archive: bytes, provenance, created: new Date(0) }),
  ).not.toThrow();
  const other = archive('vnf', '1.0.0', { x: 'y' });
  expect(() => readPackagedChart({ path: 'vnf-1.0.0.tgz', archive: other, provenance, created: new Date(0) })).toThrow(
    'of another archive',
  );
});

test('all that is wrong is told at once, before anything is written', async () => {
  const files = new MemoryFiles();
  files.content.set('/a/x-1.0.0.tgz', Buffer.from('x'));
  files.content.set('/a/y-1.0.0.tgz', Buffer.from('y'));
  await expect(publish(['/a'], ['/site'], { world: world(files) })).rejects.toThrow(/x-1.0.0.tgz.*\n.*y-1.0.0.tgz/);
  await expect(publish(['/a', '/none'], ['/site'], { world: world(files) })).rejects.toThrow();
  expect(files.writes).toEqual([]);
});

test('one version with two contents, an empty folder, a missing file and an unknown target are refused', async () => {
  const files = new MemoryFiles();
  files.content.set('/a/vnf-1.0.0.tgz', archive('vnf', '1.0.0'));
  files.content.set('/b/vnf-1.0.0.tgz', archive('vnf', '1.0.0', { x: 'y' }));
  files.content.set('/c/readme', Buffer.from(''));
  const run = (charts: string[], target = '/site') => publish(charts, [target], { world: world(files) });
  await expect(run(['/a', '/b'])).rejects.toThrow('vnf 1.0.0 is given twice');
  await expect(run(['/c'])).rejects.toThrow('/c: no chart is in this folder');
  await expect(run(['/d/vnf-1.0.0.tgz'])).rejects.toThrow('no such file');
  await expect(run(['/a'], 'https://user:secret@registry.example/x')).rejects.toThrow(
    'https://registry.example/x: nothing can be published there',
  );
  await expect(run(['/a'], 'oci://registry.example/UPPER')).rejects.toThrow('no place in a registry');
});

/** 101 MiB of nothing, a thousand times smaller when packed. */
function bomb(): Uint8Array {
  return gzipSync(new Uint8Array(101 * 1024 * 1024), { level: 1 });
}

function link(): Uint8Array {
  const tar = new Uint8Array(1536);
  const put = (text: string, at: number) => tar.set(Buffer.from(text), at);
  put('vnf/Chart.lock', 0);
  put('0000644', 100);
  put('00000000000', 124);
  put('2', 156);
  put('/etc/passwd', 157);
  put('        ', 148);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return gzipSync(tar);
}
