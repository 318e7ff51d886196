import type { Rule } from '../rule';
import { kubernetesResources } from './kubernetes-intents';

export const customizationMissing: Rule = {
  id: 'VNF535',
  severity: 'error',
  title: 'Resource of a generic Kubernetes intent without a customization',
  reason: 'EMCO works through customizations: a resource without one makes and changes nothing, in silence',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { at, field, anchor, resource, customizations } of kubernetesResources(model)) {
      if (customizations.length > 0) continue;
      const path = `${anchor}/${resource.metadata?.name}/customizations`.slice(at.itemAnchor.length + 1);
      yield {
        at,
        field,
        value: resource.metadata?.name,
        remedy: `add a resource at ${path}; clusterSpecific "false" means all clusters of the app`,
      };
    }
  },
};
