import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { AddressPlan, type AddressPlanProps, Ipv4Subnet, NodusNetwork } from '../../src/network';
import { notedOn } from '../../src/findings';

const planOf = (props: Partial<AddressPlanProps> = {}): AddressPlan =>
  new AddressPlan(new App(), 'plan', { subnet: '192.0.2.0/24', ...props });

const addressesOf = (owners: readonly string[], props?: Partial<AddressPlanProps>): Map<string, string> => {
  const plan = planOf(props);
  return new Map(owners.map((owner) => [owner, plan.addressFor(owner)]));
};

const owners = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}$/), { minLength: 1, maxLength: 60 });

test('an address follows from the name of its owner', () => {
  expect([...addressesOf(['firewall/outside', 'router/lan', 'sink']).values()]).toEqual([
    ...addressesOf(['firewall/outside', 'router/lan', 'sink']).values(),
  ]);
  const plan = planOf();
  expect(plan.addressFor('sink')).toBe(plan.addressFor('sink'));
  expect(plan.addressFor(plan)).toBe(plan.addressFor('plan'));
});

test('siblings that come later move nobody, and no two owners have one address', () => {
  fc.assert(
    fc.property(owners, fc.nat(60), (all, cut) => {
      const before = addressesOf(all.slice(0, cut));
      const after = addressesOf(all);
      expect(new Set(after.values()).size).toBe(all.length);
      for (const [owner, address] of before) expect(after.get(owner)).toBe(address);
    }),
  );
});

test('siblings that come before move only those whose place they take', () => {
  fc.assert(
    fc.property(owners, fc.nat(60), (all, at) => {
      const added = all[at % all.length] ?? '';
      const rest = all.filter((owner) => owner !== added);
      const before = addressesOf(rest);
      const after = addressesOf([added, ...rest]);
      const moved = rest.filter((owner) => before.get(owner) !== after.get(owner));
      const places = new Set([after.get(added), ...moved.map((owner) => after.get(owner))]);
      for (const owner of moved) expect(places).toContain(before.get(owner));
    }),
  );
});

test('order does not matter where no two want one place', () => {
  fc.assert(
    fc.property(owners, (all) => {
      const alone = all.map((owner) => planOf().addressFor(owner));
      fc.pre(new Set(alone).size === all.length);
      expect([...addressesOf([...all].reverse()).values()].reverse()).toEqual(alone);
    }),
  );
});

test('every address is a free host of the subnet', () => {
  const reserved = ['192.0.2.0..192.0.2.99', '192.0.2.130'];
  fc.assert(
    fc.property(owners, (all) => {
      for (const address of addressesOf(all, { reserved, gateway: '192.0.2.200' }).values()) {
        const last = Number(address.split('.')[3]);
        expect(Ipv4Subnet.tryParse('192.0.2.0/24')?.isReserved(address)).toBe(false);
        expect(last > 99 && last !== 130 && last !== 200).toBe(true);
      }
    }),
  );
});

test('a pool gives all of its addresses, then reports', () => {
  const plan = planOf({ pool: '192.0.2.10..192.0.2.12' });
  expect(['a', 'b', 'c'].map((owner) => plan.addressFor(owner)).sort()).toEqual([
    '192.0.2.10',
    '192.0.2.11',
    '192.0.2.12',
  ]);
  expect(notedOn(plan)).toEqual([]);
  expect(plan.addressFor('d')).toBe('');
  expect(notedOn(plan)).toMatchObject([{ id: 'VNF449', field: 'pool', value: '192.0.2.10..192.0.2.12' }]);
});

test('addresses written by hand are not given again', () => {
  const lan = new NodusNetwork(new App(), 'lan', { subnet: '192.0.2.0/29' });
  lan.attach({ address: '192.0.2.2' });
  const given = ['a', 'b', 'c', 'd'].map((owner) => lan.addressFor(owner));
  expect(given.sort()).toEqual(['192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6']);
});

test('a guest gets its address with the prefix length', () => {
  const plan = planOf({ subnet: '10.0.0.0/8' });
  expect(plan.cidrFor('vm')).toBe(`${plan.addressFor('vm')}/8`);
});

test('a MAC is a local unicast one, differs by owner and plan, and stays the same', () => {
  const [plan, other] = [planOf(), new AddressPlan(new App(), 'other', { subnet: '192.0.2.0/24' })];
  expect(plan.macFor('vm')).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  expect(plan.macFor('vm')).toBe(planOf().macFor('vm'));
  expect(new Set([plan.macFor('vm'), plan.macFor('pod'), other.macFor('vm')]).size).toBe(3);
});
