import { at, isMap, listAt } from '../json';
import type { Model } from '../model';
import type { Observation } from '../rule';
import { type NetworkText, networkTexts } from './network-texts';

export const SECTIONS = ['ethernets', 'bonds', 'bridges', 'vlans'] as const;
export type Section = (typeof SECTIONS)[number];

/** One interface of network data, of whichever version. */
export interface Definition {
  readonly section: Section;
  /** What others call it. */
  readonly id: string;
  /** Its name in the guest, where the data says it. */
  readonly name?: string;
  readonly mac?: unknown;
  readonly addresses: readonly unknown[];
  readonly routes: readonly { readonly to: unknown; readonly metric?: unknown }[];
  /** Interfaces below it. */
  readonly below: readonly string[];
  readonly vlanId?: unknown;
  /** The definition as it is written. */
  readonly body: unknown;
  /** Whether it was made from an attachment, whose own rules look at it. */
  readonly isAttachment: boolean;
}

/** Network data that could be read, by interface. */
export interface NetworkDefinitions extends NetworkText {
  readonly version: 1 | 2;
  readonly definitions: readonly Definition[];
}

/** The network data of every VM in every rendering, of NoCloud and as far as it can be read. */
export function* networkDefinitions(model: Model): Generator<NetworkDefinitions> {
  for (const text of networkTexts(model)) {
    const version = at(text.content, 'version');
    if (text.source !== 'NoCloud' || (version !== 1 && version !== 2)) continue;
    const definitions = version === 2 ? version2(text) : version1(text);
    yield { ...text, version, definitions };
  }
}

/** Where a definition stands in the words of the author. */
export function definitionAt(
  { vm, field, rendering }: NetworkDefinitions,
  { section, id }: Definition,
  property = '',
): Pick<Observation, 'at' | 'field' | 'rendering'> {
  return { at: vm, field: `${field}.${section}.${id}${property}`, rendering };
}

function version2({ content, isGiven }: NetworkText): Definition[] {
  return SECTIONS.flatMap((section) => {
    const map = at(content, section);
    return Object.entries(isMap(map) ? map : {}).map(([id, body]): Definition => {
      const name =
        at(body, 'set-name') ?? (section === 'ethernets' && at(body, 'match') !== undefined ? undefined : id);
      return {
        section,
        id,
        ...(name === undefined ? {} : { name: String(name) }),
        mac: at(body, 'match', 'macaddress'),
        addresses: listAt(body, 'addresses'),
        routes: listAt(body, 'routes').map((route) => ({ to: at(route, 'to'), metric: at(route, 'metric') })),
        below: [...listAt(body, 'interfaces'), ...(section === 'vlans' ? [at(body, 'link')] : [])].map(String),
        vlanId: section === 'vlans' ? at(body, 'id') : undefined,
        body,
        isAttachment: !isGiven && section === 'ethernets',
      };
    });
  });
}

const TYPES: Readonly<Record<string, Section>> = {
  physical: 'ethernets',
  bond: 'bonds',
  bridge: 'bridges',
  vlan: 'vlans',
};

function version1({ content, isGiven }: NetworkText): Definition[] {
  return listAt(content, 'config').flatMap((body) => {
    const section = TYPES[String(at(body, 'type'))];
    if (!section) return [];
    const id = String(at(body, 'name'));
    const subnets = listAt(body, 'subnets');
    return {
      section,
      id,
      name: id,
      mac: at(body, 'mac_address'),
      addresses: subnets.flatMap((subnet) => at(subnet, 'address') ?? []),
      routes: subnets.flatMap((subnet) =>
        listAt(subnet, 'routes').map((route) => ({
          to: at(route, 'network') ?? at(route, 'destination'),
          metric: at(route, 'metric'),
        })),
      ),
      below: [
        ...listAt(body, 'bond_interfaces'),
        ...listAt(body, 'bridge_interfaces'),
        ...(section === 'vlans' ? [at(body, 'vlan_link')] : []),
      ].map(String),
      vlanId: section === 'vlans' ? at(body, 'vlan_id') : undefined,
      body,
      isAttachment: !isGiven && section === 'ethernets',
    };
  });
}
