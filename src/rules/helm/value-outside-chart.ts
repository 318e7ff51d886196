import { HelmChart } from '../../helm';
import type { ValueDescriptor } from '../../helm/value-type';
import { isDeclared, readsOf } from '../../helm/values-read';
import type { Rule } from '../rule';

const NO_VALUES: ValueDescriptor = { kind: 'object', properties: {} };

export const valueOutsideChart: Rule = {
  id: 'VNF113',
  severity: 'error',
  title: 'Chart value outside its chart',
  reason: 'nothing would stand where the value belongs, or a value of this chart that is called the same',
  source: 'design of this library: a value belongs to the chart that declares it',
  *check(model) {
    // Where nobody declares a value, nobody reads one.
    if (!model.charts.some(({ chart }) => HelmChart.isHelmChart(chart) && hasValues(chart))) return;
    for (const { chart, compiled } of model.charts) {
      const values = HelmChart.isHelmChart(chart) ? chart.valueType : NO_VALUES;
      for (const { construct, tree, guards } of compiled.objects) {
        const reads = readsOf(tree, guards).filter(({ op }) => op === 'value');
        const foreign = reads.find((read) => !isDeclared(read, values));
        if (!foreign) continue;
        yield {
          at: construct,
          field: 'object',
          value: `${construct.kind} with .Values.${foreign.path.join('.')}`,
          remedy: 'create the object below the HelmChart that declares the value, or give a literal',
        };
      }
    }
  },
};

function hasValues({ valueType }: { readonly valueType: ValueDescriptor }): boolean {
  return Object.keys(valueType.properties ?? {}).length > 0;
}
