import type { Input } from '../helm';

/** A port that a masqueraded interface lets in. */
export interface InterfacePort {
  /** At most 15 characters, as IANA writes service names. @default - none */
  readonly name?: string;
  /** Port of the guest, 1 to 65535. */
  readonly port: Input<number>;
  /** Protocol of the port. @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
}

/** Ports next to each other that a masqueraded interface lets in. */
export interface InterfacePortRange {
  /** First port, from 1. */
  readonly start: number;
  /** Last port, to 65535. */
  readonly end: number;
  /** Protocol of the ports. */
  readonly protocol: 'TCP' | 'UDP';
}

/** What KubeVirt's own DHCP server tells the guest beyond its address. */
export interface DhcpOptions {
  /** Boot file, option 67. @default - none */
  readonly bootFileName?: Input<string>;
  /** TFTP server, option 66. @default - none */
  readonly tftpServerName?: Input<string>;
  /** IPv4 addresses of time servers, option 42. @default - none */
  readonly ntpServers?: readonly string[];
  /** Options 224 to 254. @default - none */
  readonly privateOptions?: readonly {
    /** Number of the option, 224 to 254. */
    readonly option: number;
    /** Value of the option. */
    readonly value: string;
  }[];
}

/** How the device of an interface looks in a VM; pods have none of it. */
export interface InterfaceDevice {
  /** Card that the guest sees. @default 'virtio' */
  readonly model?: 'virtio' | 'e1000' | 'e1000e' | 'igb' | 'rtl8139' | 'ne2k_pci' | 'pcnet';
  /** Place in the boot order, 1 first, over disks and interfaces together. @default - not booted from */
  readonly bootOrder?: number;
  /** PCI address in the guest, such as `0000:81:01.0`. @default - the next free */
  readonly pciAddress?: string;
  /** Index from 1 to 16383 by which the guest's kernel names the interface. @default - none */
  readonly acpiIndex?: number;
  /** Role of the interface, which the guest reads from the metadata of its config drive. @default - none */
  readonly tag?: string;
  /** Ports that are let in. @default - all */
  readonly ports?: readonly InterfacePort[];
  /** Ranges of ports that are let in, in place of `ports`. Since KubeVirt 1.9. @default - all */
  readonly portRanges?: readonly InterfacePortRange[];
  /** What KubeVirt's DHCP server tells the guest beyond its address. @default - address, routes and DNS servers */
  readonly dhcpOptions?: DhcpOptions;
  /** `down` pulls the cable, `absent` the card. @default 'up' */
  readonly state?: 'up' | 'down' | 'absent';
}

/** What every kind of interface can say about its device. */
export type CommonInterfaceDevice = Pick<InterfaceDevice, 'model' | 'bootOrder' | 'pciAddress' | 'acpiIndex' | 'tag'>;
/** What an interface that KubeVirt answers DHCP on can say besides. */
export type ServedInterfaceDevice = Pick<InterfaceDevice, 'dhcpOptions' | 'state'>;
