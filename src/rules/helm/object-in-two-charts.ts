import { HelmChart } from '../../helm';
import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { keyedObjects, keyText } from './object-key';

export const objectInTwoCharts: Rule = {
  id: 'VNF112',
  severity: 'error',
  title: 'One object in two charts',
  reason:
    'an object has one owner: Helm refuses to install the second chart, and taking one away takes the object from the other',
  source: 'Helm pkg/action/validate.go, invalid ownership metadata',
  *check(model) {
    // Charts of plain cdk8s may be meant for different clusters.
    const charts = model.renderings.filter(({ group, chart }) => group === undefined && HelmChart.isHelmChart(chart));
    if (charts.length < 2) return;
    for (const { first, again } of duplicates(keyedObjects(charts), ({ key }) => key)) {
      if (first.rendering.chart === again.rendering.chart) continue;
      yield {
        at: again.construct,
        field: 'metadata.name',
        value: keyText(again.object),
        reason: `${first.construct.node.path} emits it already: ${objectInTwoCharts.reason}`,
        remedy:
          'leave it to one chart, such as the site chart, or drop the fixed name so that the release becomes part of it',
      };
    }
  },
};
