import { note, shown } from '../findings';
import type { CompositeApp } from './composite-app';
import type { AppChart } from './deployment-intent-group';
import { documentsYaml, type EmcoDocument } from './document';
import { emcoctlConfig } from './emcoctl-config';
import { chartPath, EMPTY_FILE, profileArchive, profilePath } from './packages';
import { readme } from './readme';
import { uploadsOf } from './resource';
import { type Slice, sliceOf } from './slice';
import { STAGES } from './stages';

/**
 * The folder that EMCO consumes, by path inside it.
 *
 * @param archives the packaged chart of an app: the same bytes that are published
 */
export function bundleFiles(
  app: CompositeApp,
  archives: (chart: AppChart) => Uint8Array,
): Map<string, string | Uint8Array> {
  const slice = sliceOf(app);
  const filled = STAGES.map((stage) => ({ stage, documents: stage.documents(slice) })).filter(
    ({ documents }) => documents.length > 0,
  );
  noteSameResources(
    app,
    filled.flatMap(({ documents }) => documents),
  );
  const files = new Map<string, string | Uint8Array>([
    ...filled.map(({ stage, documents }) => [stage.file, documentsYaml(documents)] as const),
    ...app.apps.map((chart) => [chartPath(chart), archives(chart)] as const),
    ...slice.groups.flatMap((group) =>
      app.apps.map((chart) => [profilePath(group, chart), profileArchive(group, chart)] as const),
    ),
    ...(slice.groups.some(({ customizations }) => customizations.length > 0) ? [[EMPTY_FILE, ''] as const] : []),
    ['emco-cfg.yaml', emcoctlConfig()],
    [
      'README.md',
      readme(
        slice,
        filled.map(({ stage }) => stage),
      ),
    ],
  ]);
  for (const [path, content] of rawFiles(slice)) {
    const there = files.get(path);
    if (there !== undefined && !Buffer.from(there).equals(Buffer.from(content))) noteTwice(app, path);
    files.set(path, there ?? content);
  }
  return files;
}

function rawFiles({ resources }: Slice): (readonly [string, string | Uint8Array])[] {
  return resources
    .flatMap((resource) => resource.resources.flatMap(uploadsOf))
    .flatMap(({ path, content }) => (content === undefined ? [] : [[path, content] as const]));
}

/** EMCO answers 409 to the second resource of a name, and emcoctl would go on without it. */
function noteSameResources(app: CompositeApp, documents: readonly EmcoDocument[]): void {
  const seen = new Set<string>();
  for (const { resourceContext, metadata, clusterLabel } of documents) {
    const key = `${resourceContext.anchor}/${metadata?.name ?? clusterLabel ?? ''}`;
    if (seen.has(key)) noteTwice(app, key);
    seen.add(key);
  }
}

function noteTwice(app: CompositeApp, what: string): void {
  note(app, {
    id: 'VNF515',
    severity: 'error',
    field: 'bundle',
    value: shown(what),
    reason: 'the bundle creates this twice: EMCO refuses the second resource of a name, and a file has one content',
    remedy: 'rename one of the two, or leave it out',
  });
}
