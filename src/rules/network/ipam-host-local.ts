import { Ipv4Subnet } from '../../network';
import { parseIpv4 } from '../../network/ipv4';
import { isMap, listAt } from '../json';
import type { Observation, Rule } from '../rule';
import { hostsText } from './addresses';
import { type Json, writtenPlugins } from './plugins';

type Problem = Pick<Observation, 'value' | 'reason' | 'remedy'> & { readonly key: string };

export const ipamHostLocal: Rule = {
  id: 'VNF452',
  severity: 'error',
  title: 'Addresses of host-local that the plugin refuses',
  reason:
    'host-local takes a subnet without host bits of at most /30, and a range and a gateway inside it; otherwise no pod on the network starts',
  source: 'CNI plugins plugins/ipam/host-local/backend/allocator/range.go',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      const { ipam } = config;
      if (!isMap(ipam) || ipam.type !== 'host-local') continue;
      for (const { front, range } of rangesIn(ipam)) {
        for (const { key, ...problem } of problemsOf(range)) {
          yield { at: construct, rendering, field: fieldOf(`${front}.${key}`), ...problem };
        }
      }
    }
  },
};

function rangesIn(ipam: Json): { readonly front: string; readonly range: Json }[] {
  if (ipam.ranges === undefined) return [{ front: 'ipam', range: ipam }];
  return listAt(ipam, 'ranges').flatMap((list, outer) =>
    (Array.isArray(list) ? list : [])
      .filter(isMap)
      .map((range, inner) => ({ front: `ipam.ranges[${outer}][${inner}]`, range })),
  );
}

function* problemsOf(range: Json): Generator<Problem> {
  const text = String(range.subnet ?? '');
  // The plugin takes IPv6 too, of which nothing is said here.
  if (text.includes(':')) return;
  const subnet = Ipv4Subnet.tryParse(text);
  if (!subnet || subnet.hasHostBits || subnet.prefix > 30) {
    const isForeign = range.subnet === undefined && range.range !== undefined;
    yield {
      key: 'subnet',
      value: range.subnet ?? '(none)',
      remedy: isForeign ? 'write subnet: range is a key of whereabouts' : 'write a subnet such as 192.0.2.0/24',
    };
    return;
  }
  for (const key of ['gateway', 'rangeStart', 'rangeEnd']) {
    const address = range[key];
    if (address === undefined || (subnet.contains(String(address)) && !subnet.isReserved(String(address)))) continue;
    yield { key, value: address, remedy: `give an address from ${hostsText(text)}` };
  }
  const [start, end] = [range.rangeStart, range.rangeEnd].map((address) => parseIpv4(String(address)));
  if (start === undefined || end === undefined || start <= end) return;
  yield {
    key: 'rangeEnd',
    value: range.rangeEnd,
    reason: `the range begins at ${String(range.rangeStart)}, behind its end`,
    remedy: 'swap rangeStart and rangeEnd',
  };
}
