import type { Rule } from '../rule';

export const appEmpty: Rule = {
  id: 'VNF530',
  severity: 'error',
  title: 'App without objects',
  reason: 'EMCO refuses to instantiate a group with an app that renders nothing',
  source: 'EMCO src/orchestrator/pkg/module/instantiation.go',
  *check(model) {
    for (const rendering of model.renderings) {
      if (!rendering.group || rendering.objects.length > 0) continue;
      yield {
        at: rendering.chart,
        field: 'templates',
        value: '(none)',
        remedy: 'take the chart out of the composite app, or give it an object that no condition leaves out',
        rendering,
      };
    }
  },
};
