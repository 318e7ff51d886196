import { fieldOf } from '../model';
import type { Rule } from '../rule';

/** What Nodus gives its interfaces unless its configuration says otherwise. */
const NODUS_MTU = 1400;

export const nodusMtu: Rule = {
  id: 'VNF462',
  severity: 'warning',
  title: 'MTU over that of the Nodus interface',
  reason: 'Nodus makes interfaces of 1,400 bytes, and longer packets of the guest are lost without a word',
  source: 'Nodus internal/pkg/config/config.go, mtu',
  *check(model) {
    for (const network of model.nodusNetworks) {
      for (const nic of model.nicsOn(network)) {
        const { mtu } = nic.attachment.guest;
        if (mtu === undefined || mtu <= NODUS_MTU) continue;
        yield {
          at: nic.workload,
          field: fieldOf(nic, 'mtu'),
          value: mtu,
          remedy: `leave it out, or give at most ${NODUS_MTU}; silence this where Nodus is configured for more`,
        };
      }
    }
  },
};
