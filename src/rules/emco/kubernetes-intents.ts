import { at, isMap, listAt } from '../json';
import type { Model } from '../model';
import type { AddedResource } from './added-resources';

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
  return listAt(resource.spec, 'patchJson').map((operation, index) => ({
    field: `${field}.spec.patchJson[${index}]`,
    op: at(operation, 'op'),
    path: at(operation, 'path'),
    from: at(operation, 'from'),
    hasValue: isMap(operation) && operation.value !== undefined,
    value: at(operation, 'value'),
  }));
}
