import {
  CloudInit,
  Disk,
  GuestCpu,
  GuestProfile,
  HelmChart,
  NodusProviderNetwork,
  PodNetwork,
  Values,
  VirtualMachine,
  type VnfApp,
} from 'cdk8s-vnf';

const UPLINK = { 'vnf.example/uplink': 'ens5' };
const values = Values.object({
  cores: Values.integer({ default: 4, minimum: 1, maximum: 16, description: 'vCPUs' }),
});

/** A firewall between two VLANs of the site, on the nodes that carry both. */
export function vlanFirewall(app: VnfApp): HelmChart<typeof values> {
  const outer = new NodusProviderNetwork(app, 'vlan-outer', {
    subnet: '10.41.0.0/24',
    vlan: { id: 410, providerInterface: 'ens5', nodeLabels: UPLINK },
  });
  const inner = new NodusProviderNetwork(app, 'vlan-inner', {
    subnet: '10.42.0.0/24',
    vlan: { id: 420, providerInterface: 'ens5', nodeLabels: UPLINK },
  });
  const chart = new HelmChart(app, 'vlan-firewall', {
    version: '1.0.0',
    description: 'Firewall between two VLANs',
    values,
  });
  new VirtualMachine(chart, 'vlan-firewall', {
    ...GuestProfile.linux(),
    cpu: GuestCpu.shared({ cores: chart.values.cores }),
    memory: '4Gi',
    disks: [Disk.fromContainerImage('registry.example/firewall:3.1')],
    interfaces: [
      PodNetwork.attach({ guestName: 'mgmt0' }),
      outer.attach({ guestName: 'outer0', address: '10.41.0.10' }),
      inner.attach({ guestName: 'inner0', address: '10.42.0.10' }),
    ],
    cloudInit: CloudInit.noCloud({
      userData: {
        bootcmd: [['sysctl', '-w', 'net.ipv4.ip_forward=1']],
        runcmd: [['systemctl', 'enable', '--now', 'nftables']],
      },
    }),
    nodeSelector: UPLINK,
    evictionStrategy: 'None',
  });
  return chart;
}
