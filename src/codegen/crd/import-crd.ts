import { CodegenError } from '../codegen-error';
import { preferredVersion, readCrds, type Crd } from './crd';
import type { Source } from '../documents';
import { byText, canonicalJson } from '../json';
import { nameGroup } from '../names';
import { printGroups } from './print';
import { modelOfGroup } from './schema-types';

export interface ImportCrdOptions {
  /**
   * The module that exports `Input`, as the generated files import it.
   * @default 'cdk8s-vnf'
   */
  readonly module?: string;
  /**
   * Keep the schema's descriptions as comments.
   * @default false
   */
  readonly descriptions?: boolean;
  /**
   * Only these API groups.
   * @default - all that the sources define
   */
  readonly groups?: readonly string[];
  /**
   * Only the version that each resource is stored in.
   * @default - every served version
   */
  readonly storageVersionOnly?: boolean;
}

export interface GeneratedFile {
  readonly fileName: string;
  readonly text: string;
}

/**
 * TypeScript for the custom resources defined in `sources`, one file an API group, sorted. The same definitions give
 * the same bytes in whatever order they come.
 *
 * @throws CodegenError naming the source and the place in it
 */
export function importCrds(sources: readonly Source[], options: ImportCrdOptions = {}): readonly GeneratedFile[] {
  const { module = 'cdk8s-vnf', descriptions = false, storageVersionOnly = false } = options;
  const crds = distinct(sources.flatMap((source) => readCrds(source)));
  if (crds.length === 0) throw nothingFound(sources);
  const groups = selected(byGroup(crds), options.groups).map(([group, ofGroup]) => {
    const model = modelOfGroup(group, storageVersionOnly ? ofGroup.map(inStorageVersion) : ofGroup);
    return { model, names: nameGroup(model) };
  });
  return printGroups(groups, { module, descriptions });
}

function distinct(crds: readonly Crd[]): readonly Crd[] {
  const byResource = new Map<string, Crd>();
  for (const crd of [...crds].sort((a, b) => byText(a.source, b.source))) {
    const resource = `${crd.kind}.${crd.group}`;
    const known = byResource.get(resource);
    if (known && canonicalJson(known.versions) !== canonicalJson(crd.versions)) {
      throw new CodegenError({
        where: crd.source,
        what: `a second definition of ${resource}`,
        why: `${known.source} defines it otherwise`,
        remedy: 'give one of the two',
      });
    }
    byResource.set(resource, known ?? crd);
  }
  return [...byResource.values()];
}

function byGroup(crds: readonly Crd[]): ReadonlyMap<string, readonly Crd[]> {
  const groups = new Map<string, Crd[]>();
  for (const crd of crds) groups.set(crd.group, [...(groups.get(crd.group) ?? []), crd]);
  return groups;
}

function selected(
  groups: ReadonlyMap<string, readonly Crd[]>,
  wanted: readonly string[] | undefined,
): readonly (readonly [string, readonly Crd[]])[] {
  const missing = wanted?.find((group) => !groups.has(group));
  if (missing !== undefined) {
    throw new CodegenError({
      where: missing,
      what: 'unknown API group',
      why: `the sources define ${[...groups.keys()].sort(byText).join(', ')}`,
      remedy: 'name one of these',
    });
  }
  return [...groups].filter(([group]) => wanted?.includes(group) ?? true).sort(([a], [b]) => byText(a, b));
}

function inStorageVersion(crd: Crd): Crd {
  const version = preferredVersion(crd);
  return { ...crd, versions: version ? [version] : [] };
}

function nothingFound(sources: readonly Source[]): CodegenError {
  const names = sources.map(({ name }) => name);
  const listed = names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  return new CodegenError({
    where: listed === '' ? 'no source' : listed,
    what: 'no CustomResourceDefinition',
    why: 'there is nothing to generate from',
    remedy: 'give the output of kubectl get crd -o yaml, or the crds folder of a chart',
  });
}
