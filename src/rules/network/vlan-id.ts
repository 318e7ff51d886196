import type { Rule } from '../rule';

export const vlanId: Rule = {
  id: 'VNF436',
  severity: 'error',
  title: 'VLAN id outside 1 to 4094',
  reason: '0 means no VLAN and 4095 is reserved; nodes make no VLAN device for either',
  source: 'IEEE 802.1Q; EMCO ncm json-schemas/provider-network.json',
  *check(model) {
    for (const network of model.providerNetworks) {
      const id = Number(network.vlanId);
      if (Number.isInteger(id) && id >= 1 && id <= 4094) continue;
      yield { at: network, field: 'vlan.id', value: network.vlanId, remedy: 'give a whole number from 1 to 4094' };
    }
  },
};
