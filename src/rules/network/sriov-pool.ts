import { at } from '../json';
import type { Rule } from '../rule';
import { rendered, SRIOV_GROUP } from './rendered';

export const sriovPool: Rule = {
  id: 'VNF478',
  severity: 'error',
  title: 'Pool of nodes that the SR-IOV operator refuses',
  reason:
    'maxUnavailable is a whole number or a percentage from 1% to 100%, and a pool for hardware offload says nothing but its name',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of rendered(model, SRIOV_GROUP, 'SriovNetworkPoolConfig')) {
      const { maxUnavailable, nodeSelector } = spec;
      const name = at(spec, 'ovsHardwareOffloadConfig', 'name');
      if (name !== undefined && (maxUnavailable ?? nodeSelector) !== undefined) {
        yield {
          at: construct,
          field: 'ovsHardwareOffload',
          value: name,
          remedy: 'make two pools: one for the offload, one with nodes and maxUnavailable',
          rendering,
        };
      } else if (maxUnavailable !== undefined && !isAmount(maxUnavailable)) {
        yield {
          at: construct,
          field: 'maxUnavailable',
          value: maxUnavailable,
          remedy: "write a number such as 1, or a percentage such as '20%'",
          rendering,
        };
      }
    }
  },
};

function isAmount(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0;
  return /^([1-9]|[1-9]\d|100)%$/.test(String(value));
}
