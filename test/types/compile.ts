import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

export interface Problem {
  readonly code: number;
  readonly message: string;
}

/**
 * Compiles sources that import `cdk8s-vnf`, all in one program so that the library is read once. The sources are on no
 * disk, but beside each other; what is wrong with each is returned by its name.
 */
export function compileAll(sources: ReadonlyMap<string, string>): Map<string, Problem[]> {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [], files: ['x'] }, ts.sys, ROOT);
  Object.assign(options, {
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    // `bundler` resolution wants ES modules; nothing is emitted.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: {
      'cdk8s-vnf': [join(ROOT, 'src', 'index.ts')],
      'cdk8s-vnf/publish': [join(ROOT, 'src', 'publish', 'index.ts')],
      'cdk8s-vnf/imports/*': [join(ROOT, 'imports', '*')],
    },
  } satisfies ts.CompilerOptions);
  const texts = new Map([...sources].map(([name, text]) => [resolve(ROOT, 'test', 'types', `${name}.ts`), text]));
  const folders = new Set([...texts.keys()].map((path) => dirname(path)));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(resolve(path)) || disk.fileExists(path),
    directoryExists: (path) => folders.has(resolve(path)) || (disk.directoryExists?.(path) ?? false),
    readFile: (path) => texts.get(resolve(path)) ?? disk.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const text = texts.get(resolve(path));
      return text === undefined
        ? disk.getSourceFile(path, language, ...rest)
        : ts.createSourceFile(path, text, language);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return new Map(
    [...sources.keys()].map((name, index) => {
      const file = program.getSourceFile([...texts.keys()][index] as string);
      const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [
        name,
        diagnostics.map(({ code, messageText }) => ({
          code,
          message: ts.flattenDiagnosticMessageText(messageText, '\n'),
        })),
      ];
    }),
  );
}
