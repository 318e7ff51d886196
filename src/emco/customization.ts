import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { note, shown } from '../findings';
import type { HelmChart, Json, KubernetesObject, ObjectType } from '../helm';
import { hasSentinel, holeOfNumber } from '../helm/sentinel';
import { treeOf } from '../helm/tree';
import { isDeclared, readsOf } from '../helm/values-read';
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
export interface Customization extends Pick<CustomizationProps, 'clusters'> {
  readonly name: string;
  readonly patchJson: readonly PatchOperation[];
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

/** Deeper than any object of Kubernetes; what holds itself has no end. */
const MAX_DEPTH = 100;

/** Notes what in the value of an operation is no JSON, or is filled in by nobody; gives what is left of it. */
export function checkedValue(
  value: Json,
  field: string,
  group: DeploymentIntentGroup,
  app: HelmChart<ObjectType>,
): Json {
  const problem = problemOf(value, app, 0);
  if (problem === undefined) return value;
  const { id, reason, remedy } = problem;
  note(group, { id, severity: 'error', field, value: shown(problem.value), reason, remedy });
  return null;
}

interface Problem {
  readonly id: 'VNF101' | 'VNF113';
  readonly value: unknown;
  readonly reason: string;
  readonly remedy: string;
}

function problemOf(value: unknown, app: HelmChart<ObjectType>, depth: number): Problem | undefined {
  if (isHole(value)) return isFilled(value, app) ? undefined : { id: 'VNF113', value: 'a chart value', ...FOREIGN };
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return undefined;
  const isContainer = typeof value === 'object' && depth < MAX_DEPTH;
  if (!isContainer) return { id: 'VNF101', value: String(value), ...NO_JSON };
  return Object.values(value)
    .map((child) => problemOf(child, app, depth + 1))
    .find((problem) => problem !== undefined);
}

const NO_JSON = {
  reason: 'the customization is sent as JSON, which has no such value, and no end for what holds itself',
  remedy: 'give text, numbers, booleans, null, lists and maps',
};
const FOREIGN = {
  reason: 'it is a value of another chart, or the item of a loop, and nothing would stand in its place',
  remedy: 'use values of the chart of the object, or a literal',
};

function isHole(value: unknown): value is string | number {
  return typeof value === 'number'
    ? holeOfNumber(value) !== undefined
    : typeof value === 'string' && hasSentinel(value);
}

function isFilled(hole: string | number, app: HelmChart<ObjectType>): boolean {
  return readsOf(treeOf([hole])).every((read) => read.op === 'value' && isDeclared(read, app.valueType));
}

/** Operations as EMCO takes them: with the values of the chart as the group renders it, and one for each operation. */
export function filledPatch(
  patchJson: readonly PatchOperation[],
  app: HelmChart<ObjectType>,
  group: DeploymentIntentGroup,
): object[] {
  return patchJson.map((operation) => ({
    ...operation,
    value: 'value' in operation ? filledValue(operation.value, app, group) : null,
  }));
}

function filledValue(value: Json, app: HelmChart<ObjectType>, group: DeploymentIntentGroup): Json {
  if (isHole(value)) return app.fillHoles([value], group.release, group.valuesOf(app))[0] as Json;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => filledValue(item, app, group));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledValue(item, app, group)]));
}
