import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { HelmChart, KubernetesObject, ObjectType } from '../../src/helm';

/** Writes a chart's files into `<folder>/<name>` and returns that path. */
export function writeChart(chart: Pick<HelmChart<ObjectType>, 'name' | 'files'>, folder: string): string {
  const root = join(folder, chart.name);
  for (const [path, text] of chart.files()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** The objects in what `helm template` printed. */
export function objectsIn(text: string): KubernetesObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

/** Objects by what identifies them. */
export function keyed(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(objects.map((object) => [keyOf(object), object]));
}

/** What identifies an object on a cluster. */
export function keyOf(object: KubernetesObject): string {
  const { name, namespace } = object.metadata as { readonly name: string; readonly namespace?: string };
  return [String(object.apiVersion), String(object.kind), namespace ?? '', name].join(' ');
}
