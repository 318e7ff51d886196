import type { IConstruct } from 'constructs';
import { VirtualMachine, VirtualMachineInstance, VirtualMachineInstanceReplicaSet } from '../../../imports/kubevirt.io';
import { VirtualMachinePool } from '../../../imports/pool.kubevirt.io';
import type { GuestWorkload } from '../../vm';
import { at } from '../json';
import type { Model, Rendering } from '../model';
import { podTemplateOf } from '../pod-template';

/** A VM as it was rendered: what KubeVirt's admission sees, JSON patches included. */
export interface RenderedVm {
  /** The construct that the author wrote. */
  readonly vm: IConstruct;
  /** The same where it is one of this package's; undefined for an object that somebody wrote out. */
  readonly guest?: GuestWorkload;
  /** The object. */
  readonly object: unknown;
  /** `spec` of the instance that KubeVirt makes. */
  readonly spec: unknown;
  /** `spec` of the VM that owns the instance; undefined for an instance or a replica set of them. */
  readonly vmSpec: unknown;
  readonly rendering: Rendering;
}

/** The constructs that objects are written out with, by kind. */
const WRITTEN_OUT = {
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineInstanceReplicaSet,
  VirtualMachinePool,
};

/** Many rules ask for the same VMs of one app. */
const known = new WeakMap<Model, readonly RenderedVm[]>();

/** Every VM in every rendering, those included that somebody wrote out with the generated constructs. */
export function renderedVms(model: Model): readonly RenderedVm[] {
  let vms = known.get(model);
  if (!vms) {
    vms = [...findVms(model)];
    known.set(model, vms);
  }
  return vms;
}

function* findVms(model: Model): Generator<RenderedVm> {
  const guests = new Map<IConstruct, GuestWorkload>(model.vms.map((guest) => [guest.object, guest]));
  for (const [kind, generated] of Object.entries(WRITTEN_OUT)) {
    for (const { construct, object, rendering } of model.objectsOfKind(kind)) {
      const guest = guests.get(construct);
      const isHeld = guest !== undefined || model.holds(construct, generated);
      if (!isHeld || !/^(pool\.)?kubevirt\.io\//.test(String(object.apiVersion))) continue;
      const spec = at(podTemplateOf(object), 'spec');
      yield { vm: guest ?? construct, guest, object, spec, vmSpec: vmSpecOf(object), rendering };
    }
  }
}

function vmSpecOf(object: unknown): unknown {
  if (at(object, 'kind') === 'VirtualMachine') return at(object, 'spec');
  return at(object, 'spec', 'virtualMachineTemplate', 'spec');
}
