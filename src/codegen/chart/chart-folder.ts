import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, packTgz } from '../../helm/archive';
import { goYamlData, readGoYaml } from '../../helm/chart-contents';
import { CodegenError, reasonOf } from '../codegen-error';
import { byText, isJsonObject } from '../json';

const FIRST = ['Chart.yaml', 'values.yaml', 'values.schema.json'];

/**
 * Packs the folder of a chart as `helm package` would, but for the bytes, which depend on the files alone.
 * @throws CodegenError for what is no chart, or leads out of its folder
 */
export async function packChartFolder(folder: string): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const ignored = await ignoredBy(join(folder, '.helmignore'));
  let bytes = 0;
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => byText(a.name, b.name))) {
      const here = path === '' ? entry.name : `${path}/${entry.name}`;
      if (ignored(here, entry.isDirectory())) continue;
      if (entry.isDirectory()) await visit(here);
      else if (entry.isFile()) {
        const { size } = await stat(join(folder, here));
        bytes += size;
        if (size > MAX_FILE_BYTES || bytes > MAX_ARCHIVE_BYTES) throw tooLarge(join(folder, here));
        files.set(here, await readFile(join(folder, here)));
      } else throw noFile(join(folder, here));
    }
  };
  await visit('');
  const name = nameIn(folder, files);
  return packTgz(new Map([...files].map(([path, content]) => [`${name}/${path}`, content])), {
    first: FIRST.map((path) => `${name}/${path}`),
  });
}

function nameIn(folder: string, files: ReadonlyMap<string, Uint8Array>): string {
  const text = new TextDecoder().decode(files.get('Chart.yaml'));
  try {
    const data = goYamlData(readGoYaml(text, 'Chart.yaml'), 'Chart.yaml');
    const name = isJsonObject(data) ? data['name'] : undefined;
    if (typeof name === 'string' && /^[^/\\]+$/.test(name)) return name;
    throw new Error('it holds no Chart.yaml with a name');
  } catch (error) {
    const remedy = 'name the folder that holds Chart.yaml, a packaged chart, or oci://…';
    throw new CodegenError({ where: folder, what: 'no chart', why: reasonOf(error), remedy }, { cause: error });
  }
}

type Ignored = (path: string, isFolder: boolean) => boolean;

/** `.helmignore` as Helm reads it (internal/ignore): not quite as git would. */
async function ignoredBy(file: string): Promise<Ignored> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const rules = [...text.split(/\r?\n/), 'templates/.?*'].flatMap((line) => ruleOf(line.trim()));
  return (path, isFolder) => {
    for (const { isNegated, isForFolders, matches } of rules) {
      const isMeant = (isFolder || !isForFolders) && matches(path);
      // Behind `!`, whatever does not match is left out.
      if (isMeant !== isNegated) return true;
    }
    return false;
  };
}

interface IgnoreRule {
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  readonly matches: (path: string) => boolean;
}

function ruleOf(line: string): readonly IgnoreRule[] {
  if (line === '' || line.startsWith('#')) return [];
  const isNegated = line.startsWith('!');
  const isForFolders = line.endsWith('/');
  const pattern = line.slice(isNegated ? 1 : 0).replace(/\/$/, '');
  const expression = globExpression(pattern.replace(/^\//, ''));
  const matches = pattern.includes('/')
    ? (path: string): boolean => expression.test(path)
    : (path: string): boolean => expression.test(path.split('/').at(-1) ?? '');
  return [{ isNegated, isForFolders, matches }];
}

/** A pattern of Go's `filepath.Match`. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*+|\?|\[\^?[^\]]+\]|[.+^${}()|\\[\]]/g, (part) =>
    part.startsWith('*') ? '[^/]*' : part === '?' ? '[^/]' : part.length > 1 ? part : `\\${part}`,
  );
  return new RegExp(`^${source}$`);
}

function tooLarge(where: string): CodegenError {
  const why = `Helm reads files of at most ${MAX_FILE_BYTES} bytes, and ${MAX_ARCHIVE_BYTES} in all`;
  return new CodegenError({ where, what: 'too large', why, remedy: 'leave it out with .helmignore' });
}

function noFile(where: string): CodegenError {
  const why = 'a link, a socket or a device may lead out of the chart';
  const remedy = 'put a file in its place, or leave it out with .helmignore';
  return new CodegenError({ where, what: 'neither a file nor a folder', why, remedy });
}
