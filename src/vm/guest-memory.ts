import type { Memory } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { type Amount, quantityOf } from '../storage';

export interface GuestMemoryProps {
  /** Memory that the guest sees. */
  readonly size: Amount;
  /** Size of the huge pages that back it, in a multiple of which the memory must come. @default - ordinary pages */
  readonly hugepages?: '2Mi' | '1Gi';
  /** Size up to which memory can be added while the VM runs. @default - the cluster's, four times the size unless set */
  readonly maxSize?: Amount;
  /** Memory of the emulator beyond what KubeVirt reckons. Since KubeVirt 1.8. @default - none */
  readonly reservedOverhead?: Amount;
  /** Whether the emulator must be able to lock all its memory, as passed-through devices need. Since KubeVirt 1.8. @default - KubeVirt's */
  readonly memLock?: 'Required' | 'NotRequired';
}

/** The memory of a guest as KubeVirt takes it. */
export function memorySpec(memory: Amount | GuestMemoryProps): Input<Memory> {
  const { size, hugepages, maxSize, reservedOverhead, memLock } = isProps(memory) ? memory : onlySize(memory);
  return {
    guest: quantityOf(size),
    maxGuest: maxSize && quantityOf(maxSize),
    hugepages: hugepages && { pageSize: hugepages },
    reservedOverhead:
      reservedOverhead || memLock
        ? { addedOverhead: reservedOverhead && quantityOf(reservedOverhead), memLock }
        : undefined,
  };
}

function onlySize(size: Amount): GuestMemoryProps {
  return { size };
}

function isProps(memory: Amount | GuestMemoryProps): memory is GuestMemoryProps {
  return typeof memory === 'object' && 'size' in memory;
}
