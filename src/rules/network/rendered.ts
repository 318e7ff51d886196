import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../../helm';
import { at, isMap } from '../json';
import type { Model, Rendering } from '../model';

/** An object of a chart under certain values. */
export interface Rendered {
  readonly rendering: Rendering;
  /** The construct that the author wrote. */
  readonly construct: IConstruct;
  readonly object: KubernetesObject;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects of an API group, of certain kinds, in every rendering. */
export function rendered(model: Model, group: string, ...kinds: readonly string[]): readonly Rendered[] {
  return kinds.flatMap((kind) =>
    model
      .objectsOfKind(kind)
      .filter(({ object }) => String(object.apiVersion).split('/')[0] === group)
      .map(({ rendering, construct, object }): Rendered => {
        const spec = at(object, 'spec');
        return { rendering, construct: authored(construct), object, spec: isMap(spec) ? spec : {} };
      }),
  );
}

/** The same with each chart's default values only, for what several objects are wrong about together. */
export function renderedByDefault(model: Model, group: string, ...kinds: readonly string[]): Rendered[] {
  return rendered(model, group, ...kinds).filter(({ rendering }) => rendering.group === undefined);
}

/** Constructs of this package keep their object in a child called Resource. */
function authored(construct: IConstruct): IConstruct {
  return construct.node.id === 'Resource' ? (construct.node.scope ?? construct) : construct;
}

export const SRIOV_GROUP = 'sriovnetwork.openshift.io';
export const CNI_GROUP = 'k8s.cni.cncf.io';
export const NODUS_GROUP = 'k8s.plugin.opnfv.org';
