import { Cluster } from './cluster';
import { type Customization, customizedObjects, filledPatch } from './customization';
import type { DeploymentIntentGroup } from './deployment-intent-group';
import { type EmcoDocument, emcoDocument } from './document';
import { checkName } from './names';
import { EMPTY_FILE } from './packages';

/** Name of the one generic Kubernetes intent of a group. */
export const CUSTOMIZATIONS = 'customizations';

/** The objects that a group customizes, and what it changes in each. */
export function customizationDocuments(group: DeploymentIntentGroup): EmcoDocument[] {
  if (group.customizations.length === 0) return [];
  const intents = `${group.itemAnchor}/generic-k8s-intents`;
  const resources = `${intents}/${CUSTOMIZATIONS}/resources`;
  const documents = [emcoDocument(intents, { metadata: { name: CUSTOMIZATIONS } })];
  const known = new Set<string>();
  for (const customization of group.customizations) {
    for (const { apiVersion, kind, metadata } of customizedObjects(customization, group)) {
      const app = customization.app.name;
      const { name } = metadata as { readonly name: string };
      const resource = `${app}.${name}.${String(kind)}`;
      const spec = { app, newObject: 'false', resourceGVK: { apiVersion, kind, name } };
      // Both need an upload, or emcoctl sends no form; what is in it does not count.
      checkName(group, 'customizations.object', resource, 'resource');
      if (!known.has(resource))
        documents.push(emcoDocument(resources, { metadata: { name: resource }, spec, file: EMPTY_FILE }));
      known.add(resource);
      documents.push(
        emcoDocument(`${resources}/${resource}/customizations`, {
          metadata: { name: customization.name },
          spec: customizationSpec(customization, group),
          files: [EMPTY_FILE],
        }),
      );
    }
  }
  return documents;
}

function customizationSpec({ app, clusters, patchJson }: Customization, group: DeploymentIntentGroup): object {
  const [provider] = group.placementOf(app).clusters.map((cluster) => cluster.provider.resourceName);
  return {
    clusterSpecific: String(clusters !== undefined),
    clusterInfo: {
      scope: clusters instanceof Cluster ? 'name' : 'label',
      clusterProvider: clusters?.provider.resourceName ?? provider,
      ...(clusters instanceof Cluster ? { cluster: clusters.resourceName } : { clusterLabel: clusters?.label }),
      mode: 'allow',
    },
    patchType: 'json',
    patchJson: filledPatch(patchJson, app, group),
  };
}
