import { dirname, join } from 'node:path';

import ts from 'typescript';

const ROOT = join(__dirname, '../../..');
const HERE = join(ROOT, 'test/codegen/manifest/programs');

/** The library's own strictness: what a project made by `cdk8s init` with `strict` asks for, and more. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  noUnusedLocals: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  lib: ['lib.es2023.d.ts', 'lib.es2024.string.d.ts'],
  types: ['node'],
  paths: { 'cdk8s-vnf': [join(ROOT, 'src/index.ts')] },
};

/** What the compiler says of programs that import the library, all in one program. */
export function compileAgainstLibrary(files: Readonly<Record<string, string>>): readonly string[] {
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(HERE, name), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const onDisk = ts.createCompilerHost(OPTIONS);
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? onDisk.readFile(path);
  host.directoryExists = (path) => path === HERE || path === dirname(HERE) || ts.sys.directoryExists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? onDisk.getSourceFile(path, ...rest) : ts.createSourceFile(path, text, rest[0]);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start ?? 0).line;
    const at = file ? `${file.fileName.slice(HERE.length + 1)}:${(line ?? 0) + 1}: ` : '';
    return at + ts.flattenDiagnosticMessageText(messageText, ' ');
  });
}
