import type { Rule } from '../rule';
import { type Json, writtenPlugins } from './plugins';

/** Where plugins take a VLAN. */
const KEYS: Readonly<Record<string, string>> = { sriov: 'vlan', bridge: 'vlan', ovs: 'vlan', vlan: 'vlanId' };

export const pluginVlan: Rule = {
  id: 'VNF451',
  severity: 'error',
  title: 'VLAN id of a network outside 0 to 4094',
  reason: 'CNI plugins take 0 (untagged) or a VLAN id up to 4094',
  source: 'sriov-cni docs/configuration-reference.md; CNI plugins bridge, vlan; ovs-cni',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      const key = KEYS[String(config.type)];
      if (key === undefined || isVlan(config, key)) continue;
      yield {
        at: construct,
        field: fieldOf(key),
        value: config[key],
        remedy: 'give a whole number from 0 to 4094',
        rendering,
      };
    }
  },
};

function isVlan(config: Json, key: string): boolean {
  const vlan = config[key] ?? 0;
  return Number.isInteger(vlan) && Number(vlan) >= 0 && Number(vlan) <= 4094;
}
