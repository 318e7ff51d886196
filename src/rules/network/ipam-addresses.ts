import ipaddr from 'ipaddr.js';
import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { type Json, writtenPlugins } from './plugins';

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly isCidr: boolean;
}

export const ipamAddresses: Rule = {
  id: 'VNF492',
  severity: 'error',
  title: 'Address or route of a CNI plugin that is none',
  reason:
    'fixed addresses and destinations of routes have a prefix length, gateways have none; the plugin refuses anything else and no pod starts',
  source: 'CNI plugins plugins/ipam/static; CNI pkg/types',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      for (const { key, value, isCidr } of entriesOf(config)) {
        const text = String(value ?? '');
        if (isCidr ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text)) continue;
        yield {
          at: construct,
          rendering,
          field: fieldOf(`ipam.${key}`),
          value: value ?? '(none)',
          remedy: isCidr ? 'write address and prefix length, such as 192.0.2.5/24' : 'write a plain address',
        };
      }
    }
  },
};

function entriesOf(config: Json): Entry[] {
  const addresses = at(config, 'ipam', 'type') === 'static' ? listAt(config, 'ipam', 'addresses') : [];
  return [
    ...pairs('addresses', 'address', 'gateway', addresses),
    ...pairs('routes', 'dst', 'gw', listAt(config, 'ipam', 'routes')),
  ];
}

/** Each item has a CIDR, and an address that may be missing. */
function pairs(list: string, cidr: string, hop: string, items: readonly unknown[]): Entry[] {
  return items.flatMap((item, index) => [
    { key: `${list}[${index}].${cidr}`, value: at(item, cidr), isCidr: true },
    ...(at(item, hop) === undefined ? [] : [{ key: `${list}[${index}].${hop}`, value: at(item, hop), isCidr: false }]),
  ]);
}
