import { dirname, join } from 'node:path';

import ts from 'typescript';

const HERE = join(__dirname, 'not-on-disk');

/** A stand-in for the library's `Input`: a typed hole at every leaf. */
const INPUT = `
declare class Hole<out T> { private readonly of: T }
export declare function hole<T>(): Hole<T>;
type Leaf = string | number | boolean;
export type Input<T> = ([T] extends [never] ? never : Hole<T>) | ([T] extends [Leaf] ? T
  : [T] extends [readonly (infer E)[]] ? readonly Input<E>[]
  : { readonly [K in keyof T]: Input<Exclude<T[K], undefined>> });
`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  noUnusedLocals: true,
  isolatedModules: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: [],
};

/** What the compiler says of `files` (with `./input` beside them): `file:line: message`, nothing where it is content. */
export function compile(files: Readonly<Record<string, string>>): readonly string[] {
  const texts = new Map(
    Object.entries({ 'input.ts': INPUT, ...files }).map(([name, text]) => [join(HERE, name), text]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const onDisk = ts.createCompilerHost(OPTIONS);
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? onDisk.readFile(path);
  host.directoryExists = (path) => path === HERE || path === dirname(HERE) || (onDisk.directoryExists?.(path) ?? true);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? onDisk.getSourceFile(path, ...rest) : ts.createSourceFile(path, text, rest[0]);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (!file) return message;
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file.fileName.slice(HERE.length + 1)}:${line}: ${message}`;
  });
}
