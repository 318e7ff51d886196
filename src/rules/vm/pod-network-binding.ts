import { at, everyAt, listAt } from '../json';
import { vmRule } from './vm-rule';

export const podNetworkBinding = vmRule(
  {
    id: 'VNF264',
    severity: 'error',
    title: 'Binding of the pod network on another network',
    reason:
      'masquerade and passtBinding hide the guest behind the address of its pod, and KubeVirt refuses them elsewhere',
    source: 'KubeVirt pkg/network/admitter/netiface.go, passt.go',
  },
  function* ({ spec }) {
    for (const { path, value } of everyAt(spec, 'domain.devices.interfaces.*')) {
      const binding = ['masquerade', 'passtBinding'].find((one) => at(value, one) !== undefined);
      const network = listAt(spec, 'networks').find((one) => at(one, 'name') === at(value, 'name'));
      if (binding === undefined || network === undefined || at(network, 'pod') !== undefined) continue;
      yield {
        field: path.replace('domain.devices.', ''),
        value: binding,
        remedy: 'use bridge, or a binding plugin',
      };
    }
  },
);
