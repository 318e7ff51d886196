import { at } from '../json';
import type { Rule } from '../rule';
import { isSizedElsewhere, sizedDomain } from './instancetype';
import { renderedVms } from './specs';

export const cpuTopology: Rule = {
  id: 'VNF207',
  severity: 'error',
  title: 'Count of CPUs or threads that KubeVirt refuses',
  reason:
    'cores, sockets and threads are whole numbers, 0 as good as none, and dedicated CPUs have at most two threads a core, one on arm64',
  source: 'KubeVirt CRD; pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const rendered of renderedVms(model)) {
      const { vm, spec, rendering } = rendered;
      const cpu = at(spec, 'domain', 'cpu');
      for (const field of ['cores', 'sockets', 'threads']) {
        const count = at(cpu, field) ?? 0;
        const isPinned = field === 'threads' && at(cpu, 'dedicatedCpuPlacement') === true;
        const most = !isPinned ? Infinity : at(spec, 'architecture') === 'arm64' ? 1 : 2;
        if (Number.isInteger(count) && Number(count) >= 0 && Number(count) <= most) continue;
        const remedy = Number(count) > most ? `give at most ${most}` : 'give a whole number from 1';
        yield { at: vm, field: `cpu.${field}`, value: count, remedy, rendering };
      }
      const pool = at(spec, 'domain', 'ioThreads', 'supplementalPoolThreadCount');
      const isPool = at(spec, 'domain', 'ioThreadsPolicy') === 'supplementalPool';
      if (isPool && !(Number.isInteger(pool) && Number(pool) >= 1)) {
        const reason = 'a pool has one I/O thread at least';
        yield {
          at: vm,
          field: 'ioThreads.pool',
          value: pool ?? '(none)',
          reason,
          remedy: 'give a whole number from 1',
          rendering,
        };
      }
      const sized = at(sizedDomain(rendered), 'cpu');
      const mayShare = at(sized, 'dedicatedCpuPlacement') !== true && !isSizedElsewhere(rendered);
      if (at(sized, 'isolateEmulatorThread') === true && mayShare) {
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
