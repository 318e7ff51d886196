import { HelmChart } from '../helm';
import { CompositeApp } from './composite-app';
import type { AppChart, DeploymentIntentGroup } from './deployment-intent-group';
import { type EmcoDocument, emcoDocument } from './document';
import type { LogicalCloud, UserPermission } from './logical-cloud';
import type { Project } from './project';
import type { Slice } from './slice';

/** What rsync writes beside an app's objects: core objects, and the resource by which the monitor reports. */
const ALWAYS_USED_GROUPS = ['', 'k8splugin.io'];

/** The project and its logical clouds. */
export function logicalCloudDocuments({ app: { project }, logicalClouds }: Slice): EmcoDocument[] {
  return [
    project.document(),
    ...project.rawDocuments(),
    ...logicalClouds.flatMap((cloud) => documentsOf(project, cloud)),
  ];
}

function documentsOf(project: Project, cloud: LogicalCloud): EmcoDocument[] {
  return [
    ...(cloud.level === '0' ? [cloud.document({ spec: { level: '0' } })] : level1Documents(project, cloud)),
    ...cloud.clusters.map((cluster) =>
      emcoDocument(`${cloud.itemAnchor}/cluster-references`, {
        metadata: { name: `${cluster.provider.resourceName}.${cluster.resourceName}` },
        spec: {
          clusterProvider: cluster.provider.resourceName,
          cluster: cluster.resourceName,
          loadBalancerIP: '0.0.0.0',
        },
      }),
    ),
    ...cloud.rawDocuments(),
  ];
}

function level1Documents(project: Project, cloud: LogicalCloud): EmcoDocument[] {
  const { namespace, labels, user, quota } = cloud;
  const hasLabels = Object.keys(labels).length > 0;
  const hasQuota = Object.keys(quota).length > 0;
  return [
    cloud.document({
      spec: {
        level: '1',
        namespace,
        ...(hasLabels ? { labels } : {}),
        user: { userName: user, type: 'certificate' },
      },
    }),
    ...[appsPermission(project, cloud), ...cloud.permissions].map(({ name, ...spec }) =>
      emcoDocument(`${cloud.itemAnchor}/user-permissions`, { metadata: { name }, spec: { namespace, ...spec } }),
    ),
    ...(hasQuota
      ? [emcoDocument(`${cloud.itemAnchor}/cluster-quotas`, { metadata: { name: 'quota' }, spec: quota })]
      : []),
  ];
}

/** What the user needs to deploy every app that any group of the project sends to the logical cloud. */
function appsPermission(project: Project, cloud: LogicalCloud): UserPermission {
  const used = CompositeApp.allOf(project)
    .flatMap((app) => app.deploymentIntentGroups)
    .filter((group) => group.logicalCloud === cloud)
    .flatMap((group) => group.apps.flatMap((chart) => apiGroupsOf(chart, group)));
  return {
    name: 'apps',
    apiGroups: [...new Set([...ALWAYS_USED_GROUPS, ...used])].sort(),
    resources: ['*'],
    verbs: ['*'],
  };
}

/** A chart of ours is asked for its objects; of a foreign one, which only Helm renders, what its templates name counts. */
function apiGroupsOf(chart: AppChart, group: DeploymentIntentGroup): readonly string[] {
  if (!HelmChart.isHelmChart(chart)) return chart.apiGroups;
  const objects = chart.compile().render(group.valuesOf(chart), group.release);
  return objects.map(({ apiVersion }) => groupOf(String(apiVersion)));
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** Makes the logical clouds ready. */
export function logicalCloudInstantiateDocuments({ logicalClouds }: Slice): EmcoDocument[] {
  return logicalClouds.map((cloud) => emcoDocument(`${cloud.itemAnchor}/instantiate`));
}
