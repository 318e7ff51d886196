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
    if (hasPodNetwork(spec)) return;
    for (const field of ['livenessProbe', 'readinessProbe']) {
      const kind = ['httpGet', 'tcpSocket'].find((name) => at(spec, field, name) !== undefined);
      if (kind === undefined) continue;
      yield { field, value: kind, remedy: 'add PodNetwork.attach(), or probe with exec or guestAgentPing' };
    }
  },
);

/** Whether a VM is on the pod network, on which KubeVirt puts those that state neither networks nor interfaces. */
function hasPodNetwork(spec: unknown): boolean {
  const networks = listAt(spec, 'networks');
  const devices = at(spec, 'domain', 'devices');
  const isAttached = at(devices, 'autoattachPodInterface') !== false;
  const statesNone = networks.length === 0 && listAt(devices, 'interfaces').length === 0;
  return networks.some((network) => at(network, 'pod') !== undefined) || (statesNone && isAttached);
}
