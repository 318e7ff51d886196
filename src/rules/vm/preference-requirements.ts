import { at } from '../json';
import { instancetypeOf, preferenceOf } from './instancetype';
import { parseQuantity } from './quantity';
import { COUNTS, guestMemoryOf, type Topology, topologyOf } from './size';
import { vmRule, type VmObservation } from './vm-rule';

type Counts = readonly (keyof Topology)[];

/** What KubeVirt takes for the CPUs of a VM, by the topology that the preference prefers. */
const COUNTED: Readonly<Record<string, Counts>> = {
  sockets: ['sockets'],
  cores: ['cores'],
  threads: ['threads'],
  any: COUNTS,
};

/** The same for CPUs that are spread, by what they are spread across. */
const SPREAD: Readonly<Record<string, Counts>> = {
  SocketsCores: ['sockets', 'cores'],
  CoresThreads: ['cores', 'threads'],
  SocketsCoresThreads: COUNTS,
};

export const preferenceRequirements = vmRule(
  {
    id: 'VNF247',
    severity: 'error',
    title: 'VM below what its preference requires',
    reason:
      'KubeVirt refuses a VM with fewer CPUs, less memory or another architecture than its preference requires; unless the preference prefers another topology, it counts sockets',
    source: 'KubeVirt pkg/instancetype/preference, requirements',
  },
  function* (vm): Generator<VmObservation> {
    const preference = at(preferenceOf(vm), 'spec');
    const required = at(preference, 'requirements');
    if (required === undefined) return;
    const isTyped = Boolean(at(vm.vmSpec, 'instancetype'));
    const type = at(instancetypeOf(vm), 'spec');
    const domain = at(vm.spec, 'domain');
    const counted = countedBy(preference);
    const cpus = isTyped ? at(type, 'cpu', 'guest') : cpusOf(topologyOf(domain), counted);
    const wantedCpus = at(required, 'cpu', 'guest');
    if (cpus !== undefined && wantedCpus !== undefined && Number(cpus) < Number(wantedCpus)) {
      const what = isTyped || counted.length > 1 ? 'vCPUs' : counted.join();
      yield { field: 'cpu', value: cpus, remedy: `give at least ${Number(wantedCpus)} ${what}` };
    }
    const memory = isTyped ? at(type, 'memory', 'guest') : guestMemoryOf(domain);
    const wantedMemory = at(required, 'memory', 'guest');
    const [size, least] = [parseQuantity(memory), parseQuantity(wantedMemory)];
    if (size !== undefined && least !== undefined && size < least)
      yield { field: 'memory', value: memory, remedy: `give at least ${String(wantedMemory)}` };
    const wanted = at(required, 'architecture');
    // A VM without one is of the cluster's.
    const architecture = at(vm.spec, 'architecture') ?? wanted;
    if (wanted !== undefined && architecture !== wanted)
      yield { field: 'architecture', value: architecture, remedy: `write ${String(wanted)}` };
  },
);

/** Which counts a preference holds to its requirement; words up to KubeVirt 1.3 begin with `prefer`. */
function countedBy(preference: unknown): Counts {
  const topology = String(at(preference, 'cpu', 'preferredCPUTopology') ?? 'sockets');
  const word = topology.replace(/^prefer/, '').toLowerCase();
  const across = String(at(preference, 'cpu', 'spreadOptions', 'across') ?? 'SocketsCores');
  return (word === 'spread' ? SPREAD[across] : COUNTED[word]) ?? COUNTS;
}

function cpusOf(topology: Topology, counts: Counts): number {
  return counts.reduce((product, count) => product * topology[count], 1);
}
