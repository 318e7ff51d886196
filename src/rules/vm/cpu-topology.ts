import { at } from '../json';
import type { Rule } from '../rule';
import { renderedVms } from './specs';

export const cpuTopology: Rule = {
  id: 'VNF207',
  severity: 'error',
  title: 'CPU count that KubeVirt refuses',
  reason: 'cores, sockets and threads are whole numbers from 1, and dedicated CPUs have at most two threads a core',
  source: 'KubeVirt CRD; pkg/virt-api/webhooks, validateCPURequestNotNegative and validateDedicatedCPU',
  *check(model) {
    for (const { vm, spec, rendering } of renderedVms(model)) {
      const cpu = at(spec, 'domain', 'cpu');
      for (const field of ['cores', 'sockets', 'threads']) {
        const count = at(cpu, field);
        const most = field === 'threads' && at(cpu, 'dedicatedCpuPlacement') === true ? 2 : Infinity;
        if (count === undefined || (Number.isInteger(count) && Number(count) >= 1 && Number(count) <= most)) continue;
        const remedy = Number(count) > most ? 'give 1 or 2' : 'give a whole number from 1';
        yield { at: vm, field: `cpu.${field}`, value: count, remedy, rendering };
      }
      if (at(cpu, 'isolateEmulatorThread') === true && at(cpu, 'dedicatedCpuPlacement') !== true) {
        yield {
          at: vm,
          field: 'cpu.isolateEmulatorThread',
          value: true,
          reason: 'KubeVirt isolates the emulator thread of dedicated CPUs only',
          remedy: 'use GuestCpu.dedicated(), or drop the patch',
          rendering,
        };
      }
    }
  },
};
