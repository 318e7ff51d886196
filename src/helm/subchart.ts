import type { FileMap } from './archive';
import type { ChartDependency } from './chart-metadata';
import type { Expression } from './expression';
import type { ForeignChart } from './foreign-chart';
import type { HelmChart } from './helm-chart';
import type { ObjectType, ValuesOf } from './values';
import type { ValuesData } from './values-data';

/** A chart of ours, or a foreign one. */
export type AnyChart = HelmChart<ObjectType> | ForeignChart;

/** Values that may be given over the defaults of a chart. */
export type OverridesOf<C> = C extends HelmChart<infer V> ? ValuesOf<V> : C extends ForeignChart<infer V> ? V : never;

/** A chart that another one carries in its `charts/` folder. */
export interface CarriedChart {
  readonly chart: AnyChart;
  /** Given over the subchart's own defaults. */
  readonly values: ValuesData;
}

/** The same with what switches it. */
export interface Subchart extends CarriedChart {
  /** A boolean value of the parent that switches the subchart on. */
  readonly condition?: Expression;
}

/** The entry in the parent's Chart.yaml. */
export function dependencyOf({ chart, condition }: Subchart): ChartDependency {
  const path = condition?.op === 'value' ? condition.path.join('.') : undefined;
  return { name: chart.name, version: versionOf(chart), ...(path === undefined ? {} : { condition: path }) };
}

/** The SemVer version of a chart. */
export function versionOf(chart: AnyChart): string {
  return 'metadata' in chart ? chart.metadata.version : chart.version;
}

/** The files of a subchart, by path inside its folder. */
export function filesOf(chart: AnyChart): FileMap {
  return 'metadata' in chart ? chart.files() : chart.files;
}
