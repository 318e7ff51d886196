/** A file written at first boot. */
export interface CloudConfigFile {
  /** Absolute path in the guest. */
  readonly path: string;
  /** What the file holds. @default - nothing */
  readonly content?: string;
  /** Octal mode as text. @default '0644' */
  readonly permissions?: string;
  /** User and group, such as `root:root`. @default 'root:root' */
  readonly owner?: string;
  /** How `content` is written here. @default 'text/plain' */
  readonly encoding?: 'b64' | 'gzip' | 'gz+b64' | 'text/plain';
  /** Whether the content is added to the file. @default false */
  readonly append?: boolean;
  /** Written after users and packages are there. @default false */
  readonly defer?: boolean;
}

/** A user of the guest. Passwords and keys come from Secrets (`accessCredentials`), never from here. */
export interface CloudConfigUser {
  /** Name of the user. */
  readonly name: string;
  /** Full name. @default - none */
  readonly gecos?: string;
  /** Further groups. @default - none */
  readonly groups?: string | readonly string[];
  /** A rule of sudoers, such as `ALL=(ALL) NOPASSWD:ALL`; lists are refused before cloud-init 24. @default - none */
  readonly sudo?: string;
  /** Shell at login. @default - that of the distribution */
  readonly shell?: string;
  /** Whether the user cannot log in by password. @default true */
  readonly lock_passwd?: boolean;
  /** User id. @default - the next free */
  readonly uid?: number;
  /** Home directory. @default `/home/<name>` */
  readonly homedir?: string;
  /** First group. @default - one of the user's name */
  readonly primary_group?: string;
  /** Whether it is an account of the system. @default false */
  readonly system?: boolean;
  /** Whether the user has no home directory. @default false */
  readonly no_create_home?: boolean;
  /** Accounts whose public keys are fetched, such as `gh:name`. @default - none */
  readonly ssh_import_id?: readonly string[];
  /** A literal password is a finding: it would stand in the chart. @default - none */
  readonly passwd?: string;
  /** Hash of the password, set anew at each boot. A literal one is a finding. @default - none */
  readonly hashed_passwd?: string;
  /** The password itself. A literal one is a finding. @default - none */
  readonly plain_text_passwd?: string;
  /** Public keys. Prefer `accessCredentials`. @default - none */
  readonly ssh_authorized_keys?: readonly string[];
}

/** A command as a line for the shell, or as words that no shell touches. */
export type CloudConfigCommand = string | readonly string[];

/**
 * cloud-init's `#cloud-config`, the keys that VNF images use. For anything else give the user data as text.
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 */
export interface CloudConfig {
  /** Host name of the guest. @default - that of the VM */
  readonly hostname?: string;
  /** Full name of the guest. @default - from the host name */
  readonly fqdn?: string;
  /** Whether the host name is the full one. @default - that of the distribution */
  readonly prefer_fqdn_over_hostname?: boolean;
  /** Whether the guest keeps the host name that it has. @default false */
  readonly preserve_hostname?: boolean;
  /** Whether cloud-init writes `/etc/hosts`, or its line for localhost alone. @default false */
  readonly manage_etc_hosts?: boolean | 'localhost';
  /** Users of the guest; `default` is that of the image. @default - that of the image */
  readonly users?: readonly ('default' | CloudConfigUser)[];
  /** Groups to make, with their members. @default - none */
  readonly groups?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Whether ssh takes passwords. @default - unchanged */
  readonly ssh_pwauth?: boolean;
  /** A literal password is a finding: it would stand in the chart. @default - locked */
  readonly password?: string;
  /** Passwords of users. @default - unchanged */
  readonly chpasswd?: {
    /** Whether passwords must be changed at the first login. @default true */
    readonly expire?: boolean;
    /** Users of the guest; `default` is that of the image. @default - that of the image */
    readonly users?: readonly {
      /** User that gets the password. */
      readonly name: string;
      /** Password of the default user. A literal one is a finding: it would stand in the chart. @default - locked */
      readonly password?: string;
      /** What `password` is: its hash, the password itself, or nothing, for a random one. @default 'hash' */
      readonly type?: 'hash' | 'text' | 'RANDOM';
    }[];
    /** `user:password` lines, deprecated since cloud-init 22.2. A literal password is a finding. @default - none */
    readonly list?: string;
  };
  /** Public keys of the default user. Prefer `accessCredentials`. @default - none */
  readonly ssh_authorized_keys?: readonly string[];
  /** Whether host keys of the image are made anew. @default true */
  readonly ssh_deletekeys?: boolean;
  /** Kinds of host keys to make. @default - all that the guest knows */
  readonly ssh_genkeytypes?: readonly ('rsa' | 'ecdsa' | 'ed25519')[];
  /** Whether root may not log in by ssh. @default true */
  readonly disable_root?: boolean;
  /** Files to write. @default - none */
  readonly write_files?: readonly CloudConfigFile[];
  /** Runs at every boot, early. @default - none */
  readonly bootcmd?: readonly CloudConfigCommand[];
  /** Runs once, at the end of the first boot. @default - none */
  readonly runcmd?: readonly CloudConfigCommand[];
  /** Packages to install, each by name or by name and version. @default - none */
  readonly packages?: readonly (string | readonly string[])[];
  /** Whether the lists of packages are fetched anew. @default false */
  readonly package_update?: boolean;
  /** Whether all packages are upgraded. @default false */
  readonly package_upgrade?: boolean;
  /** Whether the guest restarts where packages ask for it. @default false */
  readonly package_reboot_if_required?: boolean;
  /** Which partitions grow to the size of their disk. @default - the root's */
  readonly growpart?: {
    /** Tool that grows partitions. @default 'auto' */
    readonly mode?: 'auto' | 'growpart' | 'gpart' | 'off';
    /** Partitions or mount points to grow. @default - the root */
    readonly devices?: readonly string[];
    /** Whether the file `/etc/growroot-disabled` is not heeded. @default false */
    readonly ignore_growroot_disabled?: boolean;
  };
  /** Whether the root file system grows with its partition, in the background with `noblock`. @default true */
  readonly resize_rootfs?: boolean | 'noblock';
  /** Mounts as fstab has them, up to six words each. @default - none */
  readonly mounts?: readonly (readonly string[])[];
  /** A swap file. @default - none */
  readonly swap?: {
    /** Path of the swap file. @default - none */
    readonly filename?: string;
    /** Size of the swap file: bytes, text such as `2G`, or `auto`. @default - none */
    readonly size?: string | number;
    /** Most that the swap file may have: bytes, or text such as `2G`. @default - none */
    readonly maxsize?: string | number;
  };
  /** Time servers. @default - those of the image */
  readonly ntp?: {
    /** Whether the guest keeps its clock by NTP. @default true */
    readonly enabled?: boolean;
    /** Addresses or names of time servers. @default - those of the distribution */
    readonly servers?: readonly string[];
    /** Pools of time servers. @default - those of the distribution */
    readonly pools?: readonly string[];
    /** Program that keeps the clock, such as `chrony`. @default - that of the distribution */
    readonly ntp_client?: string;
  };
  /** Certificates of authorities that the guest trusts. @default - those of the image */
  readonly ca_certs?: {
    /** Whether the certificates of the image are taken away. @default false */
    readonly remove_defaults?: boolean;
    /** Certificates, as PEM. @default - none */
    readonly trusted?: readonly string[];
  };
  /** Time zone, such as `Europe/Paris`. @default - that of the image */
  readonly timezone?: string;
  /** Locale, such as `en_US.UTF-8`. @default - that of the image */
  readonly locale?: string;
  /** Whether cloud-init writes `/etc/resolv.conf`. @default false */
  readonly manage_resolv_conf?: boolean;
  /** What stands in `/etc/resolv.conf`. @default - nothing */
  readonly resolv_conf?: {
    /** Addresses of DNS servers. @default - none */
    readonly nameservers?: readonly string[];
    /** Domains that short names are looked up in. @default - none */
    readonly searchdomains?: readonly string[];
    /** Local domain. @default - none */
    readonly domain?: string;
  };
  /** What happens when cloud-init is done. @default - the guest runs on */
  readonly power_state?: {
    /** What happens when cloud-init is done. */
    readonly mode: 'poweroff' | 'reboot' | 'halt';
    /** `now`, or minutes such as `+5`. @default 'now' */
    readonly delay?: string;
    /** What users are told before. @default - none */
    readonly message?: string;
    /** Time to wait for cloud-init to end, in seconds. @default 30 */
    readonly timeout?: number;
    /** Command or value that decides whether it happens. @default true */
    readonly condition?: boolean | string;
  };
  /** Who is told when the guest is up. @default - nobody */
  readonly phone_home?: {
    /** Address that is called. */
    readonly url: string;
    /** What is told: everything, or some keys. @default 'all' */
    readonly post?: 'all' | readonly string[];
    /** Attempts. @default 10 */
    readonly tries?: number;
  };
  /** What cloud-init says when it is done. @default - cloud-init's */
  readonly final_message?: string;
  /** Where the output of cloud-init's stages goes, by stage: `all`, `init`, `config`, `final`. @default - its log */
  readonly output?: Readonly<Record<string, string>>;
  /** Whether public keys that come with the guest are taken. @default true */
  readonly allow_public_ssh_keys?: boolean;
  /** Partition tables, by device such as `/dev/vdb`. @default - unchanged */
  readonly disk_setup?: Readonly<
    Record<
      string,
      {
        /** Kind of the table. @default 'mbr' */
        readonly table_type?: 'mbr' | 'gpt';
        /** Whether one partition fills the disk, or the shares of several in percent; `remove` takes the table away. @default false */
        readonly layout?: boolean | 'remove' | readonly (number | readonly [number, number])[];
        /** Whether a table that is there is replaced. @default false */
        readonly overwrite?: boolean;
      }
    >
  >;
  /** File systems to make. @default - none */
  readonly fs_setup?: readonly {
    /** Device, such as `/dev/vdb`. */
    readonly device: string;
    /** Kind, such as `ext4`. */
    readonly filesystem: string;
    /** Label of the file system. @default - none */
    readonly label?: string;
    /** Partition of the device. @default - the device itself */
    readonly partition?: 'auto' | 'any' | 'none' | number;
    /** Whether a file system that is there is replaced. @default false */
    readonly overwrite?: boolean;
  }[];
  /** What mounts have that say less than six words. @default - cloud-init's */
  readonly mount_default_fields?: readonly (string | null)[];
  /** Keyboard of the console. @default - that of the image */
  readonly keyboard?: {
    /** Layout, such as `fr`. */
    readonly layout: string;
    /** Variant of the layout. @default - none */
    readonly variant?: string;
  };
  /** Where the system log goes. @default - where the image says */
  readonly rsyslog?: {
    /** Lines of rsyslog's configuration. @default - none */
    readonly configs?: readonly string[];
    /** Servers that get the log, by a name for each: `@@192.0.2.10:514`. @default - none */
    readonly remotes?: Readonly<Record<string, string>>;
  };
}
