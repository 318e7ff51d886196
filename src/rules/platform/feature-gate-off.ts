import { Platform, Requirements } from '../../platform';
import { everyAt } from '../json';
import type { Model } from '../model';
import type { Rule } from '../rule';

export const featureGateOff: Rule = {
  id: 'VNF602',
  severity: 'error',
  title: 'Feature gate that is off on the platform',
  reason: 'without the gate KubeVirt refuses the VM, or never finds a node for it',
  source: 'KubeVirt pkg/virt-config/featuregate',
  *check(model) {
    const [root] = model.constructs;
    const written = gatesIn(model);
    for (const { featureGate, reason, of } of root ? Requirements.of(root).all : []) {
      const { featureGates } = Platform.of(of);
      if (featureGates === undefined || featureGates.includes(featureGate) || written.has(featureGate)) continue;
      yield {
        at: of,
        field: 'platform.featureGates',
        value: featureGate,
        reason: `${reason}: ${featureGateOff.reason}`,
        remedy: 'switch the gate on and name it in the platform, or put a KubeVirtConfiguration into the site chart',
      };
    }
  },
};

/** The gates that the app itself switches on. */
function gatesIn(model: Model): ReadonlySet<unknown> {
  const objects = model.renderings.flatMap((rendering) => rendering.objects.map(({ object }) => object));
  const gates = objects
    .filter(({ kind }) => kind === 'KubeVirt')
    .flatMap((object) => everyAt(object, 'spec.configuration.developerConfiguration.featureGates.*'));
  return new Set(gates.map(({ value }) => value));
}
