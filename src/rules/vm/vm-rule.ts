import type { Model } from '../model';
import type { Observation, Rule } from '../rule';
import { type RenderedVm, renderedVms } from './specs';

/** What a rule saw in one rendered VM. */
export type VmObservation = Omit<Observation, 'at' | 'rendering'>;

/** A rule that looks at each rendered VM by itself. */
export function vmRule(
  facts: Omit<Rule, 'check'>,
  look: (vm: RenderedVm, model: Model) => Iterable<VmObservation>,
): Rule {
  return {
    ...facts,
    *check(model) {
      for (const rendered of renderedVms(model)) {
        for (const observation of look(rendered, model)) {
          yield { ...observation, at: rendered.vm, rendering: rendered.rendering };
        }
      }
    },
  };
}
