import { at } from '../json';
import { parseQuantity } from './quantity';
import { matchedBy } from './specs';
import { vmRule, type VmObservation } from './vm-rule';

export const preferenceRequirements = vmRule(
  {
    id: 'VNF247',
    severity: 'error',
    title: 'VM below what its preference requires',
    reason: 'KubeVirt refuses a VM with fewer CPUs, less memory or another architecture than its preference requires',
    source: 'KubeVirt pkg/instancetype/preference, requirements',
  },
  function* ({ spec, vmSpec, rendering }): Generator<VmObservation> {
    const preference = at(vmSpec, 'preference');
    const required = at(matchedBy(preference, rendering), 'spec', 'requirements');
    if (required === undefined) return;
    const isTyped = at(vmSpec, 'instancetype') !== undefined;
    const type = at(matchedBy(at(vmSpec, 'instancetype'), rendering), 'spec');
    const counts = ['sockets', 'cores', 'threads'].map((name) => Number(at(spec, 'domain', 'cpu', name) ?? 1));
    const own = {
      cpus: counts.reduce((product, count) => product * count, 1),
      memory: at(spec, 'domain', 'memory', 'guest'),
    };
    const { cpus, memory } = isTyped ? { cpus: at(type, 'cpu', 'guest'), memory: at(type, 'memory', 'guest') } : own;
    const wantedCpus = at(required, 'cpu', 'guest');
    if (cpus !== undefined && wantedCpus !== undefined && Number(cpus) < Number(wantedCpus))
      yield { field: 'cpu', value: cpus, remedy: `give at least ${Number(wantedCpus)} vCPUs` };
    const wantedMemory = at(required, 'memory', 'guest');
    const [size, least] = [parseQuantity(memory), parseQuantity(wantedMemory)];
    if (size !== undefined && least !== undefined && size < least)
      yield { field: 'memory', value: memory, remedy: `give at least ${String(wantedMemory)}` };
    const architecture = at(required, 'architecture');
    if (architecture !== undefined && at(spec, 'architecture') !== architecture)
      yield { field: 'architecture', value: at(spec, 'architecture'), remedy: `write ${String(architecture)}` };
  },
);
