import {
  CloudInit,
  DataVolume,
  Disk,
  GuestCpu,
  HelmChart,
  ImportSource,
  MultusNetwork,
  PodNetwork,
  type SriovNetwork,
  Values,
  VirtualMachine,
  type VnfApp,
} from 'cdk8s-vnf';

const values = Values.object({
  image: Values.object({
    url: Values.string({
      default: 'https://images.registry.example/licensed-vnf.qcow2',
      description: 'Where CDI fetches the disk image',
    }),
  }),
  storage: Values.object({
    className: Values.dnsLabel({ default: 'cstor-csi-disk', description: 'Storage class of the disk' }),
    size: Values.quantity({ default: '20Gi', description: 'Size of the disk' }),
  }),
});

/** A commercial VNF: imported disk, pinned CPUs with AES, a virtual function, and the interface names its image insists on. */
export function licensedVnf(app: VnfApp, sriov: SriovNetwork): HelmChart<typeof values> {
  const chart = new HelmChart(app, 'licensed-vnf', {
    version: '1.0.0',
    description: 'Licensed VNF with pinned CPUs and SR-IOV',
    values,
  });
  const additional = MultusNetwork.fromDefinition('default/additional-network');
  const disk = new DataVolume(chart, 'disk', {
    source: ImportSource.http({ url: chart.values.image.url }),
    size: chart.values.storage.size,
    storageClassName: chart.values.storage.className,
  });
  new VirtualMachine(chart, 'licensed-vnf', {
    cpu: GuestCpu.dedicated({ cores: 8, isolateEmulatorThread: true, features: { aes: 'require' } }),
    memory: { size: '16Gi', hugepages: '1Gi' },
    disks: [Disk.fromDataVolume(disk)],
    interfaces: [
      PodNetwork.attach({ guestName: 'mgmt0' }),
      sriov.attach({ guestName: 'wan0', mac: '52:54:00:3e:91:10', addresses: ['10.56.206.250/24'] }),
      additional.attach({ guestName: 'lan0', mac: '52:54:00:3e:91:11' }),
    ],
    cloudInit: CloudInit.noCloud({ userData: { preserve_hostname: false, ssh_pwauth: false } }),
    evictionStrategy: 'None',
  });
  return chart;
}
