import type { FileMap } from './archive';
import type { ChartDependency } from './chart-metadata';
import type { Expression } from './expression';
import type { ForeignChart } from './foreign-chart';
import type { HelmChart } from './helm-chart';
import type { ObjectType } from './values';
import type { ValuesData } from './values-data';

/** A chart that another one carries in its `charts/` folder. */
export interface Subchart {
  readonly chart: HelmChart<ObjectType> | ForeignChart;
  /** Given over the subchart's own defaults. */
  readonly values: ValuesData;
  /** A boolean value of the parent that switches the subchart on. */
  readonly condition?: Expression;
}

/** The entry in the parent's Chart.yaml. */
export function dependencyOf({ chart, condition }: Subchart): ChartDependency {
  const version = 'metadata' in chart ? chart.metadata.version : chart.version;
  const path = condition?.op === 'value' ? condition.path.join('.') : undefined;
  return { name: chart.name, version, ...(path === undefined ? {} : { condition: path }) };
}

/** The files of a subchart, by path inside its folder. */
export function filesOf(chart: Subchart['chart']): FileMap {
  return 'metadata' in chart ? chart.files() : chart.files;
}
