import { createHash } from 'node:crypto';
import { Construct, type IConstruct } from 'constructs';
import { note } from '../findings';
import { formatIpv4, type Ipv4Range, Ipv4Subnet, isInRange, parseIpv4Range } from './ipv4';

export interface AddressPlanProps {
  /** IPv4 subnet, such as `192.0.2.0/24`. */
  readonly subnet: string;
  /** Address of the gateway, never given to anybody. @default - the first host of the subnet */
  readonly gateway?: string;
  /** Addresses and ranges (`192.0.2.5..192.0.2.9`) that equipment outside the model holds. @default - none */
  readonly reserved?: readonly string[];
  /**
   * Range (`192.0.2.100..192.0.2.199`) that derived addresses come from. Addresses written by hand stay out of it, so that
   * none of them can ever move a derived one.
   * @default - all hosts of the subnet, but for addresses written by hand before
   */
  readonly pool?: string;
}

/**
 * Addresses of a subnet, one for each owner. Where an owner's address lies follows from the owner's name alone; if
 * another has it already, it is the next free one. So an owner that comes later moves nobody.
 */
export class AddressPlan extends Construct {
  /** IPv4 subnet as CIDR. */
  readonly subnet: string;
  /** Address of the gateway. */
  readonly gateway: string;
  /** Addresses held outside the model. */
  readonly reserved: readonly string[];
  /** Range of derived addresses, where one is set apart. */
  readonly pool?: string;
  private readonly ranges: readonly Ipv4Range[];
  private readonly taken = new Set<string>();
  private readonly given = new Map<string, string>();

  constructor(scope: Construct, id: string, props: AddressPlanProps) {
    super(scope, id);
    this.subnet = props.subnet;
    this.gateway = props.gateway ?? Ipv4Subnet.tryParse(props.subnet)?.firstHost ?? '';
    this.reserved = [...(props.reserved ?? [])];
    this.pool = props.pool;
    this.ranges = this.reserved.map(parseIpv4Range).filter((range) => range !== undefined);
    this.take(this.gateway);
  }

  /**
   * The address of an owner, a workload or any name: the same at each call. Empty, and a finding, where no address is
   * left.
   */
  addressFor(owner: IConstruct | string): string {
    const name = nameOf(owner);
    const address = this.given.get(name) ?? this.nextFree(name);
    this.given.set(name, address);
    this.take(address);
    return address;
  }

  /** The address of an owner with the prefix length of the subnet, as guests take it. */
  cidrFor(owner: IConstruct | string): string {
    return `${this.addressFor(owner)}/${Ipv4Subnet.tryParse(this.subnet)?.prefix ?? 32}`;
  }

  /** A local unicast MAC of an owner on this network. Unlike a derived MAC of a VM, it is the same for every release. */
  macFor(owner: IConstruct | string): string {
    const hex = digest(`${this.node.path}/${nameOf(owner)}`).toString('hex');
    return ['02', ...(hex.slice(0, 10).match(/../g) ?? [])].join(':');
  }

  /** Keeps an address written by hand out of the addresses that are derived from now on. */
  take(address: string): void {
    this.taken.add(address);
  }

  /** Whether the plan derived an address. */
  hasGiven(address: string): boolean {
    return [...this.given.values()].includes(address);
  }

  private nextFree(name: string): string {
    const hosts = this.pool === undefined ? Ipv4Subnet.tryParse(this.subnet)?.hosts : parseIpv4Range(this.pool);
    if (!hosts) return '';
    const size = hosts.last - hosts.first + 1;
    const home = digest(name).readUInt32BE() % size;
    for (let step = 0; step < size; step += 1) {
      const address = formatIpv4(hosts.first + ((home + step) % size));
      if (!this.taken.has(address) && !this.ranges.some((range) => isInRange(address, range))) return address;
    }
    note(this, {
      id: 'VNF449',
      severity: 'error',
      field: this.pool === undefined ? 'subnet' : 'pool',
      value: this.pool ?? this.subnet,
      reason: `all its addresses are taken, and ${name} has none`,
      remedy: 'widen the range, or give addresses by hand',
    });
    return '';
  }
}

function nameOf(owner: IConstruct | string): string {
  return typeof owner === 'string' ? owner : owner.node.path;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
