import { type ChartChange } from './change';
import type { ChartContents } from './chart-contents';
import { chartYamlChanges, namedTemplateChanges, subchartChanges } from './chart-yaml-changes';
import { objectChanges } from './object-changes';
import { valueChanges } from './value-changes';

export interface DiffOptions {
  /**
   * The KubeVirt that runs the chart, such as `1.6`: what it does live depends on it.
   * @default - both are told
   */
  readonly kubevirt?: string;
}

/**
 * What changed between two versions of a chart, for those who run it: values, objects and their fields. Objects are
 * compared as rendered where both versions bring them, else as templates, where nothing is missed but what an
 * expression computes is not known. What only people read (descriptions, README, notes) does not count.
 */
export function diffCharts(before: ChartContents, after: ChartContents, options: DiffOptions = {}): ChartChange[] {
  return [
    ...chartYamlChanges(before, after),
    ...valueChanges(before, after),
    ...objectChanges(before, after, options.kubevirt),
    ...namedTemplateChanges(before, after),
    ...subchartChanges(before, after),
  ];
}
