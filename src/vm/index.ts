export * from './access-credential';
export * from './clone';
export * from './cloud-init';
export * from './data-volume-template';
export * from './export';
export { type BiosProps, type EfiProps, Firmware, type KernelBoot } from './firmware';
export type { GuestClock, GuestTimers } from './guest-clock';
export * from './guest-cpu';
export type { Architecture, GpuProps, GuestDevices, HostDeviceProps } from './guest-devices';
export type { GuestFeatures, HypervFeatures } from './guest-features';
export { type GuestMemoryProps } from './guest-memory';
export * from './guest-profile';
export * from './guest-props';
export type { GuestOwner, GuestSpecProps, NamedDisk } from './guest-spec';
export { type GuestKind, type GuestMetadata, GuestWorkload } from './guest-workload';
export * from './instancetype';
export * from './instancetype-matcher';
export * from './kubevirt-configuration';
export { type CloudInitTexts } from './cloud-init-seed';
export { type Environment, ENVIRONMENT_FILE, EnvironmentValue } from './environment';
export type {
  BondOptions,
  BridgeOptions,
  EthernetOptions,
  GuestAddressing,
  GuestDns,
  GuestNetworkOptions,
  VlanOptions,
} from './guest-network';
export {
  type CloudInitSource,
  type ConfigDriveNetworkOptions,
  NetworkData,
  type NetworkDataOptions,
} from './network-data';
export { type ScriptOptions, UserData, type UserDataKind, type UserDataPart } from './user-data';
export * from './migration';
export * from './probe';
export * from './scheduling';
export * from './replica-set';
export {
  VirtualMachineRestore,
  type VirtualMachineRestoreProps,
  VirtualMachineSnapshot,
  type VirtualMachineSnapshotProps,
} from './snapshot';
export type { ReplicatedGuestProps } from './replicated';
export * from './virtual-machine';
export * from './virtual-machine-instance';
export * from './virtual-machine-pool';
export * from './volumes';
