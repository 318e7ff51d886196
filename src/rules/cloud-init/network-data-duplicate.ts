import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { type Definition, definitionAt, networkDefinitions } from './network-definitions';

/** What two interfaces of a guest cannot share. */
const IDENTITIES: readonly (readonly [string, (definition: Definition) => string | undefined])[] = [
  ['name', ({ name }) => name],
  ['id', ({ id }) => id],
  ['MAC', ({ mac }) => (mac === undefined ? undefined : String(mac))],
];

export const networkDataDuplicate: Rule = {
  id: 'VNF315',
  severity: 'error',
  title: 'Two interfaces of one name or MAC in network data',
  reason: 'names and ids are unique over all sections, and an interface is renamed once',
  source: 'netplan reference; cloud-init cloudinit/net/__init__.py',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      const told = new Set<Definition>();
      for (const [what, keyOf] of IDENTITIES) {
        for (const { first, again } of duplicates(data.definitions, keyOf)) {
          if ((first.isAttachment && again.isAttachment) || told.has(again)) continue;
          told.add(again);
          const value = `${what} ${keyOf(again)}`;
          yield {
            ...definitionAt(data, again),
            value,
            remedy: `give it another ${what} than ${first.section}.${first.id}`,
          };
        }
      }
    }
  },
};
