import { isVirtualMachineKind } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { pluginsByNetwork } from './plugins';

export const changedMacBinding: Rule = {
  id: 'VNF490',
  severity: 'error',
  title: 'VM bridged onto macvlan or ipvlan',
  reason:
    'KubeVirt’s bridge gives the guest another MAC than the plugin gave its interface, and the host interface lets no frame for it through',
  source: 'KubeVirt user guide, network/interfaces_and_networks, known limitations; kubevirt#5483',
  *check(model) {
    const plugins = pluginsByNetwork(model);
    for (const nic of model.nics) {
      const { network, binding } = nic.attachment;
      if (binding !== 'bridge' || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
      const [plugin] = plugins.get(network) ?? [];
      const type = plugin?.config.type;
      if (type !== 'macvlan' && type !== 'ipvlan') continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: `${nic.attachment.id} (${type})`,
        remedy: 'use the plugin bridge over the same host interface, or virtual functions',
      };
    }
  },
};
