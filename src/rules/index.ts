import type { IConstruct } from 'constructs';
import { type Finding, notedOn, shown, sorted, withSilence } from '../findings';
import { RULES } from './catalogue';
import { Model, type Rendering } from './model';
import type { Observation, Rule } from './rule';

export { RULES } from './catalogue';
export { Model } from './model';
export type { Rule } from './rule';

/** Everything that is wrong below a construct: what rules see, what constructs noted, what third parties validate. */
export function checkRules(root: IConstruct): Finding[] {
  return checkModel(new Model(root));
}

/** The same for an app that is read already. */
export function checkModel(model: Model): Finding[] {
  const seen = RULES.flatMap((rule) => [...findingsOf(rule, model)]);
  const noted = model.constructs.flatMap((construct) =>
    [...notedOn(construct), ...validated(construct)].map((finding) => withSilence(finding, construct)),
  );
  return sorted([...seen, ...noted]);
}

/** What a rule sees with a chart's defaults is not said again for each group that sees the same. */
function* findingsOf(rule: Rule, model: Model): Generator<Finding> {
  const told = new Set<string>();
  for (const observation of rule.check?.(model) ?? []) {
    const finding = findingOf(rule, observation);
    const key = JSON.stringify([finding.path, finding.field, finding.value, finding.remedy]);
    if (observation.rendering && told.has(key)) continue;
    told.add(key);
    yield withSilence(finding, observation.at);
  }
}

function findingOf({ id, severity, reason }: Rule, observation: Observation): Finding {
  const { at, field, value, remedy, rendering } = observation;
  return {
    id,
    severity,
    path: at.node.path,
    field,
    value: shown(value),
    reason: (observation.reason ?? reason) + circumstanceOf(rendering),
    remedy,
  };
}

function circumstanceOf(rendering: Rendering | undefined): string {
  if (!rendering?.group) return '';
  const customizations = rendering.customizedFor ? ` and the customizations for ${rendering.customizedFor}` : '';
  return ` (with the values and release of ${rendering.group.node.path}${customizations})`;
}

function validated(construct: IConstruct): Finding[] {
  return construct.node.validate().map((message) => ({
    id: 'VNF100',
    severity: 'error',
    path: construct.node.path,
    field: 'construct',
    value: construct.constructor.name,
    reason: message,
    remedy: 'mend what the message of the construct names',
  }));
}
