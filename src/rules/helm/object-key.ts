import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../../helm';
import { isMap } from '../json';
import type { Rendering } from '../model';

/** What an object is on a cluster: API group, kind, namespace and name; undefined where the cluster names it. */
export function keyOf(object: KubernetesObject, rendering: Rendering): string | undefined {
  const { name, namespace = rendering.release.namespace } = metadataOf(object);
  if (typeof name !== 'string') return undefined;
  const version = String(object.apiVersion);
  const group = version.slice(0, Math.max(0, version.lastIndexOf('/')));
  return `${group} ${String(object.kind)} ${String(namespace)} ${name}`;
}

function metadataOf({ metadata }: KubernetesObject): { readonly name?: unknown; readonly namespace?: unknown } {
  return isMap(metadata) ? metadata : {};
}

/** `Kind name`, for people. */
export function keyText(object: KubernetesObject): string {
  return `${String(object.kind)} ${String(metadataOf(object).name)}`;
}

/** An object of a rendering, with what it is on a cluster. */
export interface KeyedObject {
  readonly rendering: Rendering;
  readonly construct: IConstruct;
  readonly object: KubernetesObject;
  readonly key: string | undefined;
}

export function keyedObjects(renderings: readonly Rendering[]): readonly KeyedObject[] {
  return renderings.flatMap((rendering) =>
    rendering.objects.map(({ construct, object }) => ({ rendering, construct, object, key: keyOf(object, rendering) })),
  );
}
