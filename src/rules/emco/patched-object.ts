import { applyOperation, deepClone, type Operation as PatchOperation } from 'fast-json-patch';
import type { KubernetesObject } from '../../helm';
import { at } from '../json';
import type { Operation } from './kubernetes-intents';

/** An operation that cannot be done, and why. */
export interface Misfit {
  readonly operation: Operation;
  readonly reason: string;
}

/** What ovnaction writes into a workload before a customization sees it [EMCO src/ovnaction/pkg/module/resources.go]. */
const WRITTEN_BEFORE = ['k8s.plugin.opnfv.org/nfn-network', 'k8s.v1.cni.cncf.io/networks'];

const REASONS: Readonly<Record<string, string>> = {
  OPERATION_PATH_UNRESOLVABLE: 'nothing is there',
  OPERATION_PATH_CANNOT_ADD: 'nothing is there that it could be added to; add makes one field at a time',
  OPERATION_FROM_UNRESOLVABLE: 'nothing is there that could be taken',
  OPERATION_PATH_ILLEGAL_ARRAY_INDEX: 'a list has indexes, and - for its end',
  OPERATION_VALUE_OUT_OF_BOUNDS: 'the list ends before it',
  TEST_OPERATION_FAILED: 'something else is there',
};

/** The object after each operation that can be done, and those that cannot. */
export function patchedObject(
  object: KubernetesObject,
  operations: readonly Operation[],
): { readonly object: KubernetesObject; readonly misfits: readonly Misfit[] } {
  const patched = deepClone(object) as Record<string, unknown>;
  const placeholders = addAnnotations(patched);
  const misfits: Misfit[] = [];
  for (const operation of operations) {
    const { op, path, from, value } = operation;
    try {
      applyOperation(patched, { op, path, from, value: value ?? null } as PatchOperation, true, true);
    } catch (error) {
      misfits.push({ operation, reason: REASONS[(error as Error).name] ?? 'no such operation is possible there' });
    }
  }
  for (const [annotations, name] of placeholders) if (annotations[name] === '') delete annotations[name];
  return { object: patched as KubernetesObject, misfits };
}

type Annotations = Record<string, unknown>;

/** Stand-ins, so that what networks write can be changed. */
function addAnnotations(object: object): (readonly [Annotations, string])[] {
  const template = at(object, 'spec', 'template') as Record<string, Record<string, unknown>> | undefined;
  if (typeof template !== 'object') return [];
  const annotations = ((template.metadata ??= {}).annotations ??= {}) as Annotations;
  const missing = WRITTEN_BEFORE.filter((name) => !(name in annotations));
  for (const name of missing) annotations[name] = '';
  return missing.map((name) => [annotations, name]);
}
