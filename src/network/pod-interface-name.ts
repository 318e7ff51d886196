import { createHash } from 'node:crypto';
import type { Platform } from '../platform';
import type { AttachedWorkload } from './attached-workload';
import type { Attachment } from './attachment';

/**
 * What the interface of an attachment is called in the pod. KubeVirt looks for the name it expects in the pod of a VM:
 * `net<n>` over all secondary networks before 1.0, `pod` and a hash of the network's id since [kubevirt#9268].
 * Pods that are no VMs take any name.
 */
export function podInterfaceName(workload: AttachedWorkload, attachment: Attachment, platform: Platform): string {
  if (isFirst(attachment)) return 'eth0';
  const secondary = workload.attachments.filter((one) => !isFirst(one));
  const position = secondary.indexOf(attachment) + 1;
  if (!isVirtualMachineKind(workload.workloadKind)) return attachment.interfaceName ?? `net${position}`;
  return platform.has('hashedPodInterfaceNames') ? hashedName(attachment.id) : `net${position}`;
}

function isFirst({ kind, isPrimary }: Attachment): boolean {
  return kind === 'pod' || isPrimary;
}

/** `pod` and the first 11 hexadecimal digits of the SHA-256 of the network's id [kubevirt pkg/network/namescheme]. */
export function hashedName(networkId: string): string {
  return `pod${createHash('sha256').update(networkId).digest('hex').slice(0, 11)}`;
}

/** Whether objects of a kind are run by KubeVirt. */
export function isVirtualMachineKind(kind: string): boolean {
  return kind.startsWith('VirtualMachine');
}
