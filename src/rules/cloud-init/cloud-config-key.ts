import { isMap } from '../json';
import type { Rule } from '../rule';
import { userDataTexts } from './user-data';

/** Keys at the top of cloud-config, those of retired modules included. */
const KEYS = new Set(
  `allow_public_ssh_keys ansible apk_repos apt apt_pipelining apt_reboot_if_required apt_update apt_upgrade authkey_hash
  autoinstall bootcmd byobu_by_default ca-certs ca_certs chef chpasswd cloud_config_modules cloud_final_modules
  cloud_init_modules create_hostname_file datasource datasource_list debug device_aliases disable_ec2_metadata
  disable_root disable_root_opts disk_setup drivers fan final_message fqdn fs_setup groups growpart grub-dpkg grub_dpkg
  hostname keyboard landscape launch-index locale locale_configfile lxd manage_etc_hosts manage_resolv_conf mcollective
  merge_how merge_type migrate mount_default_fields mounts no_ssh_fingerprints ntp output package_reboot_if_required
  package_update package_upgrade packages password phone_home power_state prefer_fqdn_over_hostname preserve_hostname
  puppet random_seed reporting resize_rootfs resolv_conf rh_subscription rpi rsyslog runcmd salt_minion snap spacewalk ssh
  ssh_authorized_keys ssh_deletekeys ssh_fp_console_blacklist ssh_genkeytypes ssh_import_id ssh_key_console_blacklist
  ssh_keys ssh_publish_hostkeys ssh_pwauth ssh_quiet_keygen swap system_info timezone ubuntu_advantage ubuntu_pro updates
  user users vendor_data version wireguard write_files yum_repo_dir yum_repos zypper`.split(/\s+/),
);

export const cloudConfigKey: Rule = {
  id: 'VNF336',
  severity: 'warning',
  title: 'Cloud-config key that cloud-init does not know',
  reason:
    'cloud-init ignores keys that none of its modules reads; since 23.4 its schema refuses them in the guest’s log',
  source: 'cloud-init schema-cloud-config-v1.json; cloud-init PR 4562',
  *check(model) {
    for (const { vm, field, config, rendering } of userDataTexts(model)) {
      const content = config?.content;
      for (const key of isMap(content) ? Object.keys(content).filter((one) => !KEYS.has(one)) : []) {
        const remedy =
          key === 'network'
            ? 'take it out: interfaces are configured by networkData only'
            : 'write it as cloud-init’s module reference has it, or take it out';
        yield { at: vm, field: `${field}.${key}`, value: key, remedy, rendering };
      }
    }
  },
};
