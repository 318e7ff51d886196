import { isMap } from '../json';
import type { Rule } from '../rule';
import { policies } from './operator-objects';
import type { Json } from './plugins';

const CARD = ['vendor', 'deviceID', 'pfNames', 'rootDevices'];

export const sriovCardSelector: Rule = {
  id: 'VNF470',
  severity: 'error',
  title: 'SR-IOV policy that selects no card, or in two ways',
  reason:
    'the operator refuses a policy that selects cards by nothing, and one that selects them by the network of a cloud and says more of them',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      const selector = isMap(spec.nicSelector) ? spec.nicSelector : {};
      const ofCard = CARD.filter((key) => !isEmpty(selector[key]));
      const isOfCloud = !isEmpty(selector.netFilter);
      const found = { at: construct, rendering };
      if (!isOfCloud && ofCard.length === 0) {
        const remedy = 'give vendor, deviceId, pfNames or rootDevices';
        yield { ...found, field: 'nicSelector', value: spec.nicSelector ?? '(none)', remedy };
      }
      if (!isOfCloud) continue;
      if (ofCard.length > 0) {
        const remedy = 'keep netFilter alone, or the properties of the card';
        yield { ...found, field: 'nicSelector', value: spec.nicSelector, remedy };
      }
      for (const [field, value] of Object.entries(notOfCloud(spec))) {
        if (value === undefined) continue;
        yield { ...found, field, value, remedy: `leave out ${field} where netFilter selects the cards` };
      }
    }
  },
};

/** What only a card has that the operator sets up itself. */
function notOfCloud({ eSwitchMode, bridge, linkType }: Json): Json {
  const isEthernet = linkType === undefined || String(linkType).toLowerCase() === 'eth';
  return { eSwitchMode, ovsBridge: bridge, linkType: isEthernet ? undefined : linkType };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
