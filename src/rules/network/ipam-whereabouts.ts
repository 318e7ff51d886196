import ipaddr from 'ipaddr.js';
import { at, isMap, listAt } from '../json';
import type { Rule } from '../rule';
import { writtenPlugins } from './plugins';

/** Keys of host-local and what whereabouts calls them. */
const FOREIGN: Readonly<Record<string, string>> = {
  subnet: 'range',
  rangeStart: 'range_start',
  rangeEnd: 'range_end',
  ranges: 'ipRanges',
};

export const ipamWhereabouts: Rule = {
  id: 'VNF489',
  severity: 'error',
  title: 'Addresses of whereabouts in words that it does not know',
  reason: 'whereabouts has keys with underscores, ignores others, and needs a range as CIDR or first-last/prefix',
  source: 'whereabouts pkg/types/types.go',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      const { ipam } = config;
      if (!isMap(ipam) || ipam.type !== 'whereabouts') continue;
      const found = { at: construct, rendering };
      const foreign = Object.keys(FOREIGN).filter((key) => ipam[key] !== undefined);
      for (const key of foreign) {
        yield { ...found, field: fieldOf(`ipam.${key}`), value: ipam[key], remedy: `write ${FOREIGN[key]}` };
      }
      if (foreign.length > 0) continue;
      const ranges = listAt(ipam, 'ipRanges');
      const own = ranges.length === 0 ? [ipam] : ranges;
      for (const [index, one] of own.entries()) {
        const range = at(one, 'range');
        if (isRange(String(range ?? ''))) continue;
        yield {
          ...found,
          field: fieldOf(ranges.length === 0 ? 'ipam.range' : `ipam.ipRanges[${index}].range`),
          value: range ?? '(none)',
          remedy: 'write 192.0.2.0/24, or 192.0.2.10-192.0.2.99/24',
        };
      }
    }
  },
};

function isRange(text: string): boolean {
  const [first, last, ...rest] = text.split('-');
  if (first === undefined || rest.length > 0) return false;
  return last === undefined ? ipaddr.isValidCIDR(first) : ipaddr.isValid(first) && ipaddr.isValidCIDR(last);
}
