import type { ApiObject } from 'cdk8s';

/** When Helm makes an object instead of installing it with the others. EMCO runs install and delete hooks only. */
export type HookEvent =
  | 'pre-install'
  | 'post-install'
  | 'pre-delete'
  | 'post-delete'
  | 'pre-upgrade'
  | 'post-upgrade'
  | 'pre-rollback'
  | 'post-rollback'
  | 'test';

export interface HookOptions {
  /** Order among the hooks of an event, lowest first. @default 0 */
  readonly weight?: number;
  /** When the object is deleted again. EMCO reads none of them. @default - before a new one is made */
  readonly deletePolicies?: readonly ('before-hook-creation' | 'hook-succeeded' | 'hook-failed')[];
}

/** Makes an object a hook of the chart's release. */
export function makeHook(object: ApiObject, events: readonly HookEvent[], options: HookOptions = {}): void {
  object.metadata.addAnnotation('helm.sh/hook', events.join(','));
  if (options.weight !== undefined) object.metadata.addAnnotation('helm.sh/hook-weight', String(options.weight));
  if (options.deletePolicies)
    object.metadata.addAnnotation('helm.sh/hook-delete-policy', options.deletePolicies.join(','));
}
