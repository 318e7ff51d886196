import { at } from '../json';
import { topologyOf } from './size';
import { vmRule } from './vm-rule';

export const maxSockets = vmRule(
  {
    id: 'VNF210',
    severity: 'error',
    title: 'More CPU sockets than the VM may ever have',
    reason:
      'KubeVirt refuses sockets above maxSockets, and takes the CPUs of the resources for sockets where none are given',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/defaults',
  },
  function* ({ spec }) {
    const domain = at(spec, 'domain');
    const { sockets } = topologyOf(domain);
    const most = at(domain, 'cpu', 'maxSockets');
    if (!most || sockets <= Number(most)) return;
    yield { field: 'cpu.maxSockets', value: most, remedy: `give at least ${sockets}, or fewer sockets` };
  },
);
