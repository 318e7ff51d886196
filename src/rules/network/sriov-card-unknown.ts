import { at } from '../json';
import type { Rule } from '../rule';
import { policies } from './operator-objects';
import { KNOWN_CARDS } from './sriov-cards';

export const sriovCardUnknown: Rule = {
  id: 'VNF476',
  severity: 'warning',
  title: 'Card that the SR-IOV operator does not know',
  reason: 'the operator leaves a card alone that is not in its list, unless its administrator added it there',
  source: 'SR-IOV network operator, ConfigMap supported-nic-ids',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      const [vendor, device] = ['vendor', 'deviceID'].map((key) => at(spec, 'nicSelector', key));
      const devices = vendor === undefined ? Object.values(KNOWN_CARDS).flat() : KNOWN_CARDS[String(vendor)];
      if (devices && (device === undefined || devices.includes(String(device)))) continue;
      yield {
        at: construct,
        field: devices ? 'nicSelector.deviceId' : 'nicSelector.vendor',
        value: devices ? device : vendor,
        remedy: `correct the id (four lower-case hexadecimal digits of the physical function), or add the card to the operator's supportedExtraNICs and silence this${vendor === '8086' ? '; the XL710 is 1583' : ''}`,
        rendering,
      };
    }
  },
};
