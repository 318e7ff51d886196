import { satisfies, validRange } from 'semver';
import { HelmChart } from '../../helm';
import { Platform } from '../../platform';
import type { Rule } from '../rule';

/** What EMCO's Helm takes for the version of every cluster [helm pkg/chartutil/capabilities.go of 3.8]. */
const EMCO_KUBERNETES = '1.20.0';

export const kubernetesRefused: Rule = {
  id: 'VNF604',
  severity: 'error',
  title: 'Chart for another Kubernetes than it is rendered for',
  reason: 'Helm stops where kubeVersion does not hold',
  source: 'Helm pkg/action, kubeVersion; EMCO src/orchestrator/utils/helm, which renders without a cluster',
  *check(model) {
    for (const { chart } of model.charts) {
      const range = HelmChart.isHelmChart(chart) ? chart.metadata.kubeVersion : undefined;
      if (range === undefined || validRange(range) === null) continue;
      const versions = [
        ...(model.isEmcoApp(chart) ? [[EMCO_KUBERNETES, 'EMCO renders it for'] as const] : []),
        [Platform.of(chart).kubernetesVersion, 'the platform runs'] as const,
      ];
      for (const [version, who] of versions) {
        if (version === undefined || satisfies(version, range)) continue;
        yield {
          at: chart,
          field: 'kubeVersion',
          value: range,
          reason: `${who} Kubernetes ${version}: ${kubernetesRefused.reason}`,
          remedy: `widen it so that ${version} is in it`,
        };
      }
    }
  },
};
