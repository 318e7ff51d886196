import { at } from '../json';
import type { Rule } from '../rule';
import { definitionAt, networkDefinitions } from './network-definitions';

export const networkDataGateway: Rule = {
  id: 'VNF319',
  severity: 'warning',
  title: 'Gateway that netplan deprecates',
  reason: 'netplan warns of gateway4 and gateway6 and will drop them; a route says the same',
  source: 'netplan reference; cloud-init network-config version 2',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      for (const definition of data.definitions) {
        for (const [key, to] of [
          ['gateway4', '0.0.0.0/0'],
          ['gateway6', '::/0'],
        ] as const) {
          const via = at(definition.body, key);
          if (via === undefined) continue;
          const remedy = `write routes: [{ to: '${to}', via: '${String(via)}' }]`;
          yield { ...definitionAt(data, definition, `.${key}`), value: via, remedy };
        }
      }
    }
  },
};
