import { isVirtualMachineKind, type OperatorNetwork } from '../../network';
import { at } from '../json';
import type { Rule } from '../rule';
import { policiesByDefault } from './operator-objects';
import { pluginsByNetwork } from './plugins';

export const dhcpOnVfio: Rule = {
  id: 'VNF483',
  severity: 'error',
  title: 'DHCP by the plugin for functions of VMs',
  reason:
    'the plugin asks over the interface in the pod, and a function with the driver vfio-pci has none: the pod never starts',
  source: 'sriov-cni README; pkg/cnicommands/cni.go',
  *check(model) {
    const plugins = pluginsByNetwork(model);
    const resources = new Set(
      policiesByDefault(model)
        .filter(({ spec }) => spec.deviceType === 'vfio-pci')
        .map(({ spec }) => spec.resourceName),
    );
    const isForVms = (network: OperatorNetwork): boolean =>
      resources.has(network.resourceName) ||
      model.nicsOn(network).some(({ workload }) => isVirtualMachineKind(workload.workloadKind));
    for (const network of model.operatorNetworks) {
      const [plugin] = plugins.get(network) ?? [];
      if (at(plugin?.config, 'ipam', 'type') !== 'dhcp' || !isForVms(network)) continue;
      yield {
        at: network,
        field: 'ipam',
        value: 'dhcp',
        remedy: 'leave out ipam: the guest asks the network’s DHCP server itself',
      };
    }
  },
};
