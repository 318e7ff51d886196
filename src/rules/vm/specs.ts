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
  /** `spec` of the VM that owns the instance; undefined for an instance or a replica set of them. */
  readonly vmSpec: unknown;
  readonly rendering: Rendering;
}

/** Every VM in every rendering. */
export function* renderedVms(model: Model): Generator<RenderedVm> {
  for (const vm of model.vms) {
    for (const { object, rendering } of model.objectsOf(vm)) {
      const spec = at(podTemplateOf(object), 'spec');
      yield { vm, object, spec, vmSpec: vmSpecOf(object), rendering };
    }
  }
}

function vmSpecOf(object: unknown): unknown {
  if (at(object, 'kind') === 'VirtualMachine') return at(object, 'spec');
  return at(object, 'spec', 'virtualMachineTemplate', 'spec');
}

/** The instance type or preference of the chart that a VM refers to; undefined for one that is none of the chart's. */
export function matchedBy(matcher: unknown, rendering: Rendering): unknown {
  return rendering.objects.find(
    ({ object }) => object.kind === at(matcher, 'kind') && at(object, 'metadata', 'name') === at(matcher, 'name'),
  )?.object;
}
