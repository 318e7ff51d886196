import type { AttachedWorkload } from '../network';
import { type HelmValue, type Input, jsonText, yamlText } from '../helm';
import { type GuestNetworkOptions, guestDevices } from './guest-network';
import { openStackNetworkData } from './network-data-openstack';
import { networkDataV1 } from './network-data-v1';
import { networkDataV2 } from './network-data-v2';

/** Network data from the VM's interfaces, and what the guest builds on them. */
export interface NetworkDataOptions extends GuestNetworkOptions {
  /**
   * Version of cloud-init's format. Version 1 is for guests older than cloud-init 17; it renames every interface, so that
   * each attachment needs a `guestName`.
   * @default 2
   */
  readonly version?: 1 | 2;
}

/** Network data of a config drive, which knows neither bridges nor names for bonds and VLANs. */
export type ConfigDriveNetworkOptions = Pick<GuestNetworkOptions, 'ethernets' | 'nameservers'>;

/** Network data that is not derived. */
export class NetworkData {
  /** A Secret that exists on the cluster, with the network data under `networkdata`. */
  static fromSecret(secretName: Input<string>): NetworkData {
    return new NetworkData(secretName);
  }

  /** Text as the guest reads it: bare version 1 or 2 for NoCloud, `network_data.json` for a config drive. */
  static raw(text: string): NetworkData {
    return new NetworkData(undefined, text);
  }

  /** None: the image configures its interfaces. */
  static none(): NetworkData {
    return new NetworkData();
  }

  private constructor(
    readonly secretName?: Input<string>,
    readonly text?: string,
  ) {}
}

/** How cloud-init reads the data: from a disk of its own making, or from one like OpenStack's. */
export type CloudInitSource = 'NoCloud' | 'ConfigDrive';

/** Network data as the guest reads it, with holes; undefined where the VM has no interface that it could name. */
export function networkDataText(
  vm: AttachedWorkload,
  source: CloudInitSource,
  options: NetworkDataOptions = {},
): HelmValue<string> | undefined {
  if (source === 'ConfigDrive') {
    const { nameservers, ...others } = options;
    const devices = guestDevices(vm, others);
    return devices.length === 0 ? undefined : jsonText(openStackNetworkData(devices, nameservers));
  }
  const devices = guestDevices(vm, options);
  if (devices.length === 0) return undefined;
  return yamlText(options.version === 1 ? networkDataV1(devices) : networkDataV2(devices));
}
