import type { IConstruct } from 'constructs';
import { gte } from 'semver';
import { type AnyChart, type ForeignChart, HelmChart, type ValuesData } from '../../helm';
import { laterFunctions } from '../../helm/template-functions';
import { Platform } from '../../platform';
import type { Model } from '../model';
import type { Rule } from '../rule';

/** What EMCO renders with [EMCO src/orchestrator/go.mod]. */
const EMCO_HELM = '3.8.0';

export const templateFunctionMissing: Rule = {
  id: 'VNF606',
  severity: 'error',
  title: 'Foreign chart for a later Helm than renders it',
  reason: 'Helm stops at a template that calls a function it does not know',
  source: 'helm pkg/engine/funcs.go; Go text/template 1.18; redpanda-data/helm-charts#1197',
  *check(model) {
    for (const { at, foreign, values, helm, who } of renderings(model)) {
      for (const [path, template] of foreign.templates(values)) {
        for (const [called, since] of laterFunctions(template)) {
          if (gte(helm, since)) continue;
          yield {
            at,
            field: HelmChart.isHelmChart(at) ? 'subcharts' : 'apps',
            value: `${foreign.name} ${foreign.version}`,
            reason: `${path} calls ${called}, which Helm has from ${since} on, and ${who} ${helm}: ${templateFunctionMissing.reason}`,
            remedy:
              'import a version of the chart for older releases of Helm, or switch off the chart inside that calls it',
          };
        }
      }
    }
  },
};

interface ForeignRendering {
  /** Who carries the chart. */
  readonly at: IConstruct;
  readonly foreign: ForeignChart;
  readonly values: ValuesData;
  readonly helm: string;
  readonly who: string;
}

function* renderings(model: Model): Generator<ForeignRendering> {
  for (const group of model.groups) {
    for (const app of group.apps) {
      for (const found of foreignChartsOf(app, group.overridesOf(app), group))
        yield { ...found, helm: EMCO_HELM, who: 'EMCO renders with' };
    }
  }
  for (const { chart } of model.charts) {
    const helm = Platform.of(chart).helmVersion;
    if (helm === undefined || !HelmChart.isHelmChart(chart) || model.isEmcoApp(chart)) continue;
    for (const found of foreignChartsOf(chart, {}, chart)) yield { ...found, helm, who: 'the platform has' };
  }
}

function* foreignChartsOf(
  chart: AnyChart,
  values: ValuesData,
  at: IConstruct,
): Generator<Pick<ForeignRendering, 'at' | 'foreign' | 'values'>> {
  if (!HelmChart.isHelmChart(chart)) yield { at, foreign: chart, values };
  else for (const inside of chart.subcharts) yield* foreignChartsOf(inside.chart, inside.values, chart);
}
