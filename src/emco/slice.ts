import type { Cluster, ClusterProvider } from './cluster';
import type { CompositeApp } from './composite-app';
import type { DeploymentIntentGroup } from './deployment-intent-group';
import type { LogicalCloud } from './logical-cloud';
import type { EmcoResource } from './resource';

/** The part of the model that one composite app's bundle is about. */
export interface Slice {
  readonly app: CompositeApp;
  readonly groups: readonly DeploymentIntentGroup[];
  readonly logicalClouds: readonly LogicalCloud[];
  readonly providers: readonly ClusterProvider[];
  readonly clusters: readonly Cluster[];
  /** Everything above that has a place in EMCO. */
  readonly resources: readonly EmcoResource[];
}

/** What a composite app needs of EMCO: its groups, their logical clouds and every cluster that these name. */
export function sliceOf(app: CompositeApp): Slice {
  const groups = app.deploymentIntentGroups;
  const logicalClouds = unique(groups.map(({ logicalCloud }) => logicalCloud));
  const clusters = unique([
    ...logicalClouds.flatMap((cloud) => cloud.clusters),
    ...groups.flatMap((group) => app.apps.flatMap((chart) => group.placementOf(chart).clusters)),
  ]);
  const providers = unique(clusters.map(({ provider }) => provider));
  const resources = [...providers, ...clusters, app.project, ...logicalClouds, app, ...groups];
  return { app, groups, logicalClouds, providers, clusters, resources };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
