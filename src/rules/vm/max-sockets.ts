import { at } from '../json';
import { vmRule } from './vm-rule';

export const maxSockets = vmRule(
  {
    id: 'VNF210',
    severity: 'error',
    title: 'More CPU sockets than the VM may ever have',
    reason: 'KubeVirt refuses sockets above maxSockets',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    const sockets = Number(at(spec, 'domain', 'cpu', 'sockets') ?? 1);
    const most = at(spec, 'domain', 'cpu', 'maxSockets');
    if (most === undefined || sockets <= Number(most)) return;
    yield { field: 'cpu.maxSockets', value: most, remedy: `give at least ${sockets}, or fewer sockets` };
  },
);
