import { Platform, Requirements } from '../../platform';
import type { Rule } from '../rule';
import { writtenGates } from './written-gates';

export const featureGateOff: Rule = {
  id: 'VNF602',
  severity: 'error',
  title: 'Feature gate that is off on the platform',
  reason: 'without the gate KubeVirt refuses the VM, or never finds a node for it',
  source: 'KubeVirt pkg/virt-config/featuregate',
  *check(model) {
    const [root] = model.constructs;
    const written = writtenGates(model);
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
