import { isVirtualMachineKind } from '../../network';
import { at, listAt } from '../json';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { type Json, pluginsByNetwork } from './plugins';

export const bridgeWithoutRoute: Rule = {
  id: 'VNF493',
  severity: 'error',
  title: 'VM bridged onto addresses without a route',
  reason:
    'where the plugin gives the pod’s interface an address, KubeVirt hands it on by DHCP with the gateway of a route, and stops without one',
  source: 'KubeVirt pkg/network/setup/netpod, discoverbridge.go; kubevirt#5762',
  *check(model) {
    const plugins = pluginsByNetwork(model);
    for (const nic of model.nics) {
      const { network, binding } = nic.attachment;
      if (binding !== 'bridge' || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
      const [plugin] = plugins.get(network) ?? [];
      if (!plugin || !givesAddresses(plugin.config) || hasRoute(plugin.config)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: nic.attachment.id,
        remedy: `leave out the ipam of ${plugin.construct.node.path} and give addresses to attach(), or give the ipam routes`,
      };
    }
  },
};

/** Nobody can ask `static` for an address of a VM: KubeVirt writes the request, and it names none. */
function givesAddresses(config: Json): boolean {
  const type = at(config, 'ipam', 'type');
  return type === 'static'
    ? listAt(config, 'ipam', 'addresses').length > 0
    : type === 'host-local' || type === 'whereabouts';
}

function hasRoute(config: Json): boolean {
  return config.isDefaultGateway === true || listAt(config, 'ipam', 'routes').length > 0;
}
