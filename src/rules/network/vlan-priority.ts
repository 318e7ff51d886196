import type { Rule } from '../rule';
import { writtenPlugins } from './plugins';

export const vlanPriority: Rule = {
  id: 'VNF481',
  severity: 'error',
  title: 'Priority or tag of a VLAN without VLAN',
  reason: 'sriov-cni refuses a priority other than 0 and the tag 802.1ad where the VLAN is 0, and priorities over 7',
  source: 'sriov-cni pkg/config/config.go',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      if (config.type !== 'sriov') continue;
      const { vlan = 0, vlanQoS = 0, vlanProto } = config;
      const found = { at: construct, rendering };
      if (!Number.isInteger(vlanQoS) || Number(vlanQoS) < 0 || Number(vlanQoS) > 7) {
        yield { ...found, field: fieldOf('vlanQoS'), value: vlanQoS, remedy: 'give a whole number from 0 to 7' };
      } else if (vlanQoS !== 0 && vlan === 0) {
        yield { ...found, field: fieldOf('vlanQoS'), value: vlanQoS, remedy: 'give a VLAN, or leave the priority out' };
      }
      if (String(vlanProto).toLowerCase() === '802.1ad' && vlan === 0) {
        yield { ...found, field: fieldOf('vlanProto'), value: vlanProto, remedy: 'give a VLAN, or leave the tag out' };
      }
    }
  },
};
