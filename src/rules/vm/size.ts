import { at } from '../json';
import { parseQuantity } from './quantity';

/** Sockets, cores and threads of a guest. */
export type Topology = Readonly<Record<(typeof COUNTS)[number], number>>;

/** Where the CPUs of a guest are counted. */
export const COUNTS = ['sockets', 'cores', 'threads'] as const;

/** Where a guest without memory of its own has it from. */
const GUEST_MEMORY = [
  ['memory', 'guest'],
  ['resources', 'requests', 'memory'],
  ['resources', 'limits', 'memory'],
];

/** What KubeVirt counts pages of. */
const PAGED_MEMORY = [
  ['resources', 'requests', 'memory'],
  ['memory', 'guest'],
  ['resources', 'limits', 'memory'],
];

/** Whether a `domain` counts its CPUs; 0 counts nothing. */
export function hasTopology(domain: unknown): boolean {
  return COUNTS.some((name) => Number(at(domain, 'cpu', name) ?? 0) !== 0);
}

/** The CPUs of a `domain` as KubeVirt completes them: those of its resources as sockets, where it counts none [pkg/defaults]. */
export function topologyOf(domain: unknown): Topology {
  const [sockets, cores, threads] = COUNTS.map((name) => Number(at(domain, 'cpu', name)) || 1) as [
    number,
    number,
    number,
  ];
  if (hasTopology(domain)) return { sockets, cores, threads };
  const [limit, request] = ['limits', 'requests'].map((kind) => parseQuantity(at(domain, 'resources', kind, 'cpu')));
  return { sockets: Math.ceil(limit || request || 1), cores, threads };
}

/** Memory that the guest of a `domain` sees, as it is written; pages alone are no amount. */
export function guestMemoryOf(domain: unknown): unknown {
  return firstAmount(domain, GUEST_MEMORY);
}

/** Memory of a `domain` that its pages must divide, as it is written. */
export function pagedMemoryOf(domain: unknown): unknown {
  return firstAmount(domain, PAGED_MEMORY);
}

/** The first amount that is none of nothing; where there is none such, the first. */
function firstAmount(domain: unknown, paths: readonly (readonly string[])[]): unknown {
  const amounts = paths.map((path) => at(domain, ...path)).filter((amount) => amount !== undefined);
  return amounts.find((amount) => parseQuantity(amount) !== 0) ?? amounts[0];
}
