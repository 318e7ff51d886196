import { groupBy } from '../group-by';
import { at, isMap } from '../json';
import type { RenderedObject, Rendering } from '../model';
import type { RenderedVm } from './specs';

/** The instance type of the chart that a VM refers to; undefined for one that is none of the chart's. */
export function instancetypeOf(vm: RenderedVm): unknown {
  return matchedBy('instancetype', vm);
}

/** The preference of the chart that a VM refers to; undefined for one that is none of the chart's. */
export function preferenceOf(vm: RenderedVm): unknown {
  return matchedBy('preference', vm);
}

/** Kinds are written in any case, singular or plural, and are the cluster's if nobody says [pkg/instancetype/find]. */
function matchedBy(what: 'instancetype' | 'preference', { vmSpec, rendering }: RenderedVm): unknown {
  const matcher = at(vmSpec, what);
  if (!matcher) return undefined;
  const written = at(matcher, 'kind') || `virtualmachinecluster${what}`;
  const kind = String(written).toLowerCase().replace(/s$/, '');
  const candidates = namesOf(rendering).get(at(matcher, 'name')) ?? [];
  return candidates.find(({ object }) => String(object.kind).toLowerCase() === kind)?.object;
}

/** As many VMs as there are objects may look for their types. */
const known = new WeakMap<Rendering, ReadonlyMap<unknown, readonly RenderedObject[]>>();

/** The objects of a rendering by their names. */
function namesOf(rendering: Rendering): ReadonlyMap<unknown, readonly RenderedObject[]> {
  let names = known.get(rendering);
  if (!names) {
    names = groupBy(rendering.objects, ({ object }) => at(object, 'metadata', 'name'));
    known.set(rendering, names);
  }
  return names;
}

/** Whether nobody here knows the size of a VM, because its instance type is none of the chart's. */
export function isSizedElsewhere(vm: RenderedVm): boolean {
  return Boolean(at(vm.vmSpec, 'instancetype')) && instancetypeOf(vm) === undefined;
}

/** `domain` of a VM together with the CPUs and memory of its instance type, where that is one of the chart's. */
export function sizedDomain(vm: RenderedVm): unknown {
  const domain = at(vm.spec, 'domain');
  const type = at(instancetypeOf(vm), 'spec');
  if (!isMap(domain) || type === undefined) return domain;
  const cpu = { ...asMap(domain.cpu), ...asMap(at(type, 'cpu')) };
  return {
    ...domain,
    // The one field that instance types spell in another way.
    cpu: { ...cpu, dedicatedCpuPlacement: cpu.dedicatedCPUPlacement ?? cpu.dedicatedCpuPlacement },
    memory: { ...asMap(domain.memory), ...asMap(at(type, 'memory')) },
  };
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}
