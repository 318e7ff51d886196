import { CompositeApp } from '../../emco';
import type { DeploymentIntentGroup } from '../../emco';
import { at } from '../json';
import type { Rule } from '../rule';
import { namesGuest } from './added-resources';

const CONSUMERS = /\/hpa-intents\/[^/]+\/hpa-resource-consumers$/;
const HPA_ACTION = /hpa-?ac/i;

export const guestHpaAction: Rule = {
  id: 'VNF540',
  severity: 'error',
  title: 'VM as a consumer of EMCO’s HPA action controller',
  reason: 'the controller looks for a Deployment of the consumer’s name: a VM ends the instantiation with an error',
  source: 'EMCO src/hpa-ac/internal/action/action.go',
  *check(model) {
    for (const added of model.addedResources) {
      const { group } = added;
      if (!group || !CONSUMERS.test(added.anchor) || !callsHpaAction(group)) continue;
      const { spec } = added.resource;
      const name = at(spec, 'name');
      const isGuest = group.apps.some((chart) => namesGuest(model, added, chart.name, name));
      if (at(spec, 'kind') !== 'VirtualMachine' && !isGuest) continue;
      yield {
        at: added.at,
        field: `${added.field}.spec.name`,
        value: name,
        remedy: 'name the placement controller alone in the group intents, and size the VM in its chart',
      };
    }
  },
};

/** EMCO's examples call the controller by other names than its service has. */
function callsHpaAction(group: DeploymentIntentGroup): boolean {
  const registered = group.node.scope instanceof CompositeApp ? group.node.scope.controllers : [];
  return [...group.controllerIntents.keys()].some((name) =>
    HPA_ACTION.test(registered.find((one) => one.name === name)?.host ?? name),
  );
}
