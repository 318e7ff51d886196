import { satisfies, validRange } from 'semver';
import { HelmChart } from '../../helm';
import type { Rule } from '../rule';

/** What EMCO tells charts of the cluster. */
const KUBERNETES = '1.20.0';

export const foreignChart: Rule = {
  id: 'VNF531',
  severity: 'error',
  title: 'Foreign chart that EMCO’s Helm refuses',
  reason: `EMCO renders every chart as for Kubernetes ${KUBERNETES}, and Helm refuses a chart whose kubeVersion leaves that out`,
  source: 'EMCO src/orchestrator/utils/helm; Helm pkg/action, chartutil.Capabilities',
  *check(model) {
    for (const compositeApp of model.compositeApps) {
      for (const chart of compositeApp.apps) {
        if (HelmChart.isHelmChart(chart) || chart.kubeVersion === undefined) continue;
        // Helm's ranges may have commas for "and".
        const range = validRange(chart.kubeVersion.replaceAll(',', ' '));
        if (range === null || satisfies(KUBERNETES, range, { includePrerelease: true })) continue;
        yield {
          at: compositeApp,
          field: 'apps',
          value: `${chart.name} ${chart.version}`,
          reason: `its kubeVersion is ${chart.kubeVersion}: ${foreignChart.reason}`,
          remedy:
            'import a version of the chart for older clusters, or carry the chart in one of yours, with addSubchart',
        };
      }
    }
  },
};
