import { at } from '../json';
import type { Rule } from '../rule';
import { kubernetesResources } from './kubernetes-intents';

export const customizationDenies: Rule = {
  id: 'VNF534',
  severity: 'error',
  title: 'Customization that applies nowhere',
  reason: 'mode deny does not mean all other clusters: EMCO applies a customization where its mode is allow, only',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { customizations } of kubernetesResources(model)) {
      for (const { at: construct, field, resource } of customizations) {
        const isSpecific = at(resource.spec, 'clusterSpecific') === 'true';
        if (!isSpecific || at(resource.spec, 'clusterInfo', 'mode') !== 'deny') continue;
        yield {
          at: construct,
          field: `${field}.spec.clusterInfo.mode`,
          value: 'deny',
          remedy: 'use allow, with a customization for each label or cluster that it is meant for',
        };
      }
    }
  },
};
