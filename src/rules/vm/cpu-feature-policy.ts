import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { renderedVms } from './specs';

const POLICIES = ['force', 'require', 'optional', 'disable', 'forbid'];

export const cpuFeaturePolicy: Rule = {
  id: 'VNF208',
  severity: 'error',
  title: 'CPU feature policy that KubeVirt refuses',
  reason: `the policies are ${POLICIES.join(', ')}`,
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      for (const feature of listAt(spec, 'domain', 'cpu', 'features')) {
        const policy = at(feature, 'policy') ?? '';
        if (policy === '' || POLICIES.includes(String(policy))) continue;
        yield {
          at: vm,
          field: `cpu.features.${String(at(feature, 'name'))}`,
          value: policy,
          remedy: `write one of ${POLICIES.join(', ')}`,
          rendering,
        };
      }
    }
  },
};
