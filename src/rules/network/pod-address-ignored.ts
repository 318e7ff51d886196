import { isVirtualMachineKind } from '../../network';
import { at } from '../json';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { pluginsByNetwork } from './plugins';

/** IPAM that gives a pod the addresses it asks for. */
const OBEDIENT = ['static', 'host-local'];

export const podAddressIgnored: Rule = {
  id: 'VNF491',
  severity: 'error',
  title: 'Address of a pod that nobody gives it',
  reason: 'a pod asks the plugin for its addresses, and only the IPAM kinds static and host-local obey',
  source: 'CNI plugins plugins/ipam; Multus docs, ips',
  *check(model) {
    const plugins = pluginsByNetwork(model);
    for (const nic of model.nics) {
      const { network, guestAddresses } = nic.attachment;
      if (guestAddresses.length === 0 || isVirtualMachineKind(nic.workload.workloadKind)) continue;
      const [plugin] = plugins.get(network) ?? [];
      const type = at(plugin?.config, 'ipam', 'type');
      if (!plugin || OBEDIENT.includes(String(type))) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'addresses'),
        value: guestAddresses.join(', '),
        remedy: `give ${plugin.construct.node.path} the ipam { type: 'static' } and the capability ips`,
      };
    }
  },
};
