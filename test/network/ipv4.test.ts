import * as fc from 'fast-check';
import { byAddress, formatIpv4, Ipv4Subnet, isInRange, parseIpv4, parseIpv4Range } from '../../src/network';

test.each([
  '192.0.2.0',
  '192.0.2.0/33',
  '192.0.2/24',
  '2001:db8::/64',
  '192.0.2.0/24 ',
  '',
  '192.0.2.0/-1',
  '010.0.0.0/8',
])('%j is no subnet', (text) => {
  expect(Ipv4Subnet.tryParse(text)).toBeUndefined();
});

test('knows what lies in a subnet', () => {
  const subnet = Ipv4Subnet.tryParse('192.0.2.0/28');
  expect(subnet?.firstHost).toBe('192.0.2.1');
  expect(subnet?.contains('192.0.2.15')).toBe(true);
  expect(subnet?.contains('192.0.2.16')).toBe(false);
  expect(subnet?.contains('192.0.2')).toBe(false);
  expect(['192.0.2.0', '192.0.2.15', '192.0.2.1'].map((address) => subnet?.isReserved(address))).toEqual([
    true,
    true,
    false,
  ]);
});

test('tells a subnet from an address in it', () => {
  expect(Ipv4Subnet.tryParse('192.0.2.1/24')?.hasHostBits).toBe(true);
  expect(Ipv4Subnet.tryParse('192.0.2.0/24')?.hasHostBits).toBe(false);
});

test('two subnets overlap exactly where one contains the other', () => {
  const subnet = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 }));
  const text = ([number, prefix]: [number, number]): string =>
    `${[24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')}/${prefix}`;
  fc.assert(
    fc.property(subnet, subnet, (left, right) => {
      const [a, b] = [Ipv4Subnet.tryParse(text(left)), Ipv4Subnet.tryParse(text(right))];
      if (!a || !b) throw new Error('a subnet was not read');
      const base = (at: typeof left): string => text(at).replace(/\/.*/, '');
      expect(a.overlaps(b)).toBe(a.contains(base(right)) || b.contains(base(left)));
      expect(a.overlaps(b)).toBe(b.overlaps(a));
    }),
  );
});

test('addresses are ordered as numbers', () => {
  expect(['192.0.2.10', 'no address', '192.0.2.9'].sort(byAddress)).toEqual(['192.0.2.9', '192.0.2.10', 'no address']);
  expect(parseIpv4('255.255.255.255')).toBe(2 ** 32 - 1);
});

test.each([
  ['192.0.2.5', '192.0.2.5', '192.0.2.5'],
  ['192.0.2.5..192.0.2.9', '192.0.2.5', '192.0.2.9'],
])('%j is a range', (text, first, last) => {
  expect(parseIpv4Range(text)).toEqual({ first: parseIpv4(first), last: parseIpv4(last) });
});

test.each(['192.0.2.9..192.0.2.5', '192.0.2.5-192.0.2.9', '192.0.2.5..', '1.1.1.1..1.1.1.2..1.1.1.3', ''])(
  '%j is no range',
  (text) => {
    expect(parseIpv4Range(text)).toBeUndefined();
    expect(isInRange('192.0.2.5', parseIpv4Range(text))).toBe(false);
  },
);

test('hosts leave out network and broadcast address, where there are such', () => {
  const hosts = (text: string): string[] => {
    const range = Ipv4Subnet.tryParse(text)?.hosts;
    return range ? [range.first, range.last].map(formatIpv4) : [];
  };
  expect(hosts('192.0.2.0/24')).toEqual(['192.0.2.1', '192.0.2.254']);
  expect(hosts('192.0.2.0/31')).toEqual(['192.0.2.0', '192.0.2.1']);
  expect(hosts('192.0.2.7/32')).toEqual(['192.0.2.7', '192.0.2.7']);
});
