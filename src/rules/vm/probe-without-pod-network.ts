import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

export const probeWithoutPodNetwork = vmRule(
  {
    id: 'VNF213',
    severity: 'error',
    title: 'Probe over a network that the VM does not have',
    reason: 'httpGet and tcpSocket go over the pod network, and KubeVirt refuses them without one',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }) {
    if (listAt(spec, 'networks').some((network) => at(network, 'pod') !== undefined)) return;
    for (const field of ['livenessProbe', 'readinessProbe']) {
      const kind = ['httpGet', 'tcpSocket'].find((name) => at(spec, field, name) !== undefined);
      if (kind === undefined) continue;
      yield { field, value: kind, remedy: 'add PodNetwork.attach(), or probe with exec or guestAgentPing' };
    }
  },
);
