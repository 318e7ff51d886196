import { cloudConfigMalformed } from './cloud-init/cloud-config-malformed';
import { cloudConfigKey } from './cloud-init/cloud-config-key';
import { environmentBeside } from './cloud-init/environment-beside';
import { environmentCredential } from './cloud-init/environment-credential';
import { environmentName } from './cloud-init/environment-name';
import { layeredDefaultRoutes } from './cloud-init/layered-default-routes';
import { networkDataAddress } from './cloud-init/network-data-address';
import { networkDataDuplicate } from './cloud-init/network-data-duplicate';
import { networkDataGateway } from './cloud-init/network-data-gateway';
import { networkDataKey } from './cloud-init/network-data-key';
import { networkDataMac } from './cloud-init/network-data-mac';
import { networkDataName } from './cloud-init/network-data-name';
import { networkDataReference } from './cloud-init/network-data-reference';
import { networkDataUnnamed } from './cloud-init/network-data-unnamed';
import { networkDataUnreadable } from './cloud-init/network-data-unreadable';
import { header } from './cloud-init/header';
import { inlineData } from './cloud-init/inline-data';
import { appEmpty } from './emco/app-empty';
import { appName } from './emco/app-name';
import { foreignChart } from './emco/foreign-chart';
import { multusMissing } from './emco/multus-missing';
import { networkMissing } from './emco/network-missing';
import { NOTED_BY_EMCO } from './emco/noted';
import { NOTED_BY_PUBLISHING } from './publish/noted';
import { objectDropped } from './emco/object-dropped';
import { objectInTwoApps } from './emco/object-in-two-apps';
import { objectOverwritten } from './emco/object-overwritten';
import { overrideRefused } from './emco/override-refused';
import { placementOutsideCloud } from './emco/placement-outside-cloud';
import { releaseName } from './emco/release-name';
import { sameFolder } from './emco/same-folder';
import { sameRelease } from './emco/same-release';
import { staticOnManyClusters } from './emco/static-on-many-clusters';
import { customizationDenies } from './emco/customization-denies';
import { customizationElsewhere } from './emco/customization-elsewhere';
import { customizationMissing } from './emco/customization-missing';
import { customizedObjectMissing } from './emco/customized-object-missing';
import { guestHpaAction } from './emco/guest-hpa-action';
import { guestInChain } from './emco/guest-in-chain';
import { kubernetesIntentRefused } from './emco/kubernetes-intent-refused';
import { mergePatch } from './emco/merge-patch';
import { patchMisses } from './emco/patch-misses';
import { templateLosesData } from './emco/template-loses-data';
import { workloadKind } from './emco/workload-kind';
import { duplicateObject } from './helm/duplicate-object';
import { NOTED } from './helm/noted';
import { objectInTwoCharts } from './helm/object-in-two-charts';
import { labels } from './helm/labels';
import { objectNameInvalid } from './helm/object-name';
import { addressInPool } from './network/address-in-pool';
import { addressIsGateway } from './network/address-is-gateway';
import { addressMalformed } from './network/address-malformed';
import { addressOfSubnet } from './network/address-of-subnet';
import { addressOutsideSubnet } from './network/address-outside-subnet';
import { addressReserved } from './network/address-reserved';
import { addressTwice } from './network/address-twice';
import { annotationDiffers } from './network/annotation-differs';
import { attachedTwice } from './network/attached-twice';
import { attachmentShared } from './network/attachment-shared';
import { bridgeWithoutRoute } from './network/bridge-without-route';
import { chainWithVms } from './network/chain-with-vms';
import { changedMacBinding } from './network/changed-mac-binding';
import { claimOnPod } from './network/claim-on-pod';
import { defaultRoutes } from './network/default-routes';
import { definitionName } from './network/definition-name';
import { definitionResource } from './network/definition-resource';
import { definitionUnreadable } from './network/definition-unreadable';
import { dhcpOnVfio } from './network/dhcp-on-vfio';
import { directUnderEmco } from './network/direct-under-emco';
import { emcoNodeLabel } from './network/emco-node-label';
import { excludedTooLong } from './network/excluded-too-long';
import { gatewayOutside } from './network/gateway-outside';
import { guestAddressMalformed } from './network/guest-address-malformed';
import { guestAddressTwice } from './network/guest-address-twice';
import { guestNameInvalid } from './network/guest-name-invalid';
import { guestNameOnDynamic } from './network/guest-name-on-dynamic';
import { guestNameTwice } from './network/guest-name-twice';
import { ipamAddresses } from './network/ipam-addresses';
import { ipamHostLocal } from './network/ipam-host-local';
import { ipamWhereabouts } from './network/ipam-whereabouts';
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
import { netdeviceForVm } from './network/netdevice-for-vm';
import { networkIdTwice } from './network/network-id-twice';
import { networkName } from './network/network-name';
import { networkNameTaken } from './network/network-name-taken';
import { nodeAny } from './network/node-any';
import { nodeLabelsNotSelected } from './network/node-labels-not-selected';
import { nodusMtu } from './network/nodus-mtu';
import { nodusObject } from './network/nodus-object';
import { nodusObjectIgnored } from './network/nodus-object-ignored';
import { nodusSubnetsOverlap } from './network/nodus-subnets-overlap';
import { NOTED_BY_NETWORKS } from './network/noted';
import { operatorTooOld } from './network/operator-too-old';
import { pluginOptions } from './network/plugin-options';
import { pluginVlan } from './network/plugin-vlan';
import { podAddressIgnored } from './network/pod-address-ignored';
import { podInterfaceNameInvalid } from './network/pod-interface-name';
import { poolMalformed } from './network/pool-malformed';
import { reservedMalformed } from './network/reserved-malformed';
import { routeMalformed } from './network/route-malformed';
import { routeUnreachable } from './network/route-unreachable';
import { sriovAddressOutside } from './network/sriov-address-outside';
import { sriovAddressTaken } from './network/sriov-address-taken';
import { sriovCardSelector } from './network/sriov-card-selector';
import { sriovCardUnknown } from './network/sriov-card-unknown';
import { sriovDrivers } from './network/sriov-drivers';
import { sriovFunctionCount } from './network/sriov-function-count';
import { sriovNamespace } from './network/sriov-namespace';
import { sriovPfNames } from './network/sriov-pf-names';
import { sriovPoliciesOverlap } from './network/sriov-policies-overlap';
import { sriovPool } from './network/sriov-pool';
import { sriovRates } from './network/sriov-rates';
import { sriovResourceName } from './network/sriov-resource-name';
import { sriovTexts } from './network/sriov-texts';
import { sriovTopology } from './network/sriov-topology';
import { staticLiveMigration } from './network/static-live-migration';
import { staticReplicas } from './network/static-replicas';
import { staticRollingUpdate } from './network/static-rolling-update';
import { subnetMalformed } from './network/subnet-malformed';
import { subnetsOverlap } from './network/subnets-overlap';
import { tooManyInterfaces } from './network/too-many-interfaces';
import { vlanId } from './network/vlan-id';
import { vlanPriority } from './network/vlan-priority';
import { workloadRenamed } from './network/workload-renamed';
import { valueOutsideChart } from './helm/value-outside-chart';
import { featureGateOff } from './platform/feature-gate-off';
import { kubernetesRefused } from './platform/kubernetes-refused';
import { injectorMissing } from './platform/injector-missing';
import { nodusTooOld } from './platform/nodus-too-old';
import { platformsDisagree } from './platform/platforms-disagree';
import { templateFunctionMissing } from './platform/template-function-missing';
import type { Rule } from './rule';
import { secretLiteral } from './security/secret-literal';
import { userDataCredential } from './security/user-data-credential';
import { archiveWithoutType } from './storage/archive-without-type';
import { cdiTooOld } from './storage/cdi-too-old';
import { claimAccessModes } from './storage/claim-access-modes';
import { claimRace } from './storage/claim-race';
import { contentType } from './storage/content-type';
import { dataVolumeForm } from './storage/data-volume-form';
import { imageTooLarge } from './storage/image-too-large';
import { importChecksum } from './storage/import-checksum';
import { importCron } from './storage/import-cron';
import { importNames } from './storage/import-names';
import { registryTag } from './storage/registry-tag';
import { sourceIncomplete } from './storage/source-incomplete';
import { importUrl } from './storage/import-url';
import { volumeSize } from './storage/volume-size';
import { VM_RULES } from './vm';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  ...VM_RULES,
  ...NOTED,
  ...NOTED_BY_EMCO,
  ...NOTED_BY_PUBLISHING,
  ...NOTED_BY_NETWORKS,
  cloudConfigMalformed,
  header,
  inlineData,
  cloudConfigKey,
  environmentBeside,
  environmentCredential,
  environmentName,
  layeredDefaultRoutes,
  networkDataAddress,
  networkDataDuplicate,
  networkDataGateway,
  networkDataKey,
  networkDataMac,
  networkDataName,
  networkDataReference,
  networkDataUnnamed,
  networkDataUnreadable,
  appEmpty,
  appName,
  multusMissing,
  networkMissing,
  objectDropped,
  objectInTwoApps,
  objectOverwritten,
  overrideRefused,
  placementOutsideCloud,
  releaseName,
  sameFolder,
  sameRelease,
  staticOnManyClusters,
  workloadKind,
  customizationDenies,
  customizationElsewhere,
  customizationMissing,
  customizedObjectMissing,
  guestHpaAction,
  guestInChain,
  kubernetesIntentRefused,
  mergePatch,
  patchMisses,
  templateLosesData,
  foreignChart,
  duplicateObject,
  objectInTwoCharts,
  objectNameInvalid,
  labels,
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
  claimOnPod,
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
  ipamAddresses,
  ipamHostLocal,
  sriovResourceName,
  pluginVlan,
  staticLiveMigration,
  staticReplicas,
  staticRollingUpdate,
  subnetMalformed,
  subnetsOverlap,
  tooManyInterfaces,
  vlanId,
  workloadRenamed,
  nodusSubnetsOverlap,
  guestAddressTwice,
  addressInPool,
  poolMalformed,
  nodusMtu,
  directUnderEmco,
  emcoNodeLabel,
  chainWithVms,
  nodusObject,
  nodusObjectIgnored,
  sriovCardSelector,
  sriovPfNames,
  sriovDrivers,
  sriovFunctionCount,
  sriovPoliciesOverlap,
  sriovTopology,
  sriovCardUnknown,
  sriovNamespace,
  sriovPool,
  sriovTexts,
  vlanPriority,
  sriovRates,
  dhcpOnVfio,
  netdeviceForVm,
  definitionUnreadable,
  definitionName,
  definitionResource,
  operatorTooOld,
  pluginOptions,
  ipamWhereabouts,
  changedMacBinding,
  bridgeWithoutRoute,
  podAddressIgnored,
  featureGateOff,
  injectorMissing,
  kubernetesRefused,
  nodusTooOld,
  platformsDisagree,
  templateFunctionMissing,
  secretLiteral,
  userDataCredential,
  importUrl,
  archiveWithoutType,
  cdiTooOld,
  claimAccessModes,
  claimRace,
  contentType,
  dataVolumeForm,
  imageTooLarge,
  importChecksum,
  importCron,
  importNames,
  registryTag,
  sourceIncomplete,
  volumeSize,
].sort((a, b) => (a.id < b.id ? -1 : 1));
