import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { CodegenError, reasonOf } from '../codegen-error';
import { byText } from '../json';

export interface NewProjectOptions {
  /**
   * Name in package.json.
   * @default - the folder's
   */
  readonly name?: string;
  /**
   * The text of `charts/main.ts`, which ends with `app.synth()`.
   * @default - a router, with a test of its own
   */
  readonly program?: string;
}

/** Files by path inside the project's folder. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** What is needed besides this package, in the versions that this package is built and tested with. */
const DEPENDENCIES = ['cdk8s', 'cdk8s-plus-27', 'constructs'];
const DEV_DEPENDENCIES = '@swc/core @swc/jest @types/jest @types/node cdk8s-cli jest tsx typescript'.split(' ');

/** Jest's resolver, in a version whose packages for every platform are there: without them npm ci takes no lock file. */
const RESOLVER = 'unrs-resolver';

/** Files of the program that another one takes the place of. */
const OF_ROUTER = ['charts/main.ts', 'charts/router.ts', 'test/router.test.ts'];

/** What may be in the folder already. */
const HARMLESS = new Set(['.git']);

/**
 * Writes a new project, or nothing.
 *
 * @returns the paths of its files inside the folder, sorted
 * @throws CodegenError where the folder holds anything
 */
export async function newProject(folder: string, options: NewProjectOptions = {}): Promise<readonly string[]> {
  const root = resolve(folder);
  const files = await projectFiles(options.name ?? nameOf(root), options.program);
  await refuseFull(folder, root);
  try {
    await writeAll(root, files);
  } catch (error) {
    const remedy = 'check the path and its permissions';
    throw new CodegenError(
      { where: folder, what: 'cannot be written', why: reasonOf(error), remedy },
      { cause: error },
    );
  }
  return [...files.keys()].sort(byText);
}

/**
 * The files of a new project. The same name and program give the same bytes.
 *
 * @throws CodegenError where npm takes no such name
 */
export async function projectFiles(name: string, program?: string): Promise<ProjectFiles> {
  refuseName(name);
  const root = await packageRoot();
  const templates = join(root, 'templates', 'project');
  const files = new Map([['package.json', packageJson(name, await manifestOf(root))]]);
  const entries = await readdir(templates, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const from = join(entry.parentPath, entry.name);
    // npm packs no .gitignore.
    const path = from
      .slice(templates.length + 1)
      .replaceAll('\\', '/')
      .replace(/^_/, '.');
    if (program !== undefined && OF_ROUTER.includes(path)) continue;
    files.set(path, (await readFile(from, 'utf8')).replaceAll('%name%', name));
  }
  if (program !== undefined) files.set('charts/main.ts', program);
  return files;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, unknown>>;
}

function packageJson(name: string, { name: own, version, engines, devDependencies, overrides }: Manifest): string {
  const versions = (names: readonly string[]): readonly (readonly [string, string])[] =>
    names.map((dependency) => [dependency, devDependencies[dependency] ?? '*']);
  const dependencies = [...versions(DEPENDENCIES), [own, `^${version}`] as const].sort(([a], [b]) => byText(a, b));
  const manifest = {
    name,
    version: '0.1.0',
    private: true,
    engines: { node: engines.node },
    scripts: { synth: 'tsc && cdk8s synth --no-check-upgrade', test: 'tsc && jest' },
    dependencies: Object.fromEntries(dependencies),
    devDependencies: Object.fromEntries(versions(DEV_DEPENDENCIES)),
    overrides: { [RESOLVER]: overrides[RESOLVER] },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The folder of this package, whether it runs from its sources or as it is published. */
async function packageRoot(): Promise<string> {
  for (let at = __dirname; ; at = dirname(at)) {
    const found = await stat(join(at, 'templates', 'project')).catch(() => undefined);
    if (found) return at;
    if (dirname(at) === at) throw new Error('the package cdk8s-vnf is not whole: its folder templates is missing');
  }
}

async function manifestOf(root: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
}

/** A name that npm takes, of a folder's. */
function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
  return name === '' ? 'vnf' : name;
}

function refuseName(name: string): void {
  if (/^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 214) return;
  throw new CodegenError({
    where: name,
    what: 'no name of a package',
    why: 'npm takes lower-case letters, digits, dashes, dots and underscores, at most 214, and a scope before a slash',
    remedy: 'give another --name',
  });
}

async function refuseFull(where: string, folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    const remedy = 'name a folder that is empty, or that is not there yet';
    throw new CodegenError({ where, what: 'no folder for a project', why: reasonOf(error), remedy }, { cause: error });
  });
  const inTheWay = found.filter((name) => !HARMLESS.has(name)).sort(byText);
  if (inTheWay.length === 0) return;
  const more = inTheWay.length > 10 ? ` and ${inTheWay.length - 10} more` : '';
  throw new CodegenError({
    where,
    what: 'not empty',
    why: `${inTheWay.slice(0, 10).join(', ')}${more} would be in the way`,
    remedy: 'name a folder that is empty, or that is not there yet',
  });
}

/** Every file is complete in a folder beside before the first takes its place; after a failure none is there. */
async function writeAll(folder: string, files: ProjectFiles): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  const staging = join(folder, `.cdk8s-vnf-init.${process.pid}`);
  const placed: string[] = [];
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), text);
    }
    for (const name of await readdir(staging)) {
      await rename(join(staging, name), join(folder, name));
      placed.push(join(folder, name));
    }
  } catch (error) {
    for (const path of [...placed, ...(firstMade === undefined ? [] : [firstMade])])
      await rm(path, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
