import type { Rule } from '../rule';
import { acpiIndex } from './acpi-index';
import { acpiTables } from './acpi-tables';
import { architectureDevices } from './architecture-devices';
import { blockSize } from './block-size';
import { bootOrder } from './boot-order';
import { cpuFeaturePolicy } from './cpu-feature-policy';
import { cpuTopology } from './cpu-topology';
import { credentialDelivery } from './credential-delivery';
import { deviceParts } from './device-parts';
import { dhcpOptions } from './dhcp-options';
import { dataVolumeTemplates } from './data-volume-templates';
import { diskBus } from './disk-bus';
import { discontinuedBinding } from './discontinued-binding';
import { diskNames } from './disk-names';
import { diskSerial } from './disk-serial';
import { dnsConfig } from './dns-config';
import { exclusiveMembers } from './exclusive-members';
import { firmwareSerial } from './firmware-serial';
import { hostNames } from './host-names';
import { hugepages } from './hugepages';
import { hyperv } from './hyperv';
import { instancetypeConflict } from './instancetype-conflict';
import { instancetypeMatcher } from './instancetype-matcher';
import { interfacePorts } from './interface-ports';
import { interfaceState } from './interface-state';
import { interfacesDiffer } from './interfaces-differ';
import { kernelBoot } from './kernel-boot';
import { launchSecurity } from './launch-security';
import { machineType } from './machine-type';
import { masqueradeSubnet } from './masquerade-subnet';
import { maxSockets } from './max-sockets';
import { memoryHotplug } from './memory-hotplug';
import { memoryLimit } from './memory-limit';
import { memoryMissing } from './memory-missing';
import { migrationHindered } from './migration-hindered';
import { multiqueueModel } from './multiqueue-model';
import { networkNames } from './network-names';
import { notPermitted } from './not-permitted';
import { numa } from './numa';
import { otherHalf } from './other-half';
import { pausedWithLiveness } from './paused-with-liveness';
import { pciAddress } from './pci-address';
import { podNetworkBinding } from './pod-network-binding';
import { preferenceRequirements } from './preference-requirements';
import { primaryNetwork } from './primary-network';
import { probeWithoutPodNetwork } from './probe-without-pod-network';
import { ramFramebuffer } from './ram-framebuffer';
import { replicatedIdentity } from './replicated-identity';
import { reservedLabels } from './reserved-labels';
import { resourceClaims } from './resource-claims';
import { resources } from './resources';
import { scheduling } from './scheduling';
import { secureBoot } from './secure-boot';
import { selectors } from './selectors';
import { serviceAccount } from './service-account';
import { singleVolumes } from './single-volumes';
import { sriovOnPodNetwork } from './sriov-on-pod-network';
import { unknownField } from './unknown-field';
import { unknownWord } from './unknown-word';
import { volumeDevice } from './volume-device';
import { volumePaths } from './volume-paths';
import { volumeWithoutDisk } from './volume-without-disk';

/** The rules about virtual machines. */
export const VM_RULES: readonly Rule[] = [
  acpiIndex,
  acpiTables,
  architectureDevices,
  blockSize,
  bootOrder,
  cpuFeaturePolicy,
  cpuTopology,
  credentialDelivery,
  deviceParts,
  dhcpOptions,
  dataVolumeTemplates,
  diskBus,
  discontinuedBinding,
  diskNames,
  diskSerial,
  dnsConfig,
  exclusiveMembers,
  firmwareSerial,
  hostNames,
  hugepages,
  hyperv,
  instancetypeConflict,
  instancetypeMatcher,
  interfacePorts,
  interfaceState,
  interfacesDiffer,
  kernelBoot,
  launchSecurity,
  machineType,
  masqueradeSubnet,
  maxSockets,
  memoryHotplug,
  memoryLimit,
  memoryMissing,
  migrationHindered,
  multiqueueModel,
  networkNames,
  notPermitted,
  numa,
  otherHalf,
  pausedWithLiveness,
  pciAddress,
  podNetworkBinding,
  preferenceRequirements,
  primaryNetwork,
  probeWithoutPodNetwork,
  ramFramebuffer,
  replicatedIdentity,
  reservedLabels,
  resourceClaims,
  resources,
  scheduling,
  secureBoot,
  selectors,
  serviceAccount,
  singleVolumes,
  sriovOnPodNetwork,
  unknownField,
  unknownWord,
  volumeDevice,
  volumePaths,
  volumeWithoutDisk,
];
