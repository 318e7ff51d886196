/** A file written at first boot. */
export interface CloudConfigFile {
  readonly path: string;
  readonly content?: string;
  /** Octal mode as text. @default '0644' */
  readonly permissions?: string;
  readonly owner?: string;
  readonly encoding?: 'b64' | 'gzip' | 'gz+b64' | 'text/plain';
  readonly append?: boolean;
  /** Written after users and packages are there. @default false */
  readonly defer?: boolean;
}

/** A user of the guest. Passwords and keys come from Secrets (`accessCredentials`), never from here. */
export interface CloudConfigUser {
  readonly name: string;
  readonly gecos?: string;
  readonly groups?: string | readonly string[];
  /** A rule of sudoers, such as `ALL=(ALL) NOPASSWD:ALL`; lists are refused before cloud-init 24. */
  readonly sudo?: string;
  readonly shell?: string;
  /** @default true */
  readonly lock_passwd?: boolean;
  readonly uid?: number;
  readonly homedir?: string;
  readonly primary_group?: string;
  readonly system?: boolean;
  readonly no_create_home?: boolean;
  readonly ssh_import_id?: readonly string[];
  /** A literal password is a finding: it would stand in the chart. */
  readonly passwd?: string;
  readonly hashed_passwd?: string;
  readonly plain_text_passwd?: string;
  readonly ssh_authorized_keys?: readonly string[];
}

/** A command as a line for the shell, or as words that no shell touches. */
export type CloudConfigCommand = string | readonly string[];

/**
 * cloud-init's `#cloud-config`, the keys that VNF images use. For anything else give the user data as text.
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 */
export interface CloudConfig {
  readonly hostname?: string;
  readonly fqdn?: string;
  readonly prefer_fqdn_over_hostname?: boolean;
  readonly preserve_hostname?: boolean;
  readonly manage_etc_hosts?: boolean | 'localhost';
  readonly users?: readonly ('default' | CloudConfigUser)[];
  readonly groups?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Whether ssh takes passwords. */
  readonly ssh_pwauth?: boolean;
  /** A literal password is a finding: it would stand in the chart. */
  readonly password?: string;
  readonly chpasswd?: {
    readonly expire?: boolean;
    readonly users?: readonly {
      readonly name: string;
      readonly password?: string;
      readonly type?: 'hash' | 'text' | 'RANDOM';
    }[];
    readonly list?: string;
  };
  readonly ssh_authorized_keys?: readonly string[];
  readonly ssh_deletekeys?: boolean;
  readonly ssh_genkeytypes?: readonly ('rsa' | 'ecdsa' | 'ed25519')[];
  readonly disable_root?: boolean;
  readonly write_files?: readonly CloudConfigFile[];
  /** Runs at every boot, early. */
  readonly bootcmd?: readonly CloudConfigCommand[];
  /** Runs once, at the end of the first boot. */
  readonly runcmd?: readonly CloudConfigCommand[];
  readonly packages?: readonly (string | readonly string[])[];
  readonly package_update?: boolean;
  readonly package_upgrade?: boolean;
  readonly package_reboot_if_required?: boolean;
  readonly growpart?: {
    readonly mode?: 'auto' | 'growpart' | 'gpart' | 'off';
    readonly devices?: readonly string[];
    readonly ignore_growroot_disabled?: boolean;
  };
  readonly resize_rootfs?: boolean | 'noblock';
  readonly mounts?: readonly (readonly string[])[];
  readonly swap?: { readonly filename?: string; readonly size?: string | number; readonly maxsize?: string | number };
  readonly ntp?: {
    readonly enabled?: boolean;
    readonly servers?: readonly string[];
    readonly pools?: readonly string[];
    readonly ntp_client?: string;
  };
  readonly ca_certs?: { readonly remove_defaults?: boolean; readonly trusted?: readonly string[] };
  readonly timezone?: string;
  readonly locale?: string;
  readonly manage_resolv_conf?: boolean;
  readonly resolv_conf?: {
    readonly nameservers?: readonly string[];
    readonly searchdomains?: readonly string[];
    readonly domain?: string;
  };
  readonly power_state?: {
    readonly mode: 'poweroff' | 'reboot' | 'halt';
    readonly delay?: string;
    readonly message?: string;
    readonly timeout?: number;
    readonly condition?: boolean | string;
  };
  readonly phone_home?: { readonly url: string; readonly post?: 'all' | readonly string[]; readonly tries?: number };
  readonly final_message?: string;
  readonly output?: Readonly<Record<string, string>>;
}
