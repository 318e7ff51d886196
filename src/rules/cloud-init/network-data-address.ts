import ipaddr from 'ipaddr.js';
import { at, listAt } from '../json';
import type { Observation, Rule } from '../rule';
import { type Definition, definitionAt, type NetworkDefinitions, networkDefinitions } from './network-definitions';

export const networkDataAddress: Rule = {
  id: 'VNF317',
  severity: 'error',
  title: 'Address in network data that guests refuse',
  reason:
    'addresses and destinations of routes have a prefix length, name servers and next hops have none; renderers other than netplan know no destination called default',
  source: 'cloud-init network-config version 2; cloudinit/net/network_state.py',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      for (const definition of data.definitions) {
        if (!definition.isAttachment) yield* problems(data, definition);
      }
    }
  },
};

function* problems(data: NetworkDefinitions, definition: Definition): Generator<Observation> {
  const { addresses, routes, body } = definition;
  for (const [index, address] of addresses.entries()) {
    // Version 1 may have the mask beside the address.
    if (isCidr(address) || (data.version === 1 && isAddress(address))) continue;
    const remedy = isAddress(address)
      ? `write ${String(address)}/24, with the length of the subnet`
      : 'write an address with prefix length';
    yield { ...definitionAt(data, definition, `.addresses[${index}]`), value: address, remedy };
  }
  for (const [index, { to }] of routes.entries()) {
    if (isCidr(to) || (data.version === 1 && isAddress(to))) continue;
    const remedy = to === 'default' ? 'write 0.0.0.0/0 or ::/0' : 'write the subnet as CIDR';
    yield { ...definitionAt(data, definition, `.routes[${index}].to`), value: to ?? '(none)', remedy };
  }
  for (const [index, route] of (data.version === 2 ? listAt(body, 'routes') : []).entries()) {
    const via = at(route, 'via');
    if (!isAddress(via))
      yield {
        ...definitionAt(data, definition, `.routes[${index}].via`),
        value: via ?? '(none)',
        remedy: 'write the address of the next hop',
      };
  }
  for (const [index, server] of listAt(body, 'nameservers', 'addresses').entries()) {
    if (!isAddress(server))
      yield {
        ...definitionAt(data, definition, `.nameservers.addresses[${index}]`),
        value: server,
        remedy: 'write the address of the server',
      };
  }
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && (ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value));
}

function isCidr(value: unknown): boolean {
  return typeof value === 'string' && (ipaddr.IPv4.isValidCIDRFourPartDecimal(value) || ipaddr.IPv6.isValidCIDR(value));
}
