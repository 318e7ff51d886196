import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForeignFileError, OutputFolder } from '../../src/app/output-folder';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'output-folder-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const folder = (): OutputFolder => new OutputFolder(root, ['charts']);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('writes files and remembers them', () => {
  folder().replace(new Map([['charts/a/Chart.yaml', 'name: a\n']]));
  expect(read('charts/a/Chart.yaml')).toBe('name: a\n');
  expect(JSON.parse(read('.cdk8s-vnf.json'))).toEqual({ version: 1, files: ['charts/a/Chart.yaml'] });
});

test('removes what it wrote before, with folders that become empty, and nothing else', () => {
  folder().replace(new Map([['charts/a/Chart.yaml', '']]));
  writeFileSync(join(root, 'foreign.txt'), 'mine');
  folder().replace(new Map([['charts/b/Chart.yaml', '']]));
  expect(readdirSync(join(root, 'charts'))).toEqual(['b']);
  expect(read('foreign.txt')).toBe('mine');
});

test('leaves no staging folder behind', () => {
  folder().replace(new Map([['a', '']]));
  expect(readdirSync(root).sort()).toEqual(['.cdk8s-vnf.json', 'a']);
});

test('refuses a folder of its own that holds a file it never wrote', () => {
  mkdirSync(join(root, 'charts'));
  writeFileSync(join(root, 'charts', 'mine.txt'), '');
  expect(() => folder().assertOwned()).toThrow(ForeignFileError);
  expect(() => folder().assertOwned()).toThrow(/charts\/mine\.txt was not written by cdk8s-vnf/);
});

test.each(['not json', '{"files":"no list"}', '{"version":1,"files":["../outside","/etc/hosts"]}'])(
  'takes a damaged ledger (%s) for none, and removes nothing outside',
  (ledger) => {
    const outside = join(root, '..', 'outside');
    writeFileSync(outside, '');
    writeFileSync(join(root, '.cdk8s-vnf.json'), ledger);
    folder().replace(new Map([['a', '']]));
    expect(existsSync(outside)).toBe(true);
    rmSync(outside);
  },
);
