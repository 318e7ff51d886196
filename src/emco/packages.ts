import type { Json } from '../helm';
import { packTgz } from '../helm/archive';
import { versionOf } from '../helm/subchart';
import { YamlWriter } from '../helm/yaml-writer';
import type { AppChart, DeploymentIntentGroup } from './deployment-intent-group';
import { splitValues } from './set-values';

/** Upload of resources that must have one and need none. */
export const EMPTY_FILE = 'packages/empty';
const VALUES_FILE = 'override_values.yaml';
/** Every app needs a profile with this file at its root, or EMCO refuses to instantiate it. */
const MANIFEST = { version: 'v1', type: { values: VALUES_FILE } };

/** Where the bundle has an app's chart. */
export function chartPath(chart: AppChart): string {
  return `packages/${chart.name}-${versionOf(chart)}.tgz`;
}

/** Where the bundle has an app's profile for a group; a folder each, so that no two paths can be the same. */
export function profilePath(group: DeploymentIntentGroup, chart: AppChart): string {
  return `packages/${group.compositeProfile}/${chart.name}.tgz`;
}

/** The profile that carries those overrides of an app which `--set` cannot. */
export function profileArchive(group: DeploymentIntentGroup, chart: AppChart): Uint8Array {
  const { file } = splitValues(group.overridesOf(chart));
  return packTgz(
    new Map([
      ['manifest.yaml', yaml(MANIFEST)],
      [VALUES_FILE, yaml(file)],
    ]),
  );
}

function yaml(content: Readonly<Record<string, Json>>): string {
  return new YamlWriter().document(content).toString();
}
