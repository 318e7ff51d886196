import type { IConstruct } from 'constructs';
import type { Attachment } from './attachment';

/** A workload with interfaces on networks: a VM, or pods. Intents and rules find it in the tree. */
export interface AttachedWorkload extends IConstruct {
  /** Kind of the object that EMCO's network intents name. */
  readonly workloadKind: string;
  /** `metadata.name` of that object, with holes. */
  readonly workloadName: string;
  /** Interfaces in their order. */
  readonly attachments: readonly Attachment[];
  /** Whether several guests are made from one description, so that none has an identity of its own. @default false */
  readonly isReplicated?: boolean;
  /** Whether what identifies the workload's guest is derived where nobody gives it; else the cluster makes it up. @default true */
  readonly isIdentityDerived?: boolean;
}

const WORKLOAD = Symbol.for('cdk8s-vnf.AttachedWorkload');

/** Makes a construct one that {@link attachedWorkloads} finds. */
export function markAttachedWorkload(workload: AttachedWorkload): void {
  Object.defineProperty(workload, WORKLOAD, { value: true });
}

/** Whether a construct is a workload with interfaces. */
export function isAttachedWorkload(construct: IConstruct): construct is AttachedWorkload {
  return WORKLOAD in construct;
}

/** The workloads at and below a construct, in the order of the tree. */
export function attachedWorkloads(scope: IConstruct): AttachedWorkload[] {
  return scope.node.findAll().filter(isAttachedWorkload);
}
