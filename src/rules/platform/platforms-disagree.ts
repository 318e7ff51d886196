import { ownCharts } from '../../emco/deployment-intent-group';
import { Platform } from '../../platform';
import type { Rule } from '../rule';

export const platformsDisagree: Rule = {
  id: 'VNF601',
  severity: 'error',
  title: 'Apps of one composite app for KubeVirt below and from 1.0',
  reason:
    'KubeVirt 1.0 changed how pod interfaces are called, and a network intent is the same on every cluster of the group',
  source: 'KubeVirt pkg/network/namescheme (kubevirt#9268)',
  *check(model) {
    for (const compositeApp of model.compositeApps) {
      const [first, ...others] = ownCharts(compositeApp.apps);
      for (const chart of others) {
        const [a, b] = [Platform.of(first ?? chart), Platform.of(chart)];
        if (a.has('hashedPodInterfaceNames') === b.has('hashedPodInterfaceNames')) continue;
        yield {
          at: chart,
          field: 'platform.kubevirt',
          value: b.kubevirt,
          reason: `${first?.node.path} is for ${a.kubevirt}: ${platformsDisagree.reason}`,
          remedy: `state one platform for ${compositeApp.node.path}, or make a composite app for each`,
        };
      }
    }
  },
};
