export { bundleFiles } from './bundle';
export { Cluster, ClusterLabel, type ClusterProps, ClusterProvider, MULTUS_KEY } from './cluster';
export { type AppDependency, type AppDependencyOptions, CompositeApp, type CompositeAppProps } from './composite-app';
export { type ControllerProps, Controllers } from './controllers';
export {
  type AppChart,
  type AppSet,
  DeploymentIntentGroup,
  type DeploymentIntentGroupProps,
} from './deployment-intent-group';
export type { Customization, CustomizationProps, JsonPointer, PatchOperation } from './customization';
export type { EmcoBody, EmcoDocument, EmcoMetadata } from './document';
export { LogicalCloud, type LogicalCloudProps, type UserPermission } from './logical-cloud';
export { clustersOf, Placement, type PlacementTarget } from './placement';
export { Project } from './project';
export { EmcoResource, type EmcoResourceProps, type RawResource, type UploadFile } from './resource';
export { setValue, splitValues, type SplitValues } from './set-values';
export { type WorkloadIntent, workloadIntents } from './workload-intents';
