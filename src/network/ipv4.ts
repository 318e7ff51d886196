import ipaddr from 'ipaddr.js';

/** An IPv4 subnet and the addresses that stand in it. */
export class Ipv4Subnet {
  /** Reads `a.b.c.d/n`; undefined for anything else. Host bits are kept out of `first` and `last`. */
  static tryParse(text: string): Ipv4Subnet | undefined {
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
    const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
    return new Ipv4Subnet(toNumber(address), prefix);
  }

  private constructor(
    address: number,
    /** Prefix length. */
    readonly prefix: number,
  ) {
    const size = 2 ** (32 - prefix);
    this.first = Math.floor(address / size) * size;
    this.last = this.first + size - 1;
    this.hasHostBits = address !== this.first;
  }

  /** The first address of the subnet as a number. */
  readonly first: number;
  /** The last address of the subnet as a number. */
  readonly last: number;
  /** Whether the text named an address inside the subnet instead of the subnet. */
  readonly hasHostBits: boolean;

  /** Whether an address lies in the subnet. */
  contains(address: string): boolean {
    const number = parseIpv4(address);
    return number !== undefined && number >= this.first && number <= this.last;
  }

  /** Whether an address is the network or the broadcast address. */
  isReserved(address: string): boolean {
    const number = parseIpv4(address);
    return this.prefix < 31 && (number === this.first || number === this.last);
  }

  /** The first address that a host can have. */
  get firstHost(): string {
    return formatIpv4(this.hosts.first);
  }

  /** The addresses that hosts can have. */
  get hosts(): Ipv4Range {
    const edge = this.prefix < 31 ? 1 : 0;
    return { first: this.first + edge, last: this.last - edge };
  }

  /** Whether two subnets share addresses. */
  overlaps(other: Ipv4Subnet): boolean {
    return this.first <= other.last && other.first <= this.last;
  }
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((number, octet) => number * 256 + octet, 0);
}

/** A dotted IPv4 address as a number; undefined for anything else. */
export function parseIpv4(text: string): number | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? toNumber(ipaddr.IPv4.parse(text)) : undefined;
}

/** A number as a dotted IPv4 address. */
export function formatIpv4(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** Addresses from the first to the last, as numbers. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** Reads an address or `from..to`, as Nodus' `excludeIps` takes them; undefined for anything else. */
export function parseIpv4Range(text: string): Ipv4Range | undefined {
  const [from, to, ...rest] = text.split('..');
  const first = parseIpv4(from ?? '');
  const last = to === undefined ? first : parseIpv4(to);
  return first === undefined || last === undefined || last < first || rest.length > 0 ? undefined : { first, last };
}

/** Whether an address lies in a range. */
export function isInRange(address: string, range: Ipv4Range | undefined): boolean {
  const number = parseIpv4(address);
  return range !== undefined && number !== undefined && number >= range.first && number <= range.last;
}

/** Orders addresses as numbers; text that is no address comes last. */
export function byAddress(a: string, b: string): number {
  return (parseIpv4(a) ?? Infinity) - (parseIpv4(b) ?? Infinity) || (a < b ? -1 : a > b ? 1 : 0);
}
