import { basename, dirname, join } from 'node:path';
import { realFiles } from '../io/files';
import { PublishError } from '../publish-error';
import { readIndex, type RepositoryIndex } from '../repository-index';
import type { ArtifactsToVerify } from './verify';

const INDEX = 'index.yaml';

/** The archives that a path stands for: itself, or those in a folder and in its index. */
export async function archivesAt(path: string): Promise<readonly string[]> {
  const facts = await realFiles.stat(path);
  if (facts?.isFolder !== true) return [path];
  const found = (await realFiles.list(path)).filter((name) => name.endsWith('.tgz'));
  const archives = [...new Set([...found, ...listedIn(await indexIn(path))])].sort();
  if (archives.length > 0) return archives.map((name) => join(path, name));
  throw new PublishError({
    where: path,
    what: 'there is nothing to verify',
    why: 'the folder holds no packaged chart',
    remedy: 'name a folder such as dist/charts, or an archive',
  });
}

/**
 * An archive and what lies beside it under its name: `.prov`, `.manifest.json`, `.intoto.json` and any number of
 * `.sigstore.json`, and its entry in `index.yaml`. Undefined where there is no such archive.
 */
export async function artifactsAt(path: string): Promise<ArtifactsToVerify | undefined> {
  const bytes = await realFiles.read(path);
  if (!bytes) return undefined;
  const [folder, fileName] = [dirname(path), basename(path)];
  const beside = (suffix: string): Promise<Uint8Array | undefined> => realFiles.read(`${path}${suffix}`);
  const isBundle = (name: string): boolean => name.startsWith(`${fileName}.`) && name.endsWith('.sigstore.json');
  const bundles = (await realFiles.list(folder)).filter(isBundle);
  return {
    archive: { fileName, bytes },
    provenance: await beside('.prov'),
    manifest: await beside('.manifest.json'),
    statement: textOf(await beside('.intoto.json')),
    bundles: await Promise.all(bundles.map(async (name) => textOf(await realFiles.read(join(folder, name))) ?? '')),
    indexEntry: entryOf(await indexIn(folder), fileName),
  };
}

async function indexIn(folder: string): Promise<RepositoryIndex | undefined> {
  const path = join(folder, INDEX);
  const bytes = await realFiles.read(path);
  return bytes && readIndex(path, bytes);
}

/** Archives that an index says are beside it; those it has elsewhere are for whoever fetches them. */
function listedIn(index: RepositoryIndex | undefined): readonly string[] {
  const versions = [...(index?.charts.values() ?? [])].flatMap((chart) => chart.versions);
  return versions.flatMap(({ urls }) => urls).filter((url) => !url.includes('/') && url.endsWith('.tgz'));
}

function entryOf(index: RepositoryIndex | undefined, fileName: string): unknown {
  const versions = [...(index?.charts.values() ?? [])].flatMap((chart) => chart.versions);
  return versions.find(({ name, version }) => `${name}-${version}.tgz` === fileName)?.fields;
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}
