import { HelmChart } from '../../helm';
import { Branches, Document, Entries, Hole, Items, Text } from '../../helm/tree';
import type { Rule } from '../rule';

export const valueOutsideChart: Rule = {
  id: 'VNF113',
  severity: 'error',
  title: 'Chart value in an object of no Helm chart',
  reason: 'a chart of plain cdk8s has no values, so that nothing would stand where the value belongs',
  source: 'design of this library: a value belongs to the chart that declares it',
  *check(model) {
    for (const { chart, compiled } of model.charts) {
      if (HelmChart.isHelmChart(chart)) continue;
      for (const { construct, tree } of compiled.objects) {
        if (!hasHole(tree)) continue;
        const remedy = 'create the object below the HelmChart that declares the value, or give a literal';
        yield { at: construct, field: 'object', value: `${construct.kind} with a chart value`, remedy };
      }
    }
  },
};

function hasHole(tree: unknown): boolean {
  if (tree instanceof Document) return hasHole(tree.root);
  if ([Hole, Text, Branches, Entries, Items].some((node) => tree instanceof node)) return true;
  return typeof tree === 'object' && tree !== null && Object.values(tree).some(hasHole);
}
