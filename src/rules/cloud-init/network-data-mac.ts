import type { Rule } from '../rule';
import { definitionAt, networkDefinitions } from './network-definitions';

export const networkDataMac: Rule = {
  id: 'VNF314',
  severity: 'error',
  title: 'Network data for a MAC that the VM does not have',
  reason:
    'cloud-init compares MACs as text in lower case, and where one of an interface to rename is not there it configures no interface at all',
  source: 'cloud-init cloudinit/distros/networking.py wait_for_physdevs; kubevirt#10180',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      for (const definition of data.definitions) {
        const { mac, isAttachment } = definition;
        if (mac === undefined || isAttachment || data.macs.includes(String(mac))) continue;
        yield {
          ...definitionAt(data, definition, '.match.macaddress'),
          value: mac,
          remedy: remedyFor(mac, data.macs),
        };
      }
    }
  },
};

function remedyFor(mac: unknown, macs: readonly string[]): string {
  const lower = String(mac).toLowerCase();
  if (macs.includes(lower)) return `write ${lower}`;
  if (typeof mac !== 'string') return 'put it in quotes: YAML 1.1 reads digits and colons as a number';
  return macs.length === 0 ? 'give the VM an interface with this MAC' : `write one of the VM’s: ${macs.join(', ')}`;
}
