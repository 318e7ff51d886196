import { HelmChart } from '../../helm';
import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel } from '../text';

/** Labels that EMCO puts on objects hold the app's name and an id of 19 digits with a dash: 63 in all. */
const LONGEST = 43;

export const appName: Rule = {
  id: 'VNF520',
  severity: 'error',
  title: 'App name that EMCO’s labels cannot hold',
  reason: `EMCO labels objects with <deployment id>-<app>, so that an app, which is called like its chart, is a DNS label of at most ${LONGEST} characters`,
  source: 'EMCO src/rsync/pkg/status; docs/design/monitor.md',
  *check(model) {
    for (const compositeApp of model.compositeApps) {
      for (const chart of compositeApp.apps) {
        if (isDnsLabel(chart.name, LONGEST)) continue;
        yield {
          at: HelmChart.isHelmChart(chart) ? chart : compositeApp,
          field: HelmChart.isHelmChart(chart) ? 'id' : 'apps',
          value: chart.name,
          remedy: HelmChart.isHelmChart(chart)
            ? `rename the chart, such as ${asDnsLabel(chart.name, LONGEST)}`
            : 'carry the foreign chart in one of yours, with addSubchart',
        };
      }
    }
  },
};
