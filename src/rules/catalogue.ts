import { cloudConfigMalformed } from './cloud-init/cloud-config-malformed';
import { header } from './cloud-init/header';
import { inlineSize } from './cloud-init/inline-size';
import { appEmpty } from './emco/app-empty';
import { appName } from './emco/app-name';
import { networkMissing } from './emco/network-missing';
import { NOTED_BY_EMCO } from './emco/noted';
import { objectDropped } from './emco/object-dropped';
import { objectInTwoApps } from './emco/object-in-two-apps';
import { objectOverwritten } from './emco/object-overwritten';
import { overrideRefused } from './emco/override-refused';
import { placementOutsideCloud } from './emco/placement-outside-cloud';
import { releaseName } from './emco/release-name';
import { staticOnManyClusters } from './emco/static-on-many-clusters';
import { workloadKind } from './emco/workload-kind';
import { duplicateObject } from './helm/duplicate-object';
import { NOTED } from './helm/noted';
import { objectInTwoCharts } from './helm/object-in-two-charts';
import { objectNameInvalid } from './helm/object-name';
import { addressIsGateway } from './network/address-is-gateway';
import { addressMalformed } from './network/address-malformed';
import { addressOfSubnet } from './network/address-of-subnet';
import { addressOutsideSubnet } from './network/address-outside-subnet';
import { addressReserved } from './network/address-reserved';
import { addressTwice } from './network/address-twice';
import { annotationDiffers } from './network/annotation-differs';
import { valueOutsideChart } from './helm/value-outside-chart';
import { attachedTwice } from './network/attached-twice';
import { attachmentShared } from './network/attachment-shared';
import { defaultRoutes } from './network/default-routes';
import { excludedTooLong } from './network/excluded-too-long';
import { gatewayOutside } from './network/gateway-outside';
import { guestAddressMalformed } from './network/guest-address-malformed';
import { guestNameInvalid } from './network/guest-name-invalid';
import { guestNameOnDynamic } from './network/guest-name-on-dynamic';
import { guestNameTwice } from './network/guest-name-twice';
import { logicalInterfaceName } from './network/logical-interface-name';
import { logicalInterfaceTwice } from './network/logical-interface-twice';
import { macGeneratedRange } from './network/mac-generated-range';
import { macMalformed } from './network/mac-malformed';
import { macTwice } from './network/mac-twice';
import { macWithoutAddress } from './network/mac-without-address';
import { mixedAddresses } from './network/mixed-addresses';
import { mixedMacs } from './network/mixed-macs';
import { mixedVmMacs } from './network/mixed-vm-macs';
import { nameserverMalformed } from './network/nameserver-malformed';
import { networkIdTwice } from './network/network-id-twice';
import { networkName } from './network/network-name';
import { networkNameTaken } from './network/network-name-taken';
import { nodeAny } from './network/node-any';
import { nodeLabelsNotSelected } from './network/node-labels-not-selected';
import { podInterfaceNameInvalid } from './network/pod-interface-name';
import { reservedMalformed } from './network/reserved-malformed';
import { routeMalformed } from './network/route-malformed';
import { routeUnreachable } from './network/route-unreachable';
import { sriovAddressTaken, sriovAddressOutside } from './network/sriov-address';
import { sriovIpam } from './network/sriov-ipam';
import { sriovResourceName } from './network/sriov-resource-name';
import { sriovVlan } from './network/sriov-vlan';
import { staticLiveMigration } from './network/static-live-migration';
import { staticReplicas } from './network/static-replicas';
import { staticRollingUpdate } from './network/static-rolling-update';
import { subnetMalformed } from './network/subnet-malformed';
import { subnetsOverlap } from './network/subnets-overlap';
import { tooManyInterfaces } from './network/too-many-interfaces';
import { vlanId } from './network/vlan-id';
import { workloadRenamed } from './network/workload-renamed';
import { platformsDisagree } from './platform/platforms-disagree';
import type { Rule } from './rule';
import { secretLiteral } from './security/secret-literal';
import { userDataCredential } from './security/user-data-credential';
import { importUrl } from './storage/import-url';
import { volumeSize } from './storage/volume-size';
import { bootOrder } from './vm/boot-order';
import { cpuFeaturePolicy } from './vm/cpu-feature-policy';
import { cpuTopology } from './vm/cpu-topology';
import { diskNames } from './vm/disk-names';
import { diskSerial } from './vm/disk-serial';
import { hugepages } from './vm/hugepages';
import { interfacesDiffer } from './vm/interfaces-differ';
import { memoryMissing } from './vm/memory-missing';
import { reservedLabels } from './vm/reserved-labels';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  ...NOTED,
  ...NOTED_BY_EMCO,
  cloudConfigMalformed,
  header,
  inlineSize,
  appEmpty,
  appName,
  networkMissing,
  objectDropped,
  objectInTwoApps,
  objectOverwritten,
  overrideRefused,
  placementOutsideCloud,
  releaseName,
  staticOnManyClusters,
  workloadKind,
  duplicateObject,
  objectInTwoCharts,
  objectNameInvalid,
  valueOutsideChart,
  addressIsGateway,
  addressMalformed,
  addressOfSubnet,
  addressOutsideSubnet,
  addressReserved,
  addressTwice,
  annotationDiffers,
  attachedTwice,
  attachmentShared,
  defaultRoutes,
  excludedTooLong,
  gatewayOutside,
  guestAddressMalformed,
  guestNameInvalid,
  guestNameOnDynamic,
  guestNameTwice,
  logicalInterfaceName,
  logicalInterfaceTwice,
  macGeneratedRange,
  macMalformed,
  macTwice,
  macWithoutAddress,
  mixedAddresses,
  mixedMacs,
  mixedVmMacs,
  nameserverMalformed,
  networkIdTwice,
  networkNameTaken,
  networkName,
  nodeAny,
  nodeLabelsNotSelected,
  podInterfaceNameInvalid,
  reservedMalformed,
  routeMalformed,
  routeUnreachable,
  sriovAddressTaken,
  sriovAddressOutside,
  sriovIpam,
  sriovResourceName,
  sriovVlan,
  staticLiveMigration,
  staticReplicas,
  staticRollingUpdate,
  subnetMalformed,
  subnetsOverlap,
  tooManyInterfaces,
  vlanId,
  workloadRenamed,
  platformsDisagree,
  secretLiteral,
  userDataCredential,
  importUrl,
  volumeSize,
  bootOrder,
  cpuFeaturePolicy,
  cpuTopology,
  diskNames,
  diskSerial,
  hugepages,
  interfacesDiffer,
  memoryMissing,
  reservedLabels,
].sort((a, b) => (a.id < b.id ? -1 : 1));
