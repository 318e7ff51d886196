import type { Direct, Features, Hyperv } from '../../imports/kubevirt.io';

/** What a Windows guest knows of Hyper-V. A feature switched on brings those that it needs. */
export interface HypervFeatures {
  /** The guest does not take late timers for a fault. @default false */
  readonly relaxed?: boolean;
  /** Pages of the interrupt controller that the guest need not leave for. @default false */
  readonly vapic?: boolean;
  /** The guest reads the index of its vCPU. @default false */
  readonly vpindex?: boolean;
  /** The guest reads the time that its vCPUs ran. @default false */
  readonly runtime?: boolean;
  /** Needs vpindex. @default false */
  readonly synic?: boolean;
  /** Needs synic; `direct` saves a message for each tick. @default false */
  readonly synictimer?: boolean | 'direct';
  /** The guest may reset the machine by a register. @default false */
  readonly reset?: boolean;
  /** The guest reads the frequencies of its clocks. @default false */
  readonly frequencies?: boolean;
  /** The guest is told when its clock changes in a migration. @default false */
  readonly reenlightenment?: boolean;
  /** Needs vpindex; by hypercalls of the guest's own guests (`direct`) or with ranges (`extended`) since KubeVirt 1.8. @default false */
  readonly tlbflush?: boolean | 'direct' | 'extended';
  /** Needs vpindex. @default false */
  readonly ipi?: boolean;
  /** Needs vapic and the CPU feature vmx with the policy `require`. @default false */
  readonly evmcs?: boolean;
  /** Attempts to take a lock before the guest yields, from 4096. @default - none */
  readonly spinlocks?: number;
  /** What the guest takes the hypervisor for, at most 12 characters. @default - none */
  readonly vendorId?: string;
}

/** Features of the virtual board. */
export interface GuestFeatures {
  /** Whether the guest has ACPI. @default true */
  readonly acpi?: boolean;
  /** Interrupt controller; with `end-of-interrupt` the guest tells the end of interrupts without leaving. @default - KubeVirt's */
  readonly apic?: boolean | 'end-of-interrupt';
  /** System management mode; `Firmware.secureBoot` turns it on. @default false */
  readonly smm?: boolean;
  /** Whether the guest may see that it runs on KVM. @default true */
  readonly kvmVisible?: boolean;
  /** Whether waiting vCPUs yield. @default - KubeVirt's */
  readonly pvspinlock?: boolean;
  /** Features of Hyper-V, or all that the host has. @default - none */
  readonly hyperv?: HypervFeatures | 'passthrough';
}

/** Features as KubeVirt takes them; undefined where nothing is said. */
export function featuresSpec(features: GuestFeatures | undefined, needsSmm: boolean): Features | undefined {
  const { acpi, apic, smm, kvmVisible, pvspinlock, hyperv } = features ?? {};
  const spec: Features = {
    acpi: state(acpi),
    apic: apic === 'end-of-interrupt' ? { endOfInterrupt: true } : state(apic),
    smm: state(smm ?? (needsSmm || undefined)),
    kvm: kvmVisible === undefined ? undefined : { hidden: !kvmVisible },
    pvspinlock: state(pvspinlock),
    hyperv: typeof hyperv === 'object' ? hypervSpec(hyperv) : undefined,
    hypervPassthrough: hyperv === 'passthrough' ? { enabled: true } : undefined,
  };
  return Object.values(spec).some((feature) => feature !== undefined) ? spec : undefined;
}

function hypervSpec(features: HypervFeatures): Hyperv {
  const { synictimer, tlbflush, spinlocks, vendorId, ...plain } = withNeeds(features);
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, isOn]) => [name, state(isOn)])),
    synictimer: synictimer === 'direct' ? { enabled: true, direct: { enabled: true } } : state(synictimer),
    tlbflush: typeof tlbflush === 'string' ? { enabled: true, [tlbflush]: { enabled: true } } : state(tlbflush),
    spinlocks: spinlocks === undefined ? undefined : { spinlocks },
    vendorid: vendorId === undefined ? undefined : { vendorid: vendorId },
  };
}

/** Written out because KubeVirt's mutator would add them [kubevirt pkg/defaults/hyperv.go]. */
function withNeeds(features: HypervFeatures): HypervFeatures {
  const { synictimer, tlbflush, ipi, evmcs } = features;
  const synic = features.synic ?? (synictimer ? true : undefined);
  return {
    ...features,
    synic,
    vpindex: features.vpindex ?? (synic || tlbflush || ipi ? true : undefined),
    vapic: features.vapic ?? (evmcs ? true : undefined),
  };
}

function state(isOn: boolean | undefined): Direct | undefined {
  return isOn === undefined ? undefined : { enabled: isOn };
}
