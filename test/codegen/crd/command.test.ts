import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { runImportCrd } from '../../../src/codegen/crd/command';
import { crd, STRING, withSpec } from './fixtures';

const WIDGET = crd({ versions: { v1: withSpec({ name: STRING }) } });
const GADGET = crd({ kind: 'Gadget', versions: { v1: withSpec({ name: STRING }) } });

let folder: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-crd-'));
  output = join(folder, 'made', 'imports');
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const written = () => readFileSync(join(output, 'example.org.ts'), 'utf8');

test('files, folders and standard input give one file a group, and nothing else', async () => {
  const crds = join(folder, 'crds');
  mkdirSync(crds);
  put('crds/a.yaml', WIDGET);
  put('crds/notes.txt', 'a: [');
  await runImportCrd({ paths: [crds, '-'], output, stdin: Readable.from([GADGET.slice(0, 50), GADGET.slice(50)]) });
  expect(readdirSync(output)).toEqual(['example.org.ts']);
  expect(written()).toContain("import type { Input } from 'cdk8s-vnf';");
  expect(written().match(/export class \w+/g)).toEqual(['export class Gadget', 'export class Widget']);
});

test('after an error the folder is as it was', async () => {
  await runImportCrd({ paths: [put('good.yaml', WIDGET)], output });
  const before = written();
  const bad = put('bad.yaml', crd({ kind: 'Bad', versions: { v1: withSpec({ a: { $ref: '#' } }) } }));
  await expect(runImportCrd({ paths: [put('good.yaml', GADGET), bad], output })).rejects.toThrow(
    'bad.yaml: Bad spec.a: $ref',
  );
  expect(written()).toBe(before);
  expect(readdirSync(output)).toEqual(['example.org.ts']);
});

test('a path that cannot be read or written is named, with what to do', async () => {
  const missing = join(folder, 'missing.yaml');
  await expect(runImportCrd({ paths: [missing], output })).rejects.toThrow(`${missing}: cannot be read: ENOENT`);
  await expect(runImportCrd({ paths: [folder], output })).rejects.toThrow(`${folder}: an empty folder`);
  const file = put('good.yaml', WIDGET);
  await expect(runImportCrd({ paths: [file], output: file })).rejects.toThrow(`${file}: cannot be written: EEXIST`);
});

describe('the command line', () => {
  const root = join(__dirname, '../../..');

  const run = (args: readonly string[], input = '') =>
    new Promise<{ code: number; stderr: string; stdout: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', join(root, 'src/cli/main.ts'), ...args],
        { cwd: root },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stderr, stdout }),
      );
      child.stdin?.end(input);
    });

  test('reads standard input and takes the options', async () => {
    const all = `${WIDGET}---\n${crd({ group: 'other.org', versions: { v1: {}, v1beta1: {} } })}`;
    const args = [
      'import',
      'crd',
      '-',
      '--output',
      output,
      '--module',
      './input',
      '--group',
      'other.org',
      '--storage-only',
    ];
    expect(await run(args, all)).toEqual({ code: 0, stderr: '', stdout: '' });
    expect(readdirSync(output)).toEqual(['other.org.ts']);
    expect(readFileSync(join(output, 'other.org.ts'), 'utf8')).not.toContain('V1beta1');
  });

  test.each([
    [[], /the command is "init", "import", "changes", "publish" or "verify"/],
    [['import', 'crd'], /name a file, a folder, or -/],
    [['import', 'crd', '-', '--colour'], /--colour/],
  ])('wrong usage %j exits with 2 and the usage', async (args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('cdk8s-vnf import crd');
  });

  test('an error exits with 1 and one line', async () => {
    const { code, stderr } = await run(['import', 'crd', '-', '--output', output], 'kind: ConfigMap');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cdk8s-vnf: standard input: no CustomResourceDefinition: [^\n]+\n$/);
  });
});
