import { ownCharts } from '../../emco/deployment-intent-group';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

const REFUSED = new Set(['VirtualMachineInstance', 'VirtualMachinePool', 'CronJob']);

export const workloadKind: Rule = {
  id: 'VNF529',
  severity: 'error',
  title: 'Workload of a kind that EMCO’s network intents break',
  reason: 'EMCO writes the annotation into spec.template: a kind without it becomes null or stays without interfaces',
  source: 'EMCO src/ovnaction/pkg/module/resources.go',
  *check(model) {
    for (const { apps } of model.compositeApps) {
      for (const nic of ownCharts(apps).flatMap((chart) => model.nodusNicsOf(chart))) {
        const { workloadKind: kind } = nic.workload;
        if (!REFUSED.has(kind)) continue;
        const remedy = kind === 'CronJob' ? 'use a Deployment or a Job' : 'use a VirtualMachine';
        yield { at: nic.workload, field: fieldOf(nic), value: kind, remedy };
      }
    }
  },
};
