import type { CompositeApp } from './composite-app';
import type { DeploymentIntentGroup } from './deployment-intent-group';
import { type EmcoDocument, emcoDocument } from './document';
import { CUSTOMIZATIONS, customizationDocuments } from './customization-documents';
import { chartPath, profilePath } from './packages';
import { Cluster } from './cluster';
import type { Placement, PlacementTarget } from './placement';
import { splitValues } from './set-values';
import type { Slice } from './slice';
import { type WorkloadIntent, workloadIntents } from './workload-intents';

/** Names of what stands once below a deployment intent group. */
const PLACEMENT = 'placement';
const NETWORK = 'network';
const INTENTS = 'intents';

/** The composite app and all that lies below it. */
export function compositeAppDocuments({ app, groups }: Slice): EmcoDocument[] {
  return [
    app.document({ spec: { compositeAppVersion: app.version } }),
    ...app.apps.map((chart) =>
      emcoDocument(`${app.itemAnchor}/apps`, { metadata: { name: chart.name }, file: chartPath(chart) }),
    ),
    ...app.dependencies.map(({ app: chart, on, opStatus, wait }) =>
      emcoDocument(`${app.itemAnchor}/apps/${chart.name}/dependency`, {
        metadata: { name: `after-${on.name}` },
        spec: { app: on.name, opStatus, wait },
      }),
    ),
    ...app.rawDocuments(),
    ...groups.flatMap((group) => profileDocuments(app, group)),
    ...groups.flatMap(groupDocuments),
  ];
}

function profileDocuments(app: CompositeApp, group: DeploymentIntentGroup): EmcoDocument[] {
  const profiles = `${app.itemAnchor}/composite-profiles`;
  return [
    emcoDocument(profiles, { metadata: { name: group.compositeProfile } }),
    ...group.apps.map((chart) =>
      emcoDocument(`${profiles}/${group.compositeProfile}/profiles`, {
        metadata: { name: chart.name },
        spec: { app: chart.name },
        file: profilePath(group, chart),
      }),
    ),
  ];
}

function groupDocuments(group: DeploymentIntentGroup): EmcoDocument[] {
  const workloads = workloadIntents(group);
  return [
    group.document({
      spec: {
        compositeProfile: group.compositeProfile,
        version: group.release.name,
        logicalCloud: group.logicalCloud.resourceName,
        overrideValues: overrideValues(group),
      },
    }),
    ...placementDocuments(group),
    ...(workloads.length === 0 ? [] : networkDocuments(group, workloads)),
    ...customizationDocuments(group),
    ...group.rawDocuments(),
    emcoDocument(`${group.itemAnchor}/intents`, {
      metadata: { name: INTENTS },
      spec: {
        intent: {
          genericPlacementIntent: PLACEMENT,
          ...(workloads.length === 0 ? {} : { ovnaction: NETWORK }),
          ...(group.customizations.length === 0 ? {} : { gac: CUSTOMIZATIONS }),
          ...Object.fromEntries(group.controllerIntents),
        },
      },
    }),
  ];
}

function overrideValues(group: DeploymentIntentGroup): { app: string; values: Readonly<Record<string, string>> }[] {
  return group.apps
    .map((chart) => ({ app: chart.name, values: splitValues(group.overridesOf(chart)).set }))
    .filter(({ values }) => Object.keys(values).length > 0);
}

function placementDocuments(group: DeploymentIntentGroup): EmcoDocument[] {
  const placements = `${group.itemAnchor}/generic-placement-intents`;
  return [
    emcoDocument(placements, { metadata: { name: PLACEMENT } }),
    ...group.apps.map((chart) =>
      emcoDocument(`${placements}/${PLACEMENT}/app-intents`, {
        metadata: { name: chart.name },
        spec: { app: chart.name, intent: placementIntent(group.placementOf(chart)) },
      }),
    ),
  ];
}

/** EMCO takes one group of alternatives beside the mandatory clusters, and further ones among them. */
function placementIntent({ mandatory, alternatives: [anyOf, ...others] }: Placement): object {
  const allOf = [...mandatory.map(selector), ...others.map((group) => ({ anyOf: group.map(selector) }))];
  return {
    ...(allOf.length === 0 ? {} : { allOf }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(selector) }),
  };
}

function selector(target: PlacementTarget): object {
  const clusterProvider = target.provider.resourceName;
  return target instanceof Cluster
    ? { clusterProvider, cluster: target.resourceName }
    : { clusterProvider, clusterLabel: target.label };
}

function networkDocuments(group: DeploymentIntentGroup, workloads: readonly WorkloadIntent[]): EmcoDocument[] {
  const controllerIntents = `${group.itemAnchor}/network-controller-intent`;
  const collection = `${controllerIntents}/${NETWORK}/workload-intents`;
  return [
    emcoDocument(controllerIntents, { metadata: { name: NETWORK } }),
    ...workloads.flatMap(({ app, workloadResource, type, interfaces }) => {
      const name = `${workloadResource}.${type}`;
      return [
        emcoDocument(collection, { metadata: { name }, spec: { app: app.name, workloadResource, type } }),
        ...interfaces.map((spec) =>
          emcoDocument(`${collection}/${name}/interfaces`, {
            metadata: { name: `${spec.interface}.${spec.name}` },
            spec,
          }),
        ),
      ];
    }),
  ];
}

/** Approves and deploys the groups. */
export function approvalDocuments({ groups }: Slice): EmcoDocument[] {
  return groups.flatMap((group) =>
    ['approve', 'instantiate'].map((verb) => emcoDocument(`${group.itemAnchor}/${verb}`)),
  );
}
