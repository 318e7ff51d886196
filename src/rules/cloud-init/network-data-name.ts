import { at } from '../json';
import { isInterfaceName } from '../network/guest-name-invalid';
import type { Rule } from '../rule';
import { definitionAt, networkDefinitions } from './network-definitions';

export const networkDataName: Rule = {
  id: 'VNF316',
  severity: 'error',
  title: 'Interface name in network data that the guest cannot give',
  reason:
    'Linux names interfaces with 1 to 15 characters, without blanks, slashes and colons; cloud-init renames those only that it finds by their MAC',
  source: 'Linux net/core/dev.c dev_valid_name; cloud-init cloudinit/net/__init__.py extract_physdevs',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      for (const definition of data.definitions) {
        const { name, section, body, mac, isAttachment } = definition;
        if (isAttachment || name === undefined) continue;
        if (!isInterfaceName(name)) {
          yield {
            ...definitionAt(data, definition),
            value: name,
            remedy: 'use at most 15 letters, digits, dots and dashes',
          };
        } else if (section === 'ethernets' && at(body, 'set-name') !== undefined && mac === undefined) {
          const remedy = 'match by macaddress, and give the interface of the VM that MAC';
          yield { ...definitionAt(data, definition, '.set-name'), value: name, remedy };
        }
      }
    }
  },
};
