import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { clustersOf, type Customization, type DeploymentIntentGroup } from '../../emco';
import { filledPatch } from '../../emco/customization';
import type { KubernetesObject } from '../../helm';
import { groupBy } from '../group-by';
import { at, isMap, listAt } from '../json';
import type { Model, Rendering } from '../model';
import { type AddedResource, renderedObject, renderingOf } from './added-resources';

/** A resource of EMCO's generic action controller: one object of one app, and what is done to it. */
export interface KubernetesResource extends AddedResource {
  readonly app: unknown;
  readonly apiVersion: unknown;
  readonly kind: unknown;
  readonly name: unknown;
  /** Whether the controller makes the object; it patches what the chart rendered otherwise. */
  readonly isNew: boolean;
  readonly customizations: readonly AddedResource[];
}

/** The longest text that EMCO's schema takes in each place of these intents. */
export const LONGEST = 128;

const RESOURCES = /\/generic-k8s-intents\/[^/]+\/resources$/;

/** The resources of all generic Kubernetes intents. */
export function kubernetesResources({ addedResources }: Model): KubernetesResource[] {
  return addedResources
    .filter(({ anchor }) => RESOURCES.test(anchor))
    .map((one) => {
      const { metadata, spec } = one.resource;
      const below = `${one.anchor}/${metadata?.name}/customizations`;
      return {
        ...one,
        app: at(spec, 'app'),
        apiVersion: at(spec, 'resourceGVK', 'apiVersion'),
        kind: at(spec, 'resourceGVK', 'kind'),
        name: at(spec, 'resourceGVK', 'name'),
        isNew: at(spec, 'newObject') === 'true',
        customizations: addedResources.filter(({ anchor }) => anchor === below),
      };
    });
}

/** An operation of a JSON patch, and where it stands in its customization. */
export interface Operation {
  readonly field: string;
  readonly op: unknown;
  readonly path: unknown;
  readonly from: unknown;
  readonly hasValue: boolean;
  readonly value: unknown;
}

/** The operations of a customization's JSON patch. */
export function operationsOf({ field, resource }: AddedResource): Operation[] {
  return operations(`${field}.spec`, listAt(resource.spec, 'patchJson'));
}

function operations(field: string, patchJson: readonly unknown[]): Operation[] {
  return patchJson.map((operation, index) => ({
    field: `${field}.patchJson[${index}]`,
    op: at(operation, 'op'),
    path: at(operation, 'path'),
    from: at(operation, 'from'),
    hasValue: isMap(operation) && operation.value !== undefined,
    value: at(operation, 'value'),
  }));
}

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Why EMCO's API refuses an operation, by its members; nothing where it takes the operation. */
export function refusedMembers({
  op,
  path,
  hasValue,
}: Operation): readonly (readonly ['op' | 'path' | 'value', string])[] {
  const isPointer = typeof path === 'string' && path.startsWith('/') && path.length <= LONGEST;
  return [
    ...(OPERATIONS.includes(op as string) ? [] : [['op', `use one of ${OPERATIONS.join(', ')}`] as const]),
    ...(isPointer
      ? []
      : [['path', `give a JSON pointer, with a slash before each key, of at most ${LONGEST} characters`] as const]),
    ...(hasValue ? [] : [['value', 'give a value, null where the operation takes none'] as const]),
  ];
}

function isTaken(operation: Operation): boolean {
  return refusedMembers(operation).length === 0;
}

/** A customization that `addCustomization` made, in the rendering of its app. */
export interface RenderedCustomization {
  readonly group: DeploymentIntentGroup;
  readonly field: string;
  readonly customization: Customization;
  readonly rendering: Rendering;
  /** Several inside loops, none under a condition that fails. */
  readonly objects: readonly KubernetesObject[];
}

/** Every customization of every group, where the values of the app are sound. */
export function renderedCustomizations({ groups, renderings }: Model): RenderedCustomization[] {
  return groups.flatMap((group) =>
    group.customizations.flatMap((customization, index) => {
      const rendering = renderings.find((one) => one.group === group && one.chart === customization.app);
      if (!rendering) return [];
      const objects = rendering.objectsOf(customization.object);
      return [{ group, field: `customizations[${index}]`, customization, rendering, objects }];
    }),
  );
}

/** An object with the operations that are done to it, one after another. */
export interface PatchedObject {
  readonly at: IConstruct;
  readonly rendering: Rendering;
  readonly construct: ApiObject;
  readonly object: KubernetesObject;
  readonly operations: readonly Operation[];
  /** The cluster, or the resource of an intent that is written by hand. */
  readonly where: string;
}

/** Objects that generic Kubernetes intents patch, however the intents are written, once for each cluster that differs. */
export function* patchedObjects(model: Model): Generator<PatchedObject> {
  for (const one of kubernetesResources(model)) {
    const rendering = one.isNew ? undefined : renderingOf(model, one, one.app);
    const found = rendering && renderedObject(rendering, one.kind, one.name);
    const operations = one.customizations.flatMap(operationsOf).filter(isTaken);
    if (found) yield { at: one.at, rendering, ...found, operations, where: one.field };
  }
  const byObject = groupBy(
    renderedCustomizations(model).flatMap((one) => one.objects.map((object) => ({ ...one, object }))),
    ({ object }) => object,
  );
  for (const [object, changes] of byObject) {
    const { group, rendering, customization } = changes[0]!;
    const told = new Set<string>();
    for (const cluster of group.placementOf(customization.app).clusters) {
      const here = changes.filter(
        ({ customization: { clusters } }) => !clusters || clustersOf(clusters).includes(cluster),
      );
      const key = here.map(({ field }) => field).join();
      if (here.length === 0 || told.has(key)) continue;
      told.add(key);
      const all = here.flatMap(({ field, customization: { app, patchJson } }) =>
        operations(field, filledPatch(patchJson, app, group)),
      );
      yield {
        at: group,
        rendering,
        construct: customization.object,
        object,
        operations: all,
        where: cluster.node.path,
      };
    }
  }
}
