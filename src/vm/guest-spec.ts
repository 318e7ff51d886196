import type { Domain, Firmware, LaunchSecurity, VirtualMachineInstanceSpec, Volume } from '../../imports/kubevirt.io';
import { HelmValue, type Input } from '../helm';
import type { AttachedWorkload } from '../network';
import type { ClaimOptions } from '../storage';
import { DataVolumeTemplate } from './data-volume-template';
import { diskDevice, isDirectory } from './disk-device';
import { kernelBootSpec } from './firmware';
import { clockSpec } from './guest-clock';
import { type Architecture, devicesSpec, someOf } from './guest-devices';
import { featuresSpec } from './guest-features';
import { memorySpec } from './guest-memory';
import type { CommonGuestProps, GuestDisk, GuestProps, IoThreads } from './guest-props';
import { interfaceDevice, networkOf } from './interface-device';

/** What a guest is made of; one with an instance type states no size. */
export type GuestSpecProps = CommonGuestProps & Partial<Pick<GuestProps, 'cpu' | 'memory' | 'resources'>>;

/** A disk with the name that its device and its volume share. */
export interface NamedDisk {
  /** Name of its device and its volume. */
  readonly name: string;
  /** The disk. */
  readonly disk: GuestDisk;
}

/** The workload whose guest is described. */
export interface GuestOwner extends AttachedWorkload {
  /** Whether several guests are made from one description. */
  readonly isReplicated: boolean;
  /** Disks, those of cloud-init included. */
  readonly namedDisks: readonly NamedDisk[];
  /** Whether a preference decides what the author leaves unsaid. */
  readonly hasPreference: boolean;
  /** Name of the DataVolume that belongs to a disk. */
  dataVolumeName(disk: string): string;
}

const MACHINES: Readonly<Record<Architecture, string>> = {
  amd64: 'q35',
  arm64: 'virt',
  s390x: 's390-ccw-virtio',
};

/** The names that disks have unless their authors say otherwise. */
export function nameDisks(disks: readonly GuestDisk[]): NamedDisk[] {
  return disks.map((disk, index) => ({ disk, name: disk.options.name ?? (index === 0 ? 'rootdisk' : `disk${index}`) }));
}

/** A guest as KubeVirt takes it: `spec` of an instance. */
export function guestSpec(props: GuestSpecProps, owner: GuestOwner): Input<VirtualMachineInstanceSpec> {
  const { livenessProbe, readinessProbe, startPaused, accessCredentials, topologySpread } = props;
  const disks = owner.namedDisks;
  return {
    // Written out because the cluster would otherwise fill in its own, at random or by its version.
    architecture: props.architecture ?? 'amd64',
    domain: domainSpec(props, owner, disks),
    networks: someOf(owner.attachments.map(networkOf)),
    volumes: someOf(disks.map((disk) => volumeOf(disk, owner))),
    accessCredentials: someOf(accessCredentials?.map(({ spec }) => spec)),
    livenessProbe: livenessProbe?.spec,
    readinessProbe: readinessProbe?.spec,
    hostname: props.hostname,
    subdomain: props.subdomain,
    dnsPolicy: props.dnsPolicy,
    dnsConfig: props.dnsConfig,
    startStrategy: startPaused ? 'Paused' : undefined,
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
    nodeSelector: props.nodeSelector,
    affinity: props.affinity,
    tolerations: props.tolerations,
    topologySpreadConstraints: topologySpread,
    priorityClassName: props.priorityClassName,
    schedulerName: props.schedulerName,
    serviceAccountName: props.serviceAccountName,
    evictionStrategy: props.evictionStrategy,
    resourceClaims: props.resourceClaims,
  };
}

function domainSpec(props: GuestSpecProps, owner: GuestOwner, disks: readonly NamedDisk[]): Input<Domain> {
  const { memory, clock, firmware, rebootPolicy, launchSecurity, identity } = props;
  const architecture = props.architecture ?? 'amd64';
  const machine = props.machineType ?? (owner.hasPreference ? undefined : MACHINES[architecture]);
  return {
    machine: machine === undefined ? undefined : { type: machine },
    firmware: firmwareSpec(props, owner),
    chassis: identity?.chassis,
    cpu: props.cpu?.toSpec(),
    memory: memory && memorySpec(memory),
    resources: props.resources,
    clock: clock && clockSpec(clock),
    features: featuresSpec(props.features, firmware?.needsSmm ?? false),
    devices: {
      ...devicesSpec(props.devices ?? {}, architecture),
      disks: someOf(disks.flatMap(({ name, disk }) => deviceOf(name, disk.options, owner))),
      filesystems: someOf(
        disks.flatMap(({ name, disk }) => (isDirectory(disk.options) ? [{ name, virtiofs: {} }] : [])),
      ),
      interfaces: someOf(owner.attachments.map((attachment) => interfaceDevice(attachment, owner))),
      // KubeVirt would add one on the pod network.
      autoattachPodInterface: owner.attachments.length === 0 && !props.devices?.podInterface ? false : undefined,
    },
    ...ioThreadsSpec(props.ioThreads),
    launchSecurity: launchSecurity && launchSecuritySpec(launchSecurity),
    rebootPolicy,
  };
}

const LAUNCH_SECURITY = {
  sev: { sev: {} },
  'sev-es': { sev: { policy: { encryptedState: true } } },
  snp: { snp: {} },
  tdx: { tdx: {} },
} as const;

function launchSecuritySpec(security: NonNullable<CommonGuestProps['launchSecurity']>): Input<LaunchSecurity> {
  if (typeof security === 'string') return LAUNCH_SECURITY[security];
  const { attested, dhCert, session } = security;
  return { sev: { ...LAUNCH_SECURITY[attested].sev, attestation: {}, dhCert, session } };
}

/** Replicas share the template, so that each gets its own identity from the cluster. */
function firmwareSpec(props: GuestSpecProps, owner: GuestOwner): Input<Firmware> | undefined {
  const { firmware, kernelBoot, identity, acpiTables } = props;
  const isDerived = !owner.isReplicated && owner.isIdentityDerived !== false;
  const own = isDerived ? HelmValue.derived('uuid', owner.node.id) : undefined;
  const spec = {
    uuid: identity?.uuid ?? own,
    serial: identity?.serial ?? own,
    bootloader: firmware?.bootloader,
    kernelBoot: kernelBoot && kernelBootSpec(kernelBoot),
    acpi: acpiTables && { slicNameRef: acpiTables.slic, msdmNameRef: acpiTables.msdm },
  };
  return Object.values(spec).some((part) => part !== undefined) ? spec : undefined;
}

function ioThreadsSpec(threads: IoThreads | undefined): Pick<Domain, 'ioThreads' | 'ioThreadsPolicy'> {
  if (typeof threads !== 'object') return { ioThreadsPolicy: threads };
  return { ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: threads.pool } };
}

function deviceOf(name: string, options: ClaimOptions, owner: GuestOwner): ReturnType<typeof diskDevice>[] {
  return isDirectory(options) ? [] : [diskDevice(name, options, owner.hasPreference)];
}

function volumeOf({ name, disk }: NamedDisk, owner: GuestOwner): Input<Volume> {
  if (disk instanceof DataVolumeTemplate) return { name, dataVolume: { name: owner.dataVolumeName(name) } };
  return { name, ...disk.source } as Input<Volume>;
}
