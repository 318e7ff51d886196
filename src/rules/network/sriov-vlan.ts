import { at } from '../json';
import type { Rule } from '../rule';

export const sriovVlan: Rule = {
  id: 'VNF451',
  severity: 'error',
  title: 'VLAN id of an SR-IOV network outside 0 to 4094',
  reason: 'the virtual function takes 0 (untagged) or a VLAN id up to 4094',
  source: 'sriov-cni docs/configuration-reference.md',
  *check(model) {
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        if (object.kind !== 'SriovNetwork') continue;
        const vlan = at(object, 'spec', 'vlan') ?? 0;
        if (Number.isInteger(vlan) && Number(vlan) >= 0 && Number(vlan) <= 4094) continue;
        yield { at: construct, field: 'vlan', value: vlan, remedy: 'give a whole number from 0 to 4094', rendering };
      }
    }
  },
};
