import {
  CloudInit,
  Disk,
  GuestProfile,
  HelmChart,
  PodNetwork,
  SriovNetwork,
  Values,
  VirtualMachine,
  type VnfApp,
} from 'cdk8s-vnf';

const values = Values.object({
  image: Values.image({ default: 'registry.example/dpdk-router:24.11', description: 'Disk image of the router' }),
  cores: Values.integer({ default: 8, minimum: 2, maximum: 32, description: 'vCPUs, each pinned to a host CPU' }),
  memory: Values.quantity({ default: '8Gi', description: 'Memory, whole gibibytes' }),
});

/** A router that polls two virtual functions: pinned CPUs, huge pages, the NUMA cells of the host. */
export function dpdkRouter(app: VnfApp): HelmChart<typeof values> {
  const uplink = new SriovNetwork(app, 'dpdk-uplink', { resourceName: 'intel_sriov_nic', vlan: 301, trust: true });
  const downlink = new SriovNetwork(app, 'dpdk-downlink', { resourceName: 'intel_sriov_nic', vlan: 302, trust: true });
  const chart = new HelmChart(app, 'dpdk-router', {
    version: '1.0.0',
    description: 'Router on DPDK with two virtual functions',
    values,
  });
  new VirtualMachine(chart, 'dpdk-router', {
    ...GuestProfile.dataPlane({
      cores: chart.values.cores,
      memory: chart.values.memory,
      features: { pdpe1gb: 'require' },
    }),
    disks: [Disk.fromContainerImage(chart.values.image, { dedicatedIoThread: true })],
    interfaces: [
      PodNetwork.attach({ guestName: 'mgmt0' }),
      uplink.attach({ guestName: 'up0', addresses: ['203.0.113.2/30'], mtu: 9000 }),
      downlink.attach({ guestName: 'down0', addresses: ['198.51.100.1/24'], mtu: 9000 }),
    ],
    cloudInit: CloudInit.noCloud({
      userData: {
        bootcmd: [['modprobe', 'vfio-pci']],
        write_files: [{ path: '/etc/default/router', content: 'HUGEPAGES=4\nSOCKET_MEM=4096\n' }],
        runcmd: [['systemctl', 'enable', '--now', 'router']],
      },
    }),
    nodeSelector: { 'feature.node.kubernetes.io/network-sriov.capable': 'true' },
    tolerations: [{ key: 'vnf.example/data-plane', operator: 'Exists', effect: 'NoSchedule' }],
    evictionStrategy: 'None',
  });
  return chart;
}
