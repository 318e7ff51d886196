import type { Instancetype } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

export interface MatcherOptions {
  /** Revision that the VM stays with. @default - the one at creation */
  readonly revisionName?: Input<string>;
}

export interface InferenceOptions {
  /** What happens where the volume names none. @default 'Reject' */
  readonly onFailure?: 'Reject' | 'Ignore';
}

type Scope = 'cluster' | 'namespace';

function named(kind: string, name: Input<string>, options: MatcherOptions): Input<Instancetype> {
  return { kind, name, revisionName: options.revisionName };
}

function inferred(volume: string, options: InferenceOptions): Input<Instancetype> {
  return { inferFromVolume: volume, inferFromVolumeFailurePolicy: options.onFailure };
}

/** The size of a VM by name: CPUs, memory, GPUs, host devices. */
export class InstancetypeMatcher {
  /** One for the whole cluster, such as `n1.large` of KubeVirt's own, or one of the VM's namespace. */
  static fromName(name: Input<string>, scope: Scope = 'cluster', options: MatcherOptions = {}): InstancetypeMatcher {
    const kind = scope === 'cluster' ? 'VirtualMachineClusterInstancetype' : 'VirtualMachineInstancetype';
    return new InstancetypeMatcher(named(kind, name, options));
  }

  /** The one that the labels of a volume name. */
  static fromVolume(volume: string, options: InferenceOptions = {}): InstancetypeMatcher {
    return new InstancetypeMatcher(inferred(volume, options));
  }

  private constructor(
    /** @internal */
    readonly spec: Input<Instancetype>,
  ) {}
}

/** What a VM prefers by name; it fills only what the VM leaves unsaid. */
export class PreferenceMatcher {
  /** One for the whole cluster, such as `windows.11.virtio` of KubeVirt's own, or one of the VM's namespace. */
  static fromName(name: Input<string>, scope: Scope = 'cluster', options: MatcherOptions = {}): PreferenceMatcher {
    const kind = scope === 'cluster' ? 'VirtualMachineClusterPreference' : 'VirtualMachinePreference';
    return new PreferenceMatcher(named(kind, name, options));
  }

  /** The one that the labels of a volume name. */
  static fromVolume(volume: string, options: InferenceOptions = {}): PreferenceMatcher {
    return new PreferenceMatcher(inferred(volume, options));
  }

  private constructor(
    /** @internal */
    readonly spec: Input<Instancetype>,
  ) {}
}
