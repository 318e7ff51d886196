import type { Memory } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type Amount, quantityOf } from '../storage';

export interface GuestMemoryProps {
  /** Memory that the guest sees. */
  readonly size: Amount;
  /** Size of the huge pages that back it, in a multiple of which the memory must come. @default - ordinary pages */
  readonly hugepages?: '2Mi' | '1Gi';
}

/** The memory of a guest as KubeVirt takes it. */
export function memorySpec(memory: Amount | GuestMemoryProps): Input<Memory> {
  const { size, hugepages } = isProps(memory) ? memory : { size: memory, hugepages: undefined };
  return { guest: quantityOf(size), hugepages: hugepages && { pageSize: hugepages } };
}

function isProps(memory: Amount | GuestMemoryProps): memory is GuestMemoryProps {
  return typeof memory === 'object' && 'size' in memory;
}
