import { HelmChart } from '../../helm';
import type { Rule } from '../rule';

export const overrideRefused: Rule = {
  id: 'VNF522',
  severity: 'error',
  title: 'Override that the chart’s schema refuses',
  reason: 'EMCO renders the chart with it when the group is instantiated, and Helm stops there',
  source: 'Helm values.schema.json; EMCO src/orchestrator/utils/helm',
  *check(model) {
    for (const { group, chart, problems } of model.refusedOverrides) {
      for (const { path, value, reason } of problems) {
        yield {
          at: group,
          field: `override(${chart.name})${path === '' ? '' : `.${path}`}`,
          value: value ?? '(none)',
          reason: `${HelmChart.isHelmChart(chart) ? chart.node.path : chart.name}: ${reason}`,
          remedy:
            value === undefined
              ? 'give the value'
              : `use a value of the chart in its bounds; its values are ${Object.keys(chart.mergedValues({})).join(', ') || 'none'}`,
        };
      }
    }
  },
};
