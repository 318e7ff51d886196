import { isMap } from '../json';
import type { Rule } from '../rule';
import { definitionAt, networkDefinitions, type Section, SECTIONS } from './network-definitions';

const COMMON = [
  'accept-ra',
  'addresses',
  'dhcp4',
  'dhcp4-overrides',
  'dhcp6',
  'dhcp6-overrides',
  'gateway4',
  'gateway6',
  'mtu',
  'nameservers',
  'optional',
  'renderer',
  'routes',
];

/** What cloud-init's own renderers know; netplan knows more. */
const KEYS: Readonly<Record<Section, readonly string[]>> = {
  ethernets: [...COMMON, 'match', 'set-name', 'wakeonlan'],
  bonds: [...COMMON, 'interfaces', 'parameters'],
  bridges: [...COMMON, 'interfaces', 'parameters'],
  vlans: [...COMMON, 'id', 'link'],
};

export const networkDataKey: Rule = {
  id: 'VNF330',
  severity: 'warning',
  title: 'Word in network data that not every guest knows',
  reason:
    'guests without netplan ignore what is not in cloud-init’s own format, and netplan refuses what it does not know',
  source: 'cloud-init schema-network-config-v2.json',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      if (!data.isGiven || data.version !== 2) continue;
      const top = isMap(data.content) ? Object.keys(data.content) : [];
      for (const key of top.filter((one) => !['version', 'renderer', ...SECTIONS].includes(one))) {
        const field = `${data.field}.${key}`;
        yield {
          at: data.vm,
          field,
          value: key,
          remedy: `leave it out, or use ${SECTIONS.join(', ')}`,
          rendering: data.rendering,
        };
      }
      for (const definition of data.definitions) {
        const keys = isMap(definition.body) ? Object.keys(definition.body) : [];
        for (const key of keys.filter((one) => !KEYS[definition.section].includes(one))) {
          const remedy = `leave it out, or use one of ${KEYS[definition.section].join(', ')}`;
          yield { ...definitionAt(data, definition, `.${key}`), value: key, remedy };
        }
      }
    }
  },
};
