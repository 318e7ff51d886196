import type { Rule } from '../rule';
import { misfitsOf } from './struct-filter';

export const objectDropped: Rule = {
  id: 'VNF523',
  severity: 'error',
  title: 'Object that EMCO drops in silence',
  reason:
    'EMCO reads the object into a structure that does not fit, passes over it without a word, and deploys the rest',
  source: 'EMCO src/orchestrator/utils/helm, KubeResFileName; executed with yaml.v3',
  *check(model) {
    for (const rendering of model.renderings) {
      if (!model.isEmcoApp(rendering.chart)) continue;
      for (const { construct, object } of rendering.objects) {
        for (const misfit of misfitsOf(object)) yield { at: construct, ...misfit, rendering };
      }
    }
  },
};
