import type { Rule } from '../rule';
import { acpiIndex } from './acpi-index';
import { architectureDevices } from './architecture-devices';
import { blockSize } from './block-size';
import { bootOrder } from './boot-order';
import { cpuFeaturePolicy } from './cpu-feature-policy';
import { cpuTopology } from './cpu-topology';
import { credentialDelivery } from './credential-delivery';
import { dhcpOptions } from './dhcp-options';
import { diskNames } from './disk-names';
import { diskSerial } from './disk-serial';
import { dnsConfig } from './dns-config';
import { firmwareSerial } from './firmware-serial';
import { hostNames } from './host-names';
import { hugepages } from './hugepages';
import { hyperv } from './hyperv';
import { instancetypeConflict } from './instancetype-conflict';
import { interfacePorts } from './interface-ports';
import { interfaceState } from './interface-state';
import { interfacesDiffer } from './interfaces-differ';
import { kernelBoot } from './kernel-boot';
import { launchSecurity } from './launch-security';
import { machineType } from './machine-type';
import { maxSockets } from './max-sockets';
import { memoryHotplug } from './memory-hotplug';
import { memoryMissing } from './memory-missing';
import { multiqueueModel } from './multiqueue-model';
import { numa } from './numa';
import { pausedWithLiveness } from './paused-with-liveness';
import { pciAddress } from './pci-address';
import { probeWithoutPodNetwork } from './probe-without-pod-network';
import { ramFramebuffer } from './ram-framebuffer';
import { replicatedIdentity } from './replicated-identity';
import { reservedLabels } from './reserved-labels';
import { resources } from './resources';
import { scheduling } from './scheduling';
import { secureBoot } from './secure-boot';
import { singleVolumes } from './single-volumes';
import { unknownField } from './unknown-field';

/** The rules about virtual machines. */
export const VM_RULES: readonly Rule[] = [
  acpiIndex,
  architectureDevices,
  blockSize,
  bootOrder,
  cpuFeaturePolicy,
  cpuTopology,
  credentialDelivery,
  dhcpOptions,
  diskNames,
  diskSerial,
  dnsConfig,
  firmwareSerial,
  hostNames,
  hugepages,
  hyperv,
  instancetypeConflict,
  interfacePorts,
  interfaceState,
  interfacesDiffer,
  kernelBoot,
  launchSecurity,
  machineType,
  maxSockets,
  memoryHotplug,
  memoryMissing,
  multiqueueModel,
  numa,
  pausedWithLiveness,
  pciAddress,
  probeWithoutPodNetwork,
  ramFramebuffer,
  replicatedIdentity,
  reservedLabels,
  resources,
  scheduling,
  secureBoot,
  singleVolumes,
  unknownField,
];
