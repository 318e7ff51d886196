import type { VirtualMachine } from '../../vm';
import { at } from '../json';
import type { Model, Rendering } from '../model';

/** A VM as it was rendered: what KubeVirt's admission sees, JSON patches included. */
export interface RenderedVm {
  readonly vm: VirtualMachine;
  /** The object. */
  readonly object: unknown;
  /** `spec.template.spec`. */
  readonly spec: unknown;
  readonly rendering: Rendering;
}

/** Every VM in every rendering. */
export function* renderedVms(model: Model): Generator<RenderedVm> {
  for (const vm of model.vms) {
    for (const { object, rendering } of model.objectsOf(vm)) {
      yield { vm, object, spec: at(object, 'spec', 'template', 'spec'), rendering };
    }
  }
}
