import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { HelmChart, Json, KubernetesObject, ObjectType } from '../helm';
import type { DeploymentIntentGroup } from './deployment-intent-group';
import type { PlacementTarget } from './placement';

/** A place in an object: keys and indexes, each after a slash; `~1` stands for a slash in a key, `~0` for a tilde. */
export type JsonPointer = `/${string}`;

/** An operation of a JSON patch (RFC 6902) with its JSON pointers, each at most 128 characters. */
export type PatchOperation =
  | {
      /** What is done: `add` makes a field or an item, `replace` and `test` need one. */
      readonly op: 'add' | 'replace' | 'test';
      /** Where, such as `/spec/template/spec/domain/memory/guest`. */
      readonly path: JsonPointer;
      /** What stands there then. */
      readonly value: Json;
    }
  | {
      /** What is done. */
      readonly op: 'remove';
      /** Where. */
      readonly path: JsonPointer;
    }
  | {
      /** What is done. */
      readonly op: 'move' | 'copy';
      /** Where from. */
      readonly from: JsonPointer;
      /** Where to. */
      readonly path: JsonPointer;
    };

export interface CustomizationProps {
  /** The object: an `ApiObject` of an app, or a construct that makes one, such as a `VirtualMachine`. */
  readonly object: IConstruct;
  /** What is changed, in this order. */
  readonly patchJson: readonly [PatchOperation, ...PatchOperation[]];
  /** Where: one cluster, or all clusters with a label. @default - every cluster of the app */
  readonly clusters?: PlacementTarget;
}

/** A change of one object on some of the clusters. */
export interface Customization extends Omit<CustomizationProps, 'object'> {
  readonly name: string;
  readonly app: HelmChart<ObjectType>;
  readonly object: ApiObject;
}

/** What a customization changes as the group renders it: several objects inside loops, none under a condition that fails. */
export function customizedObjects(
  { app, object }: Customization,
  group: DeploymentIntentGroup,
): readonly KubernetesObject[] {
  return app
    .compile()
    .renderWithOrigin(group.valuesOf(app), group.release)
    .filter(({ construct }) => construct === object)
    .map((one) => one.object);
}
