import { at, everyAt, listAt } from '../json';
import { vmRule } from './vm-rule';

export const sriovOnPodNetwork = vmRule(
  {
    id: 'VNF260',
    severity: 'error',
    title: 'Virtual function on the pod network',
    reason: 'a virtual function comes by an attachment definition, so that the VM passes admission and never starts',
    source: 'KubeVirt docs/network/sriov.md',
  },
  function* ({ spec }) {
    for (const { path, value } of everyAt(spec, 'domain.devices.interfaces.*')) {
      const network = listAt(spec, 'networks').find((one) => at(one, 'name') === at(value, 'name'));
      if (at(value, 'sriov') === undefined || at(network, 'pod') === undefined) continue;
      yield {
        field: `${path}.sriov`,
        value: 'pod',
        remedy: 'name the attachment definition of the virtual functions in the network (multus.networkName)',
      };
    }
  },
);
