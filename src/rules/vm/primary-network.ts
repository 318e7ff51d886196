import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

export const primaryNetwork = vmRule(
  {
    id: 'VNF250',
    severity: 'error',
    title: 'Two networks that are the first of a pod',
    reason: 'a pod has one first network: the cluster’s own, or one that takes its place',
    source: 'KubeVirt pkg/network/admitter/netsource.go',
  },
  function* ({ spec }) {
    const first = listAt(spec, 'networks').filter(isFirstOfPod);
    const devices = listAt(spec, 'domain', 'devices', 'interfaces');
    for (const network of first.slice(1)) {
      const index = devices.findIndex((device) => at(device, 'name') === at(network, 'name'));
      yield {
        field: `interfaces[${index}]`,
        value: at(network, 'name'),
        remedy: `leave it out, or take isPrimary from one: ${String(at(first[0], 'name'))} is the first already`,
      };
    }
  },
);

/** Whether a network is the first of the pod: the cluster's own, or one in its place. */
export function isFirstOfPod(network: unknown): boolean {
  return at(network, 'pod') !== undefined || at(network, 'multus', 'default') === true;
}
