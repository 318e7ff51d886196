import type { GuestWorkload } from '../../vm';
import { at } from '../json';
import type { Model, Rendering } from '../model';
import { podTemplateOf } from '../pod-template';

/** A VM as it was rendered: what KubeVirt's admission sees, JSON patches included. */
export interface RenderedVm {
  readonly vm: GuestWorkload;
  /** The object. */
  readonly object: unknown;
  /** `spec` of the instance that KubeVirt makes. */
  readonly spec: unknown;
  readonly rendering: Rendering;
}

/** Every VM in every rendering. */
export function* renderedVms(model: Model): Generator<RenderedVm> {
  for (const vm of model.vms) {
    for (const { object, rendering } of model.objectsOf(vm)) {
      yield { vm, object, spec: at(podTemplateOf(object), 'spec'), rendering };
    }
  }
}
