import { duplicates } from '../duplicates';
import type { Observation, Rule } from '../rule';
import { type Definition, definitionAt, type NetworkDefinitions, networkDefinitions } from './network-definitions';

export const networkDataReference: Rule = {
  id: 'VNF318',
  severity: 'error',
  title: 'VLAN, bond or bridge on an interface that is not there',
  reason:
    'each stands on interfaces that the network data has, an interface is in one bond or bridge, and VLAN ids go from 0 to 4094; netplan refuses the whole file otherwise',
  source: 'netplan reference; cloud-init network-config version 2',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      const known = data.definitions.map(({ id }) => id);
      for (const definition of data.definitions) yield* problems(data, definition, known);
      const ports = data.definitions.flatMap((definition) =>
        definition.section === 'vlans' ? [] : definition.below.map((name) => ({ definition, name })),
      );
      for (const { first, again } of duplicates(ports, ({ name }) => name)) {
        const { section, id } = first.definition;
        const remedy = `take it out here or of ${section}.${id}`;
        yield { ...definitionAt(data, again.definition, '.interfaces'), value: again.name, remedy };
      }
      yield* strangers(data, known);
    }
  },
};

function* problems(data: NetworkDefinitions, definition: Definition, known: readonly string[]): Generator<Observation> {
  const { section, below, vlanId, id } = definition;
  const property = section === 'vlans' ? '.link' : '.interfaces';
  for (const name of below.filter((one) => !known.includes(one) || one === id)) {
    const others = known.filter((one) => one !== id);
    yield {
      ...definitionAt(data, definition, property),
      value: name,
      remedy: `name one of ${others.join(', ') || 'the interfaces, and give the VM some'}`,
    };
  }
  if (section === 'bonds' && below.length === 0)
    yield { ...definitionAt(data, definition, property), value: '(none)', remedy: 'name the interfaces of the bond' };
  if (section === 'vlans' && !isVlanId(vlanId))
    yield {
      ...definitionAt(data, definition, '.id'),
      value: vlanId ?? '(none)',
      remedy: 'give a VLAN id from 1 to 4094',
    };
}

/** Options for interfaces that the VM does not have. */
function* strangers({ vm, guest, rendering }: NetworkDefinitions, known: readonly string[]): Generator<Observation> {
  for (const name of Object.keys(guest?.cloudInit?.networkOptions.ethernets ?? {})) {
    if (known.includes(name)) continue;
    const remedy = `name one of ${known.join(', ')}`;
    yield { at: vm, field: `cloudInit.networkData.ethernets.${name}`, value: name, remedy, rendering };
  }
}

function isVlanId(id: unknown): boolean {
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= 4094;
}
