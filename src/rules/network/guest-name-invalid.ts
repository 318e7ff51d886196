import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const guestNameInvalid: Rule = {
  id: 'VNF415',
  severity: 'error',
  title: 'Guest name that Linux refuses',
  reason: 'Linux names interfaces with 1 to 15 characters, without blanks, slashes and colons',
  source: 'Linux net/core/dev.c dev_valid_name; cloud-init network-config version 2, set-name',
  *check(model) {
    for (const nic of model.nics) {
      const { guestName } = nic.attachment.guest;
      if (guestName === undefined || isInterfaceName(guestName)) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic, 'guestName'),
        value: guestName,
        remedy: `use at most 15 letters and digits, such as ${guestName.replace(/[^A-Za-z0-9]/g, '').slice(0, 15) || `eth${nic.index}`}`,
      };
    }
  },
};

/** Whether Linux takes a name for an interface. */
export function isInterfaceName(name: string): boolean {
  return /^[\x21-\x7e]{1,15}$/.test(name) && !/[/:]/.test(name) && name !== '.' && name !== '..';
}
