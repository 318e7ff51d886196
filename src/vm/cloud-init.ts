import type { Input } from '../helm';
import type { CloudConfig, DiskOptions } from '../storage';
import { type Environment, environmentScript, environmentVolumes } from './environment';
import {
  type CloudInitSource,
  type ConfigDriveNetworkOptions,
  NetworkData,
  type NetworkDataOptions,
} from './network-data';
import { UserData } from './user-data';

/** KubeVirt's limit on inline user data and network data, each, in bytes [kubevirt vmi-create-admitter]. */
export const INLINE_LIMIT = 2048;

export interface CloudInitProps {
  /**
   * What the guest does at first boot: cloud-config as an object, any user data as text that begins with its header
   * (`#cloud-config`, `#!`, …), or one of {@link UserData}.
   * @default - an empty cloud-config
   */
  readonly userData?: Input<CloudConfig> | string | UserData;
  /**
   * Values from ConfigMaps, Secrets and the chart, which the guest finds as `NAME="value"` lines in `/run/environment`
   * from before its first command on. They come as disks that the user data reads at every boot.
   * @default - none
   */
  readonly environment?: Environment;
  /**
   * Whether data over KubeVirt's 2,048 bytes may go into a Secret of the chart. With `never` longer data is a finding.
   * @default 'when-needed'
   */
  readonly secret?: 'when-needed' | 'never';
  /** How the guest sees the disk of cloud-init, and its name. @default - `cloudinit` on virtio, after the other disks */
  readonly disk?: DiskOptions;
}

export interface NoCloudProps extends CloudInitProps {
  /**
   * What the guest builds on its interfaces, or network data that is not derived.
   * @default - version 2, from the VM's interfaces
   */
  readonly networkData?: NetworkDataOptions | NetworkData;
}

export interface ConfigDriveProps extends CloudInitProps {
  /**
   * What the guest does with its interfaces, or network data that is not derived.
   * @default - OpenStack's `network_data.json`, from the VM's interfaces
   */
  readonly networkData?: ConfigDriveNetworkOptions | NetworkData;
}

/** How a guest is set up at first boot. */
export class CloudInit {
  /** cloud-init's NoCloud source: user data, and network data derived from the VM's interfaces. */
  static noCloud(props: NoCloudProps = {}): CloudInit {
    return new CloudInit('NoCloud', props);
  }

  /** A disk like OpenStack's, for guests that know nothing else, Windows' cloudbase-init among them. */
  static configDrive(props: ConfigDriveProps = {}): CloudInit {
    return new CloudInit('ConfigDrive', props);
  }

  /** What the author gave, environment aside. */
  readonly userData: UserData;

  private constructor(
    readonly source: CloudInitSource,
    private readonly props: NoCloudProps,
  ) {
    this.userData = userDataOf(props.userData);
  }

  /** Values that the guest reads at boot. */
  get environment(): Environment {
    return this.props.environment ?? {};
  }

  /** Network data that is not derived. */
  get givenNetworkData(): NetworkData | undefined {
    return this.props.networkData instanceof NetworkData ? this.props.networkData : undefined;
  }

  /** What the guest builds on its interfaces. */
  get networkOptions(): NetworkDataOptions {
    return this.props.networkData instanceof NetworkData ? {} : (this.props.networkData ?? {});
  }

  /** How the guest sees the disk that carries the data. */
  get disk(): DiskOptions {
    return this.props.disk ?? {};
  }

  /** Whether long data may go into a Secret. */
  get maySpill(): boolean {
    return this.props.secret !== 'never';
  }

  /** User data, together with what reads the environment. */
  get wholeUserData(): UserData {
    const volumes = environmentVolumes(this.environment, '');
    if (volumes.length === 0 || this.userData.secretName !== undefined) return this.userData;
    return UserData.multipart(UserData.bootHook(environmentScript(volumes)), this.userData);
  }
}

function userDataOf(userData: CloudInitProps['userData']): UserData {
  if (userData instanceof UserData) return userData;
  if (userData === undefined) return UserData.raw('#cloud-config\n');
  return typeof userData === 'string' ? UserData.raw(userData) : UserData.cloudConfig(userData);
}
