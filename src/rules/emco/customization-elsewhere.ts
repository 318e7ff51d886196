import { clustersOf } from '../../emco';
import type { Rule } from '../rule';
import { enumerate } from '../text';

export const customizationElsewhere: Rule = {
  id: 'VNF541',
  severity: 'error',
  title: 'Customization for a cluster that the app does not go to',
  reason: 'EMCO customizes objects where it deploys the app, and says nothing of other clusters',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const group of model.groups) {
      for (const [index, { app, clusters }] of group.customizations.entries()) {
        const placed = group.placementOf(app).clusters;
        if (clusters === undefined || clustersOf(clusters).some((cluster) => placed.includes(cluster))) continue;
        const paths = placed.map(({ node }) => node.path);
        yield {
          at: group,
          field: `customizations[${index}].clusters`,
          value: 'label' in clusters ? `label ${clusters.label}` : clusters.node.path,
          remedy: `name a cluster of ${app.name}: ${enumerate(paths) || 'it has none'}`,
        };
      }
    }
  },
};
