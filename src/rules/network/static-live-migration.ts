import { at } from '../json';
import { fieldOf } from '../model';
import { podTemplateOf } from '../pod-template';
import type { Rule } from '../rule';
import { staticNics } from './addresses';

export const staticLiveMigration: Rule = {
  id: 'VNF443',
  severity: 'warning',
  title: 'Live migration of a VM with static Nodus addresses',
  reason: 'during a migration two pods ask for the address, and the target gets none',
  source: 'Nodus internal/pkg/ovn/ovn.go; KubeVirt live migration',
  *check(model) {
    for (const nic of staticNics(model)) {
      for (const { rendering, object } of model.objectsOf(nic.workload)) {
        const strategy = at(podTemplateOf(object), 'spec', 'evictionStrategy');
        if (strategy !== 'LiveMigrate' && strategy !== 'LiveMigrateIfPossible') continue;
        yield {
          at: nic.workload,
          field: 'evictionStrategy',
          value: strategy,
          reason: `${fieldOf(nic)} has the address ${nic.address}: ${staticLiveMigration.reason}`,
          remedy: 'write None, or External where something else moves the VM, or leave out the addresses',
          rendering,
        };
      }
    }
  },
};
