import { jsonText, type HelmValue } from '../helm';
import type { Platform } from '../platform';
import type { AttachedWorkload } from './attached-workload';
import { isVirtualMachineKind, podInterfaceName } from './pod-interface-name';

/** What Nodus reads from a pod to make its interfaces. */
export const NFN_NETWORK_ANNOTATION = 'k8s.plugin.opnfv.org/nfn-network';
/** What Multus reads from a pod. KubeVirt writes it itself for the pods of VMs. */
export const NETWORKS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks';
/** What Multus takes for a pod's first network, in place of the cluster's own. KubeVirt writes it itself for the pods of VMs. */
export const DEFAULT_NETWORK_ANNOTATION = 'v1.multus-cni.io/default-network';
/** Namespace of every object that Nodus shares between workloads: EMCO's ncm creates them there. */
export const NODUS_NAMESPACE = 'default';
/** The attachment definition that lets Nodus make all interfaces of a pod. */
export const OVN_NETWORK_OBJECT = 'ovn-networkobj';

/** One interface, as Nodus' annotation and EMCO's interface intents write it. */
export interface NodusInterface {
  /** Name of the interface in the pod. */
  readonly interface: string;
  /** Name of the network. */
  readonly name: string;
  /** A string on purpose: Nodus and EMCO refuse a boolean. */
  readonly defaultGateway: 'false';
  /** Address without prefix length. @default - dynamic */
  readonly ipAddress?: string;
  /** MAC; taken only together with an address. @default - drawn by Nodus */
  readonly macAddress?: string;
}

/** The Nodus interfaces of a workload, in interface order. */
export function nodusInterfaces(workload: AttachedWorkload, platform: Platform): NodusInterface[] {
  return workload.attachments
    .filter(({ kind }) => kind === 'nodus')
    .map((attachment) => {
      const macAddress = isVirtualMachineKind(workload.workloadKind) ? attachment.macOf(workload) : attachment.givenMac;
      return {
        interface: podInterfaceName(workload, attachment, platform),
        name: attachment.networkName,
        defaultGateway: 'false',
        ...(attachment.address === undefined ? {} : { ipAddress: attachment.address }),
        ...(macAddress === undefined ? {} : { macAddress }),
      };
    });
}

/** The Nodus annotation of a workload's pods; undefined where no interface is Nodus'. */
export function nodusAnnotation(workload: AttachedWorkload, platform: Platform): HelmValue<string> | undefined {
  const interfaces = nodusInterfaces(workload, platform);
  return interfaces.length === 0 ? undefined : jsonText({ type: 'ovn4nfv', interface: interfaces });
}
